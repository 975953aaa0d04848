r"""A schedule that names an hour but no minute runs sixty times, and one for the 31st of a shorter month never.

`* 2 * * *` is not "at two": it is every minute from 2:00 to 2:59. `0 0 31 4 *` waits for a day that no year has.
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax (as of 2026-11).

```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "* 2 * * *"}  #~ "* 2
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 2 31 4,6 *"}  #~ "0 2
```
```yaml bad
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: cron(* 2 * * ? *)}  #~ cron
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 2 * * *"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: watch}
spec: {schedule: "* 8-18 * * 1-5"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: always}
spec: {schedule: "* */2 * * *"}
```
```yaml good
# the day of the week counts beside that of the month; the 29th of February comes
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 2 31 2 1"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: leap}
spec: {schedule: "0 2 29 2 *"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: later}
spec: {schedule: "${WHEN}"}
```
"""

from predeploy import Document, Findings, pattern, rule

AWS = pattern(r"cron\((.*)\)\Z")
NUMBERS = pattern(r"[0-9]+(?:,[0-9]+)*\Z")
LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@rule("medium", since="0.1")
def schedule_not_meant(document: Document) -> Findings:
    for node, _ in document.schedules:
        text = (node.text or "").strip()
        inner = AWS.match(text)
        fields = inner[1].split()[:5] if inner else text.split()
        if len(fields) != 5:
            continue
        minute, hour, day, month, weekday = fields
        if minute == "*" and hour.isdecimal():
            yield node.finding(
                f"schedule `{text}` of `{document.name}` starts it every minute from {hour}:00 to {hour}:59, 60 times; once is `0 {hour} …`",
            )
        elif weekday in "*?" and never(day, month):
            yield node.finding(
                f"schedule `{text}` of `{document.name}` waits for day {day} of month {month}: it never comes"
            )


def never(day: str, month: str) -> bool:
    if not (NUMBERS.match(day) and NUMBERS.match(month)):
        return False
    days, months = ([int(one) for one in field.split(",")] for field in (day, month))
    return all(one > LONGEST.get(which, 31) for one in days for which in months)
