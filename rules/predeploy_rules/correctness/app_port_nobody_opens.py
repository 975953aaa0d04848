r"""The Dapr sidecar waits for a port that no container declares.

`dapr.io/app-port` tells the sidecar where to reach the app: it waits for that port before it subscribes to anything, and
sends every call there: https://docs.dapr.io/reference/arguments-annotations-overview/ (as of 2026-11). When the app declares its
ports and this is none of them, one of the two is wrong, or one port is not declared: it need not be.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-id: shop, dapr.io/app-port: "3000"}}  #~ "3000"
    spec:
      containers:
        - name: shop
          ports: [{containerPort: 8080}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-port: "8080"}}
    spec: {containers: [{name: shop, ports: [{containerPort: 8080}]}]}
```
Nobody declares a port; no sidecar is asked for:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-port: "3000"}}
    spec: {containers: [{name: shop}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "false", dapr.io/app-port: "3000"}}
    spec: {containers: [{name: cart, ports: [{containerPort: 8080}]}]}
```
"""

from predeploy import Findings, Workload, rule


@rule("low", since="0.1", keys=("dapr.io/app-port",))
def app_port_nobody_opens(workload: Workload) -> Findings:
    if workload.pod_annotation("dapr.io/enabled").text != "true":
        return
    port = workload.pod_annotation("dapr.io/app-port")
    if not (port.text or "").isdigit():
        return
    lists = [container["ports"] for container in workload.containers if container.role in ("app", "sidecar")]
    opened = [one["containerPort"] for ports in lists for one in ports]
    known = not workload.pod["containers"].unknown and not any(ports.unknown for ports in lists)
    texts = [one.text for one in opened]
    if opened and known and None not in texts and port.text not in texts:
        yield port.finding(
            f"Dapr's sidecar of {workload.kind} `{workload.name}` waits for the app on port {port.text}, but its containers declare"
            f" {', '.join(map(str, texts))}: unless one listens there, it waits for ever",
            related=tuple((one, "the app's port") for one in opened),
        )
