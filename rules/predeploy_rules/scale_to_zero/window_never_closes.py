r"""A schedule whose pause is shorter than the cooldown never lets the workload sleep.

Within its window a cron trigger asks for `desiredReplicas`. Zero comes only after the window ends and the `cooldownPeriod`
(300 s) is over; a window that opens again before that keeps the pods day and night:
https://keda.sh/docs/latest/scalers/cron/ (as of 2026-11). To run always, set `minReplicaCount` and drop the trigger.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: cron
      metadata: {timezone: Europe/Oslo, start: 0 0 * * *, end: 59 23 * * *, desiredReplicas: "2"}  #~ 59
```
A night without pods, and a day of the week:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - {type: cron, metadata: {timezone: Europe/Oslo, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "2"}}
    - {type: cron, metadata: {timezone: Europe/Oslo, start: 0 0 * * 6, end: 59 23 * * 6, desiredReplicas: "4"}}
```
It has a floor of its own, and asks for nothing:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  minReplicaCount: 1
  triggers: [{type: cron, metadata: {timezone: Europe/Oslo, start: 0 0 * * *, end: 59 23 * * *, desiredReplicas: "2"}}]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec:
  scaleTargetRef: {name: sorter}
  triggers: [{type: cron, metadata: {timezone: Europe/Oslo, start: 0 0 * * *, end: 59 23 * * *, desiredReplicas: "0"}}]
```
"""

from predeploy import Autoscaler, Findings, Node, effective, pattern, rule

COOLDOWN = 300.0  # s; source above
DAY = 24 * 60  # minutes
DAILY = pattern(r"(\d{1,2}) (\d{1,2}) \* \* \*\Z")


@rule("medium", since="0.1", kinds=("ScaledObject",))
def window_never_closes(autoscaler: Autoscaler) -> Findings:
    cooldown = effective(autoscaler["spec.cooldownPeriod"], default=COOLDOWN)
    for trigger in autoscaler["spec.triggers"] if autoscaler.floor.value == 0 else ():
        start, end, wanted = (trigger["metadata"][key] for key in ("start", "end", "desiredReplicas"))
        opens, closes = _minute(start), _minute(end)
        if trigger["type"].text != "cron" or opens is None or closes is None or not wanted.number >= 1:
            continue
        pause = (opens - closes) % DAY * 60
        if 0 < pause <= cooldown.value:
            yield end.finding(
                f"ScaledObject `{autoscaler.name}` closes its window for {pause} s a day, but cools down {cooldown}: {wanted.text} pods run day"
                " and night; leave a longer pause, or say so with minReplicaCount",
                related=((start, "opens again"),),
            )


def _minute(node: Node) -> int | None:
    """The minute of the day of a cron expression that means every day."""
    found = DAILY.match(" ".join((node.text or "").split()))
    return int(found[2]) * 60 + int(found[1]) if found else None
