r"""A Service port that its pods declare nowhere is mostly a slip of the pen.

`containerPort` is documentation only, but where every container documents its ports, and neither a port nor a probe,
variable, flag or annotation of the pods has the `targetPort`, requests are refused. Write the port that the container
listens on, or declare it.
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
  ports: [{port: 80, targetPort: 8081}]  #~ 8081
---
apiVersion: v1
kind: Service
metadata: {name: cart-too}
spec:
  selector: {app: cart}
  ports: [{port: 80}]  #~ 80
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers:
        - name: cart
          image: cart:1.4
          args: ["--admin=:9090"]
          env: [{name: METRICS, value: "0.0.0.0:9191"}]
          ports: [{name: http, containerPort: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  selector: {app: cart}
  ports: [{port: 80, targetPort: 8080}, {port: 9090}, {port: 91, targetPort: 9191}, {port: 82, targetPort: http}]
```
```yaml good
# beside a port that is right there is one of the image's own
apiVersion: v1
kind: ReplicationController
metadata: {name: spark}
spec:
  template:
    metadata: {labels: {app: spark}}
    spec: {containers: [{name: spark, image: "spark:1", ports: [{containerPort: 7077}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: spark}
spec: {selector: {app: spark}, ports: [{name: spark, port: 7077}, {name: http, port: 8080}]}
```
```yaml good
# one of its containers declares nothing; the other is told its ports by a file
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4", ports: [{containerPort: 8080}]}, {name: proxy, image: "proxy:1"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: "shop:1.4", ports: [{containerPort: 8080}], envFrom: [{configMapRef: {name: shop}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 9090}]}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 9090}]}
```
```yaml good file=tests/mesh/service.yaml
apiVersion: v1
kind: Service
metadata: {name: echo}
spec: {selector: {app: echo}, ports: [{port: 80, targetPort: 8081}]}
```
```yaml good file=examples/echo/deployment.yaml
# elsewhere in the repository, pods with the same labels are somebody else's
apiVersion: apps/v1
kind: Deployment
metadata: {name: echo}
spec:
  template:
    metadata: {labels: {app: echo}}
    spec: {containers: [{name: echo, image: "echo:1.4", ports: [{containerPort: 3000}]}]}
```
"""

import re

from predeploy import Findings, Node, Project, Service, Workload, rule

MOST = 20  # workloads that one Service is looked at for
INJECTED = ("inject", "istio", "linkerd", "dapr.io", "sidecar")
LATER = ("UNKNOWN", "${")  # what is filled in later may be the port
BESIDE = (0, 1)  # in the same file or folder, as `project.distance` has it
OWN = "apps", "batch", "argoproj.io", ""  # what others make pods of adds containers of its own


@rule("medium", since="0.1", platforms=("kubernetes",))
def service_port_undeclared(service: Service, project: Project) -> Findings:
    workloads = project.selected(service)
    ports = [sent_to(port) for port in service["spec.ports"]] if 0 < len(workloads) <= MOST else []
    if not ports or any(port.value.__class__ is not int for port in ports) or project.kinds("SidecarSet"):
        return
    if any(project.distance(one, service) not in BESIDE or not documented(one) for one in workloads):
        return
    first = workloads[0]
    declared = dict.fromkeys(
        p["containerPort"].text or "" for one in workloads for c in one.containers for p in c["ports"]
    )
    if any(port.text in declared for port in ports):
        return  # a port beside one that is right may be the image's own
    texts = [f"{one.template.value!r}" for one in workloads]
    if any(word in text for text in texts for word in LATER):
        return
    for port in ports:
        if not any(re.search(rf"(?<![0-9]){port.value}(?![0-9])", one) for one in texts):
            yield port.finding(
                f"Service `{service.name}` sends to port {port.text}, but {first.kind} `{first.name}` declares {', '.join(declared)} and"
                f" {port.text} stands nowhere in its pods: mostly nobody listens there",
                related=((first.pod["containers"], "the containers"),),
            )


def sent_to(port: Node) -> Node:
    return port["targetPort"] if port["targetPort"].written else port["port"]


def documented(workload: Workload) -> bool:
    """Does every container say its ports, and nothing more come from elsewhere?"""
    running = [one for one in workload.containers if one.role in ("app", "sidecar")]
    if not all(list(one["ports"]) and one["envFrom"].absent for one in running):
        return False
    if workload.group not in OWN or workload.pod["containers"].unknown or workload.pod["hostNetwork"].is_true:
        return False
    marks = f"{workload.template['metadata'].value!r}"
    return not any(word in marks for word in INJECTED)
