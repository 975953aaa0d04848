r"""A caller that names a port its Service does not have waits in vain.

A Service answers on its `port` numbers only, never on its `targetPort` or the ports of the containers, unless it is
headless: calls to another one are refused, or time out. The address stands in a variable, a ConfigMap or a flag, often in
another file than the Service.
https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
        - name: shop
          image: shop:1.4
          args: ["--stock=http://stock:9090/v1"]  #~ "--stock @medium
          env:
            - {name: CART_URL, value: "http://cart:8080/api"}  #~ "http://cart
---
apiVersion: v1
kind: Service
metadata: {name: stock}
spec: {selector: {app: stock}, ports: [{port: 80}]}
```
```yaml bad
# with no port it is that of the scheme
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: web}
spec: {containers: [{name: web, image: "web:1", env: [{name: CART_URL, value: "http://cart.shop.svc.cluster.local/"}]}]}  #~ "http @medium
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 8080}, {port: "${ADMIN}"}]}
---
apiVersion: v1
kind: Service
metadata: {name: database}
spec: {clusterIP: None, selector: {app: database}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: ExternalName, externalName: store.example.com, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: web:1
      env:
        - {name: CART_URL, value: "http://cart:9090"}
        - {name: DATABASE, value: "postgres://database:5432/shop"}
        - {name: STORE_URL, value: "https://store/"}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: cart, labels: {app: cart}}
spec:
  containers:
    - name: cart
      image: cart:1
      env:
        - {name: SELF_URL, value: "http://cart:8080"}
        - {name: ADVERTISED_LISTENERS, value: "http://cart:8080"}
        - {name: CART_PORT, value: "http://localhost:8080"}
```
"""

from collections import defaultdict

from predeploy import Findings, Knock, Project, Workload, knocks, rule

NEAR = 2  # folders; a Service that lies farther away may be another one of that name


@rule("high", since="0.1", platforms=("kubernetes",), severities=("medium",))
def calls_a_closed_port(workload: Workload, project: Project) -> Findings:
    told: set[tuple[str, str]] = set()
    for knock in project.once("knocks", lambda: by_caller(project)).get(id(workload), ()):
        ports = list(knock.service["spec.ports"])
        open_ = [port["port"].text or "" for port in ports]
        if not ports or not all(open_) or knock.port in open_ or (knock.service.name, knock.port) in told:
            continue
        selector, labels = knock.service.selector, workload.pod_labels
        if selector is None or labels is None or all(labels.get(key) == value for key, value in selector.items()):
            continue  # what it says of itself, it may say to others
        told.add((knock.service.name, knock.port))
        behind = any(port["targetPort"].text == knock.port for port in ports)
        yield knock.node.finding(
            f"{workload.kind} `{workload.name}` calls `{knock.host}` on port {knock.port}, but Service `{knock.service.name}`"
            f" answers on {', '.join(open_)} only"
            + (f" ({knock.port} is the port of its pods)" if behind else "")
            + ": nobody answers there",
            severity="high" if behind else "medium",
            related=((knock.service["spec.ports"], "the ports of the Service"),),
        )


def by_caller(project: Project) -> dict[int, list[Knock]]:
    found: dict[int, list[Knock]] = defaultdict(list)
    for knock in knocks(project):
        spec = knock.service["spec"]
        direct = spec["clusterIP"].text == "None" or spec["clusterIP"].unknown or spec["type"].unknown
        if not direct and not knock.service.external and 0 <= project.distance(knock.service, knock.caller) <= NEAR:
            found[id(knock.caller)].append(knock)
    return found
