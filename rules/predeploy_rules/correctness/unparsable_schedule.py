r"""A schedule that its scheduler cannot read is refused.

A CronJob has the five fields of cron (minute, hour, day, month, weekday 0 to 6) or `@daily` and its kin, and its time
zone in `timeZone`. EventBridge has `rate(5 minutes)`, with the unit in the singular for 1 and in the plural for all
else, or `cron()` with six fields, the last one the year, and a `?` for the day of the month or of the week.
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

import re
from collections.abc import Iterator

from predeploy import Document, Findings, Function, Node, pattern, rule

MACROS = pattern(r"@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)\Z")
MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
DAYS = "SUN|MON|TUE|WED|THU|FRI|SAT"
KUBERNETES = ((0, 59, ""), (0, 23, ""), (1, 31, ""), (1, 12, MONTHS), (0, 6, DAYS))
OF_MONTH, OF_WEEK = r"L|LW|[0-9]+W|W", rf"L|({DAYS}|[1-7])(L|#[1-5])|{DAYS}"
AZURE = ((0, 59, ""), *KUBERNETES)
AWS = ((0, 59, ""), (0, 23, ""), (1, 31, OF_MONTH), (1, 12, MONTHS), (1, 7, OF_WEEK), (1970, 2199, ""))
# https://www.alibabacloud.com/help/en/functioncompute/fc/time-triggers, https://www.tencentcloud.com/document/product/583/9708 (2026-11)
CHINA = (*AZURE[:3], (1, 31, OF_MONTH), (1, 12, MONTHS), (0, 7, f"{OF_WEEK}|0"), (1970, 2099, ""))
YEARS = {"alibaba-fc": 6, "tencent-scf": 7}  # how many fields
RATE = pattern(r"rate\((?:1 (?:minute|hour|day)|(?!0+ |1 )[0-9]+ (?:minutes|hours|days))\)\Z")
# EventBridge Scheduler does not mind the plural
LOOSE_RATE = pattern(r"rate\((?!0+ )[0-9]+ +(?:minute|hour|day)s?\)\Z")
ONCE = pattern(r"at\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\)\Z")
# https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#timespan (as of 2026-11)
SPAN = pattern(r"(?:[0-9]{1,8}\.)?(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9](?::[0-5]?[0-9](?:\.[0-9]{1,7})?)?\Z")
TOO_LONG = pattern(r"(2[4-9]|[3-9][0-9]|[0-9]{3}):[0-9:]{1,8}\Z")
SCHEDULES = ("cronExpression", "CronExpression", "Schedule", "ScheduleExpression", "schedule", "rate", "cron")

SCHEDULED = (
    *("/CronJob", "batch/CronJob"),  # the first: half-written
    *("sources.knative.dev/PingSource", "argoproj.io/CronWorkflow", "apps.kruise.io/AdvancedCronJob"),
)


@rule("high", since="0.1", replaces={"cfn-lint": "E3027"})
def unparsable_schedule(document: Document) -> Findings:
    for node in expressions(document):
        text = (node.text or "").strip()
        if node.text is None or re.search(r"[{}<>$%]", text):
            continue
        scheduler = node.name == "ScheduleExpression" and document.kind != "AWS::Events::Rule"
        own_zone = document.kind == "CronJob"
        if document.kind == "TimeTrigger" or document.platform in ("openwhisk", "nuclio"):
            trouble = of_seconds(text, 7 if document.platform == "openwhisk" else 6)
        elif document.platform in YEARS:
            trouble = of_china(text, YEARS[document.platform])
        elif document.platform == "azure-functions":
            trouble = of_azure(text)
        elif document.platform in ("kubernetes", "azure-container-apps", "openfaas", "kubeless"):
            trouble = of_cron(text, own_zone)
        else:
            trouble = of_aws(text, loose=scheduler)
        if trouble:
            yield node.finding(f"schedule `{text}` of `{document.name}` is refused: {trouble}")


def expressions(document: Document) -> Iterator[Node]:
    if document.platform == "kubernetes" and f"{document.group}/{document.kind}" in SCHEDULED:
        yield document["spec.schedule"]
        yield from document["spec.schedules"]
    elif document.group == "keda.sh":
        windows = (trigger["metadata"] for trigger in document["spec.triggers"] if trigger["type"].text == "cron")
        yield from (window[key] for window in windows for key in ("start", "end"))
    elif document.kind == "TimeTrigger" and document.group == "fission.io":
        yield document["spec.cron"]
    elif document.kind in ("AWS::Events::Rule", "AWS::Scheduler::Schedule"):
        yield document["Properties.ScheduleExpression"]
    elif document.kind == "Microsoft.App/jobs":
        yield document["properties.configuration.scheduleTriggerConfig.cronExpression"]
    elif isinstance(document, Function):
        for event in document.events:
            listed = event.source.is_list
            if event.kind == "schedule" and event.source.name in SCHEDULES:
                yield from event.source if listed else (event.source,)


def of_cron(text: str, own_zone: bool) -> str:
    fields = text.split()
    if text.startswith(("TZ=", "CRON_TZ=")):
        return "the time zone belongs in `timeZone`" if own_zone else ""
    if text.startswith("@"):
        return "" if MACROS.match(text) else "there is no such macro"
    return unreadable(fields, KUBERNETES) if len(fields) == 5 else f"it has {len(fields)} fields instead of 5"


def of_seconds(text: str, last_day: int) -> str:
    """Cron whose first field may be the seconds."""
    fields, grammar = text.split(), (*AZURE[:-1], (0, last_day, DAYS))
    if len(fields) not in (5, 6) or text.startswith(("@", "TZ=", "CRON_TZ=")):
        return of_cron(text, own_zone=False)
    return unreadable(fields, grammar[-len(fields) :])


def of_china(text: str, most: int) -> str:
    """The seconds first; SCF has the year behind the week. `@every 5m` and a time zone in front are Function Compute's."""
    if text.startswith("@"):
        return "" if most > len(AZURE) or MACROS.match(text) else "there is no such macro"
    fields = text.removeprefix("CRON_").split()
    fields = fields[1:] if fields and fields[0].startswith("TZ=") else fields
    wanted = "6 (the first one are the seconds)" if most == len(AZURE) else "7 (seconds first, the year last)"
    if len(fields) != most and not (most > len(AZURE) and len(fields) == len(KUBERNETES)):
        return f"it has {len(fields)} fields instead of {wanted}"
    return unreadable(fields, CHINA[:most]) if len(fields) == most else ""


def of_azure(text: str) -> str:
    """NCRONTAB with or without seconds, or a time span, in which a first part of 24 or more counts days."""
    if ":" in text:
        days = TOO_LONG.match(text)
        if days:
            return f"it means every {days[1]} days, for hours end at 23; every day is `1.00:00:00`"
        return "" if SPAN.match(text) else "it is no time span hh:mm:ss"
    fields = text.split()
    if len(fields) not in (5, 6):
        return f"it has {len(fields)} fields instead of 6 (the first one are the seconds)"
    return unreadable(fields, AZURE[-len(fields) :])


def of_aws(text: str, *, loose: bool) -> str:
    if text.startswith("rate("):
        known = RATE.match(text) or (loose and LOOSE_RATE.match(text))
        return "" if known else "a rate is `1 minute`, `5 minutes`, `1 hour`, `2 hours`, `1 day` or `3 days`"
    if not text.startswith("cron(") or not text.endswith(")"):
        return "" if ONCE.match(text) else "it is neither `rate(…)` nor `cron(…)`"
    fields = text[5:-1].split()
    if len(fields) != 6:
        return f"its cron has {len(fields)} fields instead of 6 (the last one is the year)"
    if [fields[2], fields[4]].count("?") != 1:
        return "one of day of month and day of week must be `?`, and only one"
    return unreadable(fields, AWS)


def unreadable(fields: list[str], grammar: tuple[tuple[int, int, str], ...]) -> str:
    """The first field that is none, in words."""
    for field, (low, high, words) in zip(fields, grammar, strict=True):
        for part in field.split(","):
            one = f"{words}|[0-9]+".lstrip("|")
            found = re.match(rf"(?:[*?]|(?P<a>{one})(?:-(?P<b>{one}))?)(?:/(?P<step>[0-9]+))?\Z", part, re.I)
            numbers = [int(end) for end in (found["a"], found["b"]) if end and end.isdigit()] if found else []
            if not found or any(not low <= number <= high for number in numbers) or found["step"] == "0":
                return f"`{part}` is no value from {low} to {high}"
    return ""
