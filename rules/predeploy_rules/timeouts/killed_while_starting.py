r"""A container that is killed before it is even asked whether it is ready never becomes ready.

The readiness probe waits because the program takes so long to start; the liveness probe asks the same question earlier,
and when its patience (`initialDelaySeconds` + `failureThreshold` × `periodSeconds`) ends first, the kubelet restarts the
container, over and over. A startup probe holds both back until the program is up:
https://kubernetes.io/docs/concepts/workloads/pods/probes/ (as of 2026-11; 10 s and 3 failures unless said otherwise).

```yaml bad
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {path: /health, port: 80}, initialDelaySeconds: 60}  #~ 60
          livenessProbe: {httpGet: {path: /health, port: 80}}
```
```yaml fixed
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {path: /health, port: 80}, initialDelaySeconds: 60}
          livenessProbe: {httpGet: {path: /health, port: 80}}
          startupProbe:
            httpGet:
              path: /health
              port: 80
            failureThreshold: 12
```
With a startup probe, with a patient liveness probe, or with one that asks for something else:
```yaml good
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {path: /health, port: 80}, initialDelaySeconds: 60}
          livenessProbe: {httpGet: {path: /health, port: 80}}
          startupProbe: {httpGet: {path: /health, port: 80}, failureThreshold: 30}
        - name: patient
          readinessProbe: {httpGet: {path: /health, port: 80}, initialDelaySeconds: 60}
          livenessProbe: {httpGet: {path: /health, port: 80}, initialDelaySeconds: 60}
        - name: other
          readinessProbe: {httpGet: {path: /ready, port: 80}, initialDelaySeconds: 60}
          livenessProbe: {tcpSocket: {port: 80}}
```
```yaml good
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {path: /health, port: 80}, initialDelaySeconds: 30}
          livenessProbe: {httpGet: {path: /health, port: 80}}
```
"""

from math import ceil
from typing import Any

from predeploy import Container, Findings, Node, effective, rule

PERIOD, FAILURES = 10.0, 3.0  # s and count; source above
HANDLERS = ("httpGet", "tcpSocket", "exec", "grpc")


@rule("medium", since="0.1", keys=("readinessProbe",))
def killed_while_starting(container: Container) -> Findings:
    ready, live, startup = container["readinessProbe"], container["livenessProbe"], container["startupProbe"]
    asked = ready["initialDelaySeconds"]
    if not asked.present or not startup.absent:
        return
    patience = _patience(live)
    if asked.number > patience and _handler(ready) and _handler(ready) == _handler(live):
        probe = {**_handler(ready), "failureThreshold": ceil(2 * asked.number / PERIOD)}
        yield asked.finding(
            f"container `{container.name}` is asked after {asked.text} s whether it is ready, but killed after {patience:g} s:"
            " it never becomes ready if it takes that long to start; add a startupProbe",
            fix=startup.insert(probe, safe=False),
            related=((live, f"killed after {patience:g} s"),),
        )


def _patience(probe: Node) -> float:
    """Seconds until a container that never answers is killed."""
    period = effective(probe["periodSeconds"], default=PERIOD).value
    failures = effective(probe["failureThreshold"], default=FAILURES).value
    return effective(probe["initialDelaySeconds"], default=0.0).value + period * failures


def _handler(probe: Node) -> dict[str, Any]:
    return {key: probe[key].data for key in HANDLERS if probe[key].present}
