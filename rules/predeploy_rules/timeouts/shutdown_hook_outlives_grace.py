r"""A preStop hook that sleeps as long as the pod may take to stop leaves no time to stop.

The grace period (`terminationGracePeriodSeconds`, 30 s unless said otherwise) runs from the moment a pod is deleted, and
the hook is part of it: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination (as of 2026-11).
A hook that takes all of it gets its container killed: it never hears SIGTERM, and what it was working on is lost at each
roll-out. Make the grace period the sleep plus what the program needs to finish.

```yaml bad
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          lifecycle:
            preStop:
              exec: {command: [sleep, "45"]}  #~ "45"
```
```yaml fixed
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          lifecycle:
            preStop:
              exec: {command: [sleep, "45"]}
      terminationGracePeriodSeconds: 75
```
```yaml bad
kind: StatefulSet
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 60
      containers:
        - {name: web, lifecycle: {preStop: {sleep: {seconds: 60}}}}  #~ 60
        - {name: proxy, lifecycle: {preStop: {exec: {command: [/bin/sh, -c, "sleep 50; nginx -s quit; sleep 20"]}}}}  #~ "sleep 50
```
A short sleep, an interval that nobody can tell, no time to speak of:
```yaml good
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 60
      containers:
        - {name: web, lifecycle: {preStop: {sleep: {seconds: 15}}}}
        - {name: loop, lifecycle: {preStop: {exec: {command: [sh, -c, "while busy; do sleep 60; done"]}}}}
        - {name: rest, lifecycle: {preStop: {exec: {command: [sh, -c, "sleep $REST"]}}}}
        - {name: quit, lifecycle: {preStop: {exec: {command: [/wait-shutdown]}}}}
        - {name: late, lifecycle: {preStop: {exec: {command: [sh, -c, "timeout 5 sleep 90"]}}}}
```
```yaml good
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 3600
      containers: [{name: web, lifecycle: {preStop: {exec: {command: [sleep, 1m]}}}}]
```
"""

import re

from predeploy import Container, Findings, Measure, Node, effective, pattern, rule

GRACE = 30.0  # s; source above
UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}
SLEEP = pattern(r"(?:/usr)?(?:/bin/)?sleep\s+(\d{1,6})([smh]?)")
# Words by which a script may leave out or cut short what it says
CONTROL = pattern(r"\|\||(?<!&)&(?!&)|\b(?:if|while|until|for|case|trap|timeout|exit|exec)\b")


@rule("high", since="0.1", keys=("preStop",))
def shutdown_hook_outlives_grace(container: Container) -> Findings:
    hook = container["lifecycle.preStop"]
    if hook.absent:
        return
    grace, sleeps = effective(container.workload.pod["terminationGracePeriodSeconds"], default=GRACE), _sleeps(hook)
    if sleeps.value >= grace.value:
        yield sleeps.finding(
            f"container `{container.name}` sleeps {sleeps} before it stops, but its pod is killed after {grace}: it gets no time"
            f" to finish; set terminationGracePeriodSeconds to {sleeps.value + GRACE:g}",
            fix=grace.replace(int(sleeps.value + GRACE), safe=grace.state == "default"),
            related=((grace.node, f"grace period {grace}"),),
        )


def _sleeps(hook: Node) -> Measure:
    """How long the hook sleeps at the least; NaN when its script cannot be told."""
    if hook["sleep.seconds"].written:
        return effective(hook["sleep.seconds"])
    command = list(hook["exec.command"])
    words = [node.text or "" for node in command]
    place = next((node for node in command if SLEEP.search(node.text or "")), command[-1] if command else hook)
    script = words[-1] if len(words) > 2 and words[0].endswith("sh") else " ".join(words)
    if CONTROL.search(script) or any(node.unknown for node in command):
        return Measure(float("nan"), place, "unknown")
    found = [SLEEP.fullmatch(statement.strip()) for statement in re.split(r"[;\n]|&&", script)]
    return Measure(sum((int(one[1]) * UNITS[one[2]] for one in found if one), 0.0) or float("nan"), place, "own")
