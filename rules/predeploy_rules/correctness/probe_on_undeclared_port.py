r"""A probe on a port name that its container does not declare never succeeds.

A probe or hook may give the port by name, and the kubelet looks the name up among the `ports` of the same container,
not of its neighbours. An unknown name counts as failed: the pod never becomes ready, or is restarted for ever.
https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port
(as of 2026-11). Port numbers need not be declared and are not looked at here.

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          ports: [{name: http, containerPort: 8080}, {name: udp, containerPort: 53, protocol: UDP}]
          readinessProbe: {httpGet: {path: /ready, port: web}}  #~ web
          livenessProbe: {tcpSocket: {port: udp}}  #~ udp
          lifecycle: {preStop: {httpGet: {path: /stop, port: admin}}}  #~ admin
        - name: admin
          image: admin:1
          ports: [{name: admin, containerPort: 9000}]
```
```yaml good
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          ports: [{name: http, containerPort: 8080}]
          readinessProbe: {httpGet: {path: /ready, port: http}}
          livenessProbe: {httpGet: {path: /live, port: 8081}}
          startupProbe: {httpGet: {path: /live, port: "8081"}}
```
```yaml good
# Knative names the port itself
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {spec: {containers: [{image: "cart:1.4", readinessProbe: {httpGet: {path: /ready, port: http1}}}]}}}
```
```yaml good
# part of an object, to be merged into another that has the port
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, readinessProbe: {httpGet: {path: /ready, port: web}}}]}}}
```
"""

from predeploy import Container, Findings, rule

HANDLERS = ("readinessProbe", "livenessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop")


@rule(
    "high",
    since="0.1",
    keys=("httpGet", "tcpSocket"),
    replaces={"kube-linter": ("liveness-port", "readiness-port", "startup-port")},
)
def probe_on_undeclared_port(container: Container) -> Findings:
    ports, api = list(container["ports"]), container.workload["apiVersion"]
    if (
        container["ports"].unknown
        or container.image.absent
        or api.unknown
        or container.workload.group == "serving.knative.dev"
        or container.workload.platform == "cloud-run"
    ):
        return
    if any(port[key].unknown for port in ports for key in ("name", "protocol")):
        return
    # probes speak TCP: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods (as of 2026-11)
    names = {port["name"].text for port in ports if port["protocol"].text in (None, "TCP")}
    for path in HANDLERS:
        handler = container[path]
        for port in (handler["httpGet.port"], handler["tcpSocket.port"]) if handler.is_map else ():
            if port.text is not None and not port.text.isdigit() and port.text not in names:
                declared = ", ".join(f"`{name}`" for name in sorted(filter(None, names))) or "no named TCP port"
                yield port.finding(
                    f"{path} of container `{container.name}` asks port `{port.text}`, but the container declares {declared}: it always fails"
                )
