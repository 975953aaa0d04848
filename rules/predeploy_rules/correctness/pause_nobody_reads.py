r"""A schedule that was to be stopped runs on.

A CronJob of Kubernetes is stopped with `suspend`, an AdvancedCronJob of OpenKruise with `paused`
(https://openkruise.io/docs/user-manuals/advancedcronjob, as of 2026-11). The one's word means nothing to the other.

```yaml bad
apiVersion: apps.kruise.io/v1alpha1
kind: AdvancedCronJob
metadata: {name: cleanup}
spec:
  schedule: "@daily"
  suspend: true  #~ true
  template: {broadcastJobTemplate: {spec: {template: {spec: {containers: [{name: cleanup}]}}}}}
```
```yaml fixed
apiVersion: apps.kruise.io/v1alpha1
kind: AdvancedCronJob
metadata: {name: cleanup}
spec:
  schedule: "@daily"
  template: {broadcastJobTemplate: {spec: {template: {spec: {containers: [{name: cleanup}]}}}}}
  paused: true
```
```yaml good
apiVersion: apps.kruise.io/v1alpha1
kind: AdvancedCronJob
metadata: {name: cleanup}
spec: {schedule: "@daily", paused: true, template: {jobTemplate: {spec: {template: {spec: {containers: [{name: cleanup}]}}}}}}
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: cleanup}
spec: {schedule: "@daily", suspend: true, jobTemplate: {spec: {template: {spec: {containers: [{name: cleanup}]}}}}}
```
"""

from predeploy import Document, Findings, rule, together


@rule("medium", since="0.1", kinds=("AdvancedCronJob",))
def pause_nobody_reads(document: Document) -> Findings:
    suspend, paused = document["spec.suspend"], document["spec.paused"]
    if document.group == "apps.kruise.io" and suspend.is_true and paused.absent:
        yield suspend.finding(
            f"AdvancedCronJob `{document.name}` says `suspend`, which it does not read: it runs on; write `paused`",
            fix=together(paused.insert(True, safe=False), suspend.remove(safe=False)),
        )
