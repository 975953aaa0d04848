r"""A liveness probe that acts on its first failure restarts healthy containers.

With `failureThreshold: 1` one answer that is late, during a garbage collection, a busy node, a dropped packet, kills the
container and everything it was working on. The default is 3 failures; a restart is worth waiting for several.
https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
(as of 2026-11). Readiness may well act at once: it only takes the pod out of the Service.

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
          readinessProbe: {httpGet: {path: /ready, port: 8080}, failureThreshold: 1}
          livenessProbe: {httpGet: {path: /live, port: 8080}, failureThreshold: 1}  #~ 1}
```
```yaml bad
# three failures, but within three seconds
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          livenessProbe:
            tcpSocket: {port: 8080}
            periodSeconds: 1  #~ 1
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - {name: cart, image: "cart:1.4", livenessProbe: {httpGet: {path: /live, port: 8080}, periodSeconds: 5, failureThreshold: 2}}
        - {name: agent, image: "agent:1", startupProbe: {tcpSocket: {port: 1}, failureThreshold: 1}}
```
```yaml good
# patient within its one try
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - {name: cart, image: "cart:1.4", livenessProbe: {httpGet: {path: /live, port: 8080}, timeoutSeconds: 60, failureThreshold: 1}}
```
"""

from predeploy import Container, Findings, rule

ENOUGH = 5.0  # s that a stall of the process, its node or the network may well last


@rule("low", since="0.1", keys=("livenessProbe",))
def one_failed_probe_restarts(container: Container) -> Findings:
    probe = container["livenessProbe"]
    period, failures, timeout = probe["periodSeconds"], probe["failureThreshold"], probe["timeoutSeconds"]
    # https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe (as of 2026-11)
    every = 10.0 if period.absent else period.number
    times = 3.0 if failures.absent else failures.number
    patient = 1.0 if timeout.absent else timeout.number
    # from the first probe that stalls to the last that fails
    window = (times - 1) * every + patient
    if probe.is_map and window < ENOUGH:
        node = failures if failures.number == 1 or period.absent else period
        yield node.finding(
            f"the liveness probe of container `{container.name}` restarts it when it stalls for {window:g} s"
            f" ({times:g} × every {every:g} s, {patient:g} s each); raise failureThreshold"
        )
