r"""A scheduled run without a deadline blocks all that come after it, or piles up with them.

A Job has no time limit of its own. When a run hangs, `concurrencyPolicy: Forbid` skips every later one until somebody
deletes it, and `Allow` (the default) starts the next beside it, hour after hour. Set `activeDeadlineSeconds` below the
time between two runs: https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
(as of 2026-11).

```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:  #~ spec
      template: {spec: {containers: [{name: sync}]}}
```
```yaml fixed
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template: {spec: {containers: [{name: sync}]}}
      activeDeadlineSeconds: 77760
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "*/10 * * * *"
  jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}  #~ spec
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "*/10 * * * *"
  concurrencyPolicy: Forbid
  jobTemplate: {spec: {activeDeadlineSeconds: 540, template: {spec: {containers: [{name: sync}]}}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: pod}
spec:
  schedule: "*/10 * * * *"
  jobTemplate: {spec: {template: {spec: {activeDeadlineSeconds: 540, containers: [{name: sync}]}}}}
```
A run a day is seen before it piles up; the next run replaces the last; it is switched off:
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: daily}
spec: {schedule: "@daily", jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: replaced}
spec: {schedule: "@hourly", concurrencyPolicy: Replace, jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: "off"}
spec: {suspend: true, schedule: "@hourly", jobTemplate: {spec: {template: {spec: {containers: [{name: sync}]}}}}}
```
"""

from math import inf

from predeploy import Connection, Findings, rule

OFTEN = 3600.0  # s
SCHEDULED = ("CronJob", "AdvancedCronJob", "CronWorkflow")  # they have the same policies


@rule("medium", since="0.1", kinds=("schedule",))
def cron_run_unbounded(connection: Connection) -> Findings:
    job, every, works = connection.callee.view, connection.period, connection.works
    if job is None or job.kind not in SCHEDULED or works.value < inf or not works.known:
        return
    policy = job["spec.concurrencyPolicy"]
    if policy.text == "Forbid":
        harm = "blocks all later ones"
    elif (policy.absent or policy.text == "Allow") and every.value <= OFTEN:
        harm = f"has another one beside it after {every}, and so on"
    else:
        return
    yield works.finding(
        f"{job.kind} `{job.name}` gives a run no deadline: one that hangs {harm}; set activeDeadlineSeconds",
        fix=works.replace(int(0.9 * every.value), safe=False) if every.known else None,
    )
