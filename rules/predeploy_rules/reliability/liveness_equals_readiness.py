r"""A liveness probe that equals the readiness probe restarts pods that are merely busy.

When a pod is slow, readiness takes it out of the Service so that it can recover. The same check with the same patience
as liveness kills it at the same moment: the others get its share and fall next. Give liveness a cheaper endpoint, or the
same one with more failures allowed, or leave it out.
https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ (as of 2026-11) names the same
endpoint with a higher failureThreshold as the common pattern.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          readinessProbe: {httpGet: {path: /health, port: 8080}, periodSeconds: 10}
          livenessProbe:  #~ livenessProbe
            httpGet: {path: /health, port: 8080, scheme: HTTP}
            failureThreshold: 3
```
```yaml good
# the same endpoint, but twice the patience
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          readinessProbe: {httpGet: {path: /health, port: 8080}}
          livenessProbe: {httpGet: {path: /health, port: 8080}, failureThreshold: 6}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          readinessProbe: {httpGet: {path: /ready, port: 8080}}
          livenessProbe: {httpGet: {path: /live, port: 8080}}
        - name: db
          image: db:1
          readinessProbe: {exec: {command: [pg_isready, -U, shop]}}
          livenessProbe: {exec: {command: [pg_isready]}}
```
```yaml good
# liveness asks less
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - {name: cart, image: "cart:1.4", readinessProbe: {httpGet: {port: 8080}}, livenessProbe: {tcpSocket: {port: 8080}}}
```
```yaml good
# a node's agent, which nobody waits for
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    spec:
      containers: [{name: agent, image: "agent:1", readinessProbe: {tcpSocket: {port: 1}}, livenessProbe: {tcpSocket: {port: 1}}}]
```
"""

from typing import Any

from predeploy import Container, Findings, Node, rule

# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe (as of 2026-11)
DEFAULTS = {"periodSeconds": 10.0, "failureThreshold": 3.0, "timeoutSeconds": 1.0}


@rule("low", since="0.1", keys=("readinessProbe",), replaces={"kube-score": "pod-probes-identical"})
def liveness_equals_readiness(container: Container) -> Findings:
    ready, live = container["readinessProbe"], container["livenessProbe"]
    asked = question(ready)
    if asked is None or asked != question(live) or not container.long_running or container.workload.kind == "DaemonSet":
        return
    if patience(live) <= patience(ready) and setting(live, "timeoutSeconds") <= setting(ready, "timeoutSeconds"):
        yield live.finding(
            f"container `{container.name}` has one check for readiness and liveness, which gives up after {patience(live):g} s:"
            f" a pod that is only busy is restarted; give liveness a higher failureThreshold or an endpoint of its own",
            related=((ready, "the readiness probe"),),
        )


def question(probe: Node) -> tuple[Any, ...] | None:
    """What a probe asks, in a form that compares; None when it asks nothing or cannot be known."""
    if not probe.is_map:
        return None
    for way, keys in (
        ("httpGet", ("path", "port", "host", "scheme")),
        ("tcpSocket", ("port", "host")),
        ("grpc", ("port", "service")),
    ):
        if probe[way].is_map:
            parts = [probe[way][key] for key in keys]
            usual = {"path": "/", "scheme": "HTTP"}
            return None if any(p.unknown for p in parts) else (way, *(p.text or usual.get(p.name, "") for p in parts))
    words = [word.text for word in probe["exec.command"]]
    return ("exec", *words) if words and None not in words else None


def setting(probe: Node, name: str) -> float:
    """NaN when unknown."""
    return DEFAULTS[name] if probe[name].absent else probe[name].number


def patience(probe: Node) -> float:
    """Seconds of failing until the probe acts."""
    return setting(probe, "periodSeconds") * setting(probe, "failureThreshold")
