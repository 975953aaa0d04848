r"""A CronJob that must start within less than ten seconds may never start.

The controller looks at its CronJobs every 10 seconds; a run that is later than `startingDeadlineSeconds` by then counts as
missed: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline (as of 2026-11). Allow a
minute, or leave it out.

```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "*/5 * * * *"
  startingDeadlineSeconds: 5  #~ 5
  jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}
```
```yaml fixed
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "*/5 * * * *"
  startingDeadlineSeconds: 60
  jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "*/5 * * * *"
  startingDeadlineSeconds: 10
  jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec: {schedule: "@daily", jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}}
```
"""

from predeploy import Findings, Workload, rule

LEAST = 10  # s; source above


@rule("medium", since="0.1", kinds=("CronJob",))
def starting_deadline_too_short(workload: Workload) -> Findings:
    deadline = workload["spec.startingDeadlineSeconds"]
    if deadline.number < LEAST:
        yield deadline.finding(
            f"CronJob `{workload.name}` must start within {deadline.text} s, but is looked at every {LEAST} s: it may never start; set 60",
            fix=deadline.replace(60, safe=False),
        )
