r"""A schedule that comes round before its last run has ended runs twice at once.

A function that is called every minute and may work for five can be running five times over, and all of them see the
same work to do. Let it stop within its period, reserve a concurrency of 1 so that a second run waits
(https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html, as of 2026-11), or for a CronJob forbid the
overlap (`concurrencyPolicy: Forbid`, https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy,
as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Sweep:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 300
      Events:
        Often: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}  #~ rate(1 minute)
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, timeout: 900}
functions:
  sweep: {handler: sweep.handler, events: [{schedule: {rate: ["cron(0/10 * * * ? *)"], enabled: true}}]}  #~ "cron(0/10 * * * ? *)"
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: sweep}
spec:
  schedule: "*/5 * * * *"  #~ "*/5 * * * *"
  jobTemplate: {spec: {activeDeadlineSeconds: 900, template: {spec: {containers: [{name: sweep}]}}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Sweep:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 300
      ReservedConcurrentExecutions: 1
      Events: {Often: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}}
  Off:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 300
      Events: {Often: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 minute), State: DISABLED}}}
  Daily:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 900
      Events: {Nightly: {Type: Schedule, Properties: {Schedule: cron(0 3 * * ? *)}}}
```
Nobody said how long it may work, or the overlap is forbidden:
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: sweep}
spec:
  schedule: "*/5 * * * *"
  jobTemplate: {spec: {template: {spec: {containers: [{name: sweep}]}}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  schedule: "*/5 * * * *"
  concurrencyPolicy: Forbid
  jobTemplate: {spec: {activeDeadlineSeconds: 900, template: {spec: {containers: [{name: sync}]}}}}
```
"""

from math import inf

from predeploy import Connection, Findings, Function, rule


@rule("medium", since="0.1", kinds=("schedule",))
def schedule_overlaps_itself(connection: Connection) -> Findings:
    every, works = connection.period, connection.works
    if works.state in ("own", "inherited") and every.value < works.value < inf and not _one_at_a_time(connection):
        yield every.finding(
            f"{connection.callee.name} is started every {every}, but may work {works}: it runs beside itself; let it stop"
            " within its period, or allow one run at a time",
            related=((works.node, f"may work {works}"),),
        )


def _one_at_a_time(connection: Connection) -> bool:
    runner = connection.callee.view
    if isinstance(runner, Function):
        return runner.concurrency.state == "unknown" or runner.concurrency.value <= 1
    policy = runner["spec.concurrencyPolicy"] if runner is not None else connection.via
    return not policy.absent and policy.text != "Allow"
