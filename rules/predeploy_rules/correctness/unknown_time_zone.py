r"""A time zone that is only an abbreviation is refused.

Zones are named as the IANA names them, `Europe/Berlin`, which knows summer time as well. `CEST` or `PST` is no such name,
nor is an offset: the API server refuses the CronJob, and KEDA and Argo start nothing.
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones (as of 2026-11).

```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: 0 2 * * *
  timeZone: CEST  #~ CEST
```
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers: [{type: cron, metadata: {timezone: UTC+2, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "2"}}]  #~ UTC+2
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: 0 2 * * *, timeZone: Europe/Berlin}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: sums}
spec: {schedule: 0 2 * * *, timeZone: Etc/UTC}
```
```yaml good
# CET, EST and MST are names as well as abbreviations
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: report}
spec: {schedule: 0 2 * * *, timezone: CET}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: sums}
spec: {schedule: 0 2 * * *}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, pattern, rule

# Abbreviations and offsets that the IANA database does not have: https://data.iana.org/time-zones/tzdb/backward (as of 2026-11)
NO_ZONE = pattern(
    r"(?:CEST|EEST|WEST|MESZ|MEZ|BST|IST|PST|PDT|EDT|CDT|MDT|CST|AST|ADT|AKST|JST|KST|AEST|AEDT|ACST|AWST|NZST|NZDT|SGT|HKT|MSK|"
    r"(?:UTC|GMT)[+-][1-9][0-9:]*|[+-][0-9:]+|Local)\Z",
)
INSTEAD = {
    "CEST": "Europe/Berlin",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "EDT": "America/New_York",
}


@rule("high", since="0.1", kinds=("CronJob", "CronWorkflow", "ScaledObject", "ScaledJob"))
def unknown_time_zone(document: Document) -> Findings:
    for zone in zones(document):
        text = zone.text or ""
        if NO_ZONE.match(text):
            yield zone.finding(
                f"`{text}` is no time zone that {document.kind} `{document.name}` could have; write a name of the IANA,"
                f" such as {INSTEAD.get(text, 'Europe/Berlin or Etc/UTC')}"
            )


def zones(document: Document) -> Iterator[Node]:
    yield document["spec.timeZone" if document.kind == "CronJob" else "spec.timezone"]
    for trigger in document["spec.triggers"]:
        if trigger["type"].text == "cron":
            yield trigger["metadata.timezone"]
