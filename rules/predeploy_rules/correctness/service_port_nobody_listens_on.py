r"""A Service port that names a port no container declares leads nowhere.

A `targetPort` given by name is looked up among the ports of each pod's containers, with its protocol; pods that have no
such port are left out of the Service, silently. A number needs no declaration and is not looked at here.
https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4", ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  selector: {app: cart}
  ports:
    - {name: web, port: 80, targetPort: web}  #~ web}
    - {name: dns, port: 53, targetPort: http, protocol: UDP}  #~ http
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers: [{name: cart, image: "cart:1.4", ports: [{name: http, containerPort: 8080}]}]
      initContainers: [{name: proxy, image: "proxy:1", restartPolicy: Always, ports: [{name: metrics, containerPort: 9090}]}]
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  selector: {app: cart}
  ports: [{name: web, port: 80, targetPort: http}, {name: debug, port: 81, targetPort: 6060}, {name: m, port: 90, targetPort: metrics}]
```
```yaml good
# one of the two Deployments has it
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-blue}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1", ports: [{name: http, containerPort: 80}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-green}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:2", ports: [{name: web, containerPort: 80}]}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
```
```yaml good
# its pods come from elsewhere
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: proxy}]}
---
apiVersion: apps.kruise.io/v1alpha1
kind: CloneSet
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: apps.kruise.io/v1alpha1
kind: SidecarSet
metadata: {name: proxy}
spec: {selector: {matchLabels: {app: shop}}, containers: [{name: proxy, ports: [{name: proxy, containerPort: 9090}]}]}
```
"""

from predeploy import Findings, Project, Service, Workload, rule, selects

# Named ports of proxies that are put into pods on their way into the cluster: Istio, Linkerd, Dapr (as of 2026-11)
INJECTED = (
    "http-envoy-prom",
    "linkerd-proxy",
    "linkerd-admin",
    "dapr-http",
    "dapr-grpc",
    "dapr-internal",
    "dapr-metrics",
)

MOST = 50  # kinds of pods that one Service can sensibly stand for, and SidecarSets of one cluster


@rule("high", since="0.1", replaces={"popeye": "1106"})
def service_port_nobody_listens_on(service: Service, project: Project) -> Findings:
    asked = [port for port in service["spec.ports"] if named(port["targetPort"].value)]
    workloads = project.selected(service) if asked else []
    if len(workloads) > MOST:
        return
    declared = [ports for workload in workloads for ports in [named_ports(workload)] if ports is not None]
    if not workloads or len(declared) < len(workloads) or not project.complete_for(service):
        return
    sidecars = [one["spec.selector"] for one in project.kinds("SidecarSet")]
    if len(sidecars) > MOST or any(
        selects(one, workload.pod_labels) is not False for one in sidecars for workload in workloads
    ):
        return  # OpenKruise adds containers to these pods
    for port in asked:
        target = port["targetPort"]
        wanted = (target.value, port["protocol"].text or "TCP")
        if not port["protocol"].unknown and not any(wanted in ports for ports in declared):
            names = (
                ", ".join(f"`{name}`" for name in sorted({name for ports in declared for name, _ in ports}))
                or "no named port"
            )
            yield target.finding(
                f"Service `{service.name}` sends to port `{target.value}` ({wanted[1]}), but {workloads[0].kind} `{workloads[0].name}`"
                f" declares {names}: nothing is reached there",
                related=((workloads[0].pod["containers"], "the containers"),),
            )


def named(target: object) -> bool:
    return isinstance(target, str) and not target.isdigit() and target not in INJECTED


def named_ports(workload: Workload) -> set[tuple[str, str]] | None:
    """(name, protocol) of every port that the pods declare; None when they cannot be known."""
    lists = [
        workload.pod["containers"],
        workload.pod["initContainers"],
        *(container["ports"] for container in workload.containers),
    ]
    ports = [port for container in workload.containers for port in container["ports"]]
    if any(one.unknown for one in lists) or any(port[key].unknown for port in ports for key in ("name", "protocol")):
        return None
    return {(port["name"].text or "", port["protocol"].text or "TCP") for port in ports if port["name"].present}
