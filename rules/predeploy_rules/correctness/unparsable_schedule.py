r"""A schedule that its scheduler cannot read is refused.

A CronJob has the five fields of cron (minute, hour, day, month, weekday 0 to 6) or `@daily` and its kin, and its time
zone in `timeZone`. EventBridge has `rate(5 minutes)`, with the unit in the singular for 1 and in the plural for all
else, or `cron()` with six fields, the last one the year, and a `?` for the day of the month or of the week.
Jobs of App Engine read `every 5 minutes`, `every monday 09:00` and the like.
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax and
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (as of 2026-11).

```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: pack}
spec: {schedule: "0 0 3 * * *"}  #~ "0 0
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: count}
spec: {schedule: "CRON_TZ=Europe/Berlin 0 3 * * *"}  #~ "CRON
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: send}
spec: {schedule: 0 25 * * 1-7}  #~ 0 25
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Often: {Type: Schedule, Properties: {Schedule: rate(1 minutes)}}  #~ rate
        Daily: {Type: ScheduleV2, Properties: {ScheduleExpression: cron(0 12 * * *)}}  #~ cron
  Rule:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: "cron(0 12 * * MON-FRI *)"}  #~ "cron
  Other:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: "rate(1 days)"}  #~ "rate
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack:
    handler: pack.handler
    events:
      - schedule: rate(5 minute)  #~ rate(5
      - schedule: {rate: ["rate(1 hour)", "*/5 * * * *"]}  #~ "*/5
```
```yaml bad file=cron.yaml
cron:
  - {url: /pack, schedule: every 2 days}  #~ every 2
  - {url: /send, schedule: every mondy 09:00}  #~ every mondy
  - {url: /count, schedule: every 5 minutes}
  - {url: /sum, schedule: "2nd,third mon,wed,thu of march 17:00"}
  - {url: /tell, schedule: every 30 mins from 10:00 to 14:00}
  - {url: /bill, schedule: "1 of jan,april,july,oct 00:00"}
  - {url: /look, schedule: "*/5 * * * *"}
  - {url: /later, schedule: "${SCHEDULE}"}
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./code
      triggers:
        - {triggerName: a, triggerType: timer, triggerConfig: {enable: true, cronExpression: "0 8 * * *"}}  #~ "0 8
        - {triggerName: b, triggerType: timer, triggerConfig: {enable: true, cronExpression: "0 0 25 * * *"}}  #~ "0 0 25
        - {triggerName: c, triggerType: timer, triggerConfig: {enable: true, cronExpression: "@every 5m"}}
        - {triggerName: d, triggerType: timer, triggerConfig: {enable: true, cronExpression: "CRON_TZ=Asia/Shanghai 0 0 8 ? * MON"}}
```
```yaml bad file=serverless.yml
component: scf
name: pack
inputs:
  handler: index.main
  events:
    - timer: {parameters: {enable: true, cronExpression: "0 0 8 * * *"}}  #~ "0 0 8
    - timer: {parameters: {enable: true, cronExpression: "*/5 * * * * * *"}}
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: pack}
spec: {schedule: "*/15 1-5,22 1 JAN-mar mon", timeZone: Europe/Berlin}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: count}
spec: {schedule: "@hourly"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: send}
spec: {schedule: "${SCHEDULE}"}
---
# somebody else's kind of that name
apiVersion: example.org/v1
kind: CronJob
metadata: {name: sweep}
spec: {schedule: every night}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Often: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
        Weekly: {Type: Schedule, Properties: {Schedule: cron(0/15 8-17 ? * MON-FRI *)}}
        Last: {Type: Schedule, Properties: {Schedule: "cron(0 10 L * ? 2026-2030)"}}
        Second: {Type: Schedule, Properties: {Schedule: "cron(0 10 ? 1/3 2#1 *)"}}
        Lax: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 minutes)}}
        Once: {Type: ScheduleV2, Properties: {ScheduleExpression: "at(2026-12-24T18:00:00)"}}
  Allowed: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Pack, Principal: scheduler.amazonaws.com, SourceArn: "arn:aws:x"}}
```
```yaml bad
apiVersion: fission.io/v1
kind: TimeTrigger
metadata: {name: nightly}
spec: {cron: "0 25 * * *", functionref: {type: name, name: clean}}  #~ "0 25 * * *"
---
apiVersion: fission.io/v1
kind: TimeTrigger
metadata: {name: each-minute}
spec: {cron: "0 * * * * *", functionref: {type: name, name: poll}}
```
```yaml bad
provider: {name: openfaas}
functions:
  clean:
    lang: go
    handler: ./clean
    image: registry.example.com/shop/clean:1.4
    annotations: {topic: cron-function, schedule: "0 0 3 * * *"}  #~ "0 0 3 * * *"
```
```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec: {schedules: [0 2 * * *, 0 26 * * *]}  #~ 0 26 * * *
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {triggers: [{type: cron, metadata: {start: 0 8 * *, end: 0 18 * * *}}]}  #~ 0 8 * *
```
Timers of Azure Functions have a field for the seconds first, or a time span, in which more than 23 hours mean days:
```json bad file=app/Sweep/function.json
{"bindings": [
  {"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "24:00:00"}
]}
#~ 2:76
```
```json bad file=app/Sweep/function.json
{"bindings": [
  {"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 25 * * *"}
]}
#~ 2:76
```
```json good file=app/Sweep/function.json
{"bindings": [{"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 */5 8-18 * * Mon-Fri"}]}
```
```json good file=app/Sweep/function.json
{"bindings": [{"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "%SWEEP_SCHEDULE%"}]}
```
```json good file=app/Sweep/function.json
{"bindings": [{"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "1.00:00:00"}]}
```
"""

from predeploy import Document, Findings, pattern, rule

LATER = pattern(r"[{}<>$%]")


@rule("high", since="0.1", replaces={"cfn-lint": "E3027"})
def unparsable_schedule(document: Document) -> Findings:
    for node, fault in document.schedules:
        text = (node.text or "").strip()
        trouble = fault(text) if node.text is not None and not LATER.search(text) else ""
        if trouble:
            yield node.finding(f"schedule `{text}` of `{document.name}` is refused: {trouble}")
