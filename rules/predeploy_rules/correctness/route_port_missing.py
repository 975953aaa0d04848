r"""An Ingress that sends to a port its Service does not have answers with an error.

The backend's port is one of the Service's `port` numbers or names, never the `targetPort` or the port of the container.
The API server does not compare the two; the controller drops the backend and requests end in 503.
https://kubernetes.io/docs/concepts/services-networking/ingress/#resource-backend (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: cart, port: {number: 8080}}}  #~ 8080
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {name: web}}}}]}}]  #~ web
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: cart, port: {number: 80}}}
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {name: http}}}}]}}]
```
```yaml bad
# OpenShift's routes name the port of the pods, not that of the Service
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop}
spec: {to: {kind: Service, name: cart}, port: {targetPort: 80}}  #~ 80
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: web, port: 80, targetPort: 8080}, {name: admin, port: 81, targetPort: admin}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop}
spec: {to: {kind: Service, name: cart}, port: {targetPort: 8080}}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: admin}
spec: {to: {kind: Service, name: cart}, port: {targetPort: admin}}
```
```yaml good
# an action of the AWS controller that is called like a Service
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: cart, port: {name: use-annotation}}}}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: "${PORT}"}]}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: ExternalName, externalName: store.example.com}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{backend: {serviceName: cart, servicePort: 80}}, {backend: {serviceName: store, servicePort: 443}}]}}]}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Project, Route, Service, rule

NEAR = 2  # folders; a Service that lies farther away may be another one of that name
ACTION = "use-annotation"  # https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions (2026-11)


@rule("high", since="0.1", replaces={"popeye": "1402"})
def route_port_missing(route: Route, project: Project) -> Findings:
    for backend in route.backends:
        service = project.named(Service, "Service", backend.name, backend.near)
        if (
            not isinstance(service, Service)
            or project.distance(service, route) > NEAR
            or backend.port.text in (None, ACTION)
        ):
            continue
        ports = list(service["spec.ports"])
        nodes = list(_offered(ports, route))
        known = [node.text for node in nodes if node.text is not None]
        targets = [node.text or "" for node in nodes if node.name == "targetPort"]
        if service.external or service["spec.type"].unknown or any(node.unknown for node in nodes):
            continue
        if (backend.port.text or "").isdecimal() and any(not target.isdecimal() for target in targets):
            continue  # the number of a port that has a name in the pods
        if ports and backend.port.text not in known:
            yield backend.port.finding(
                f"{route.kind} `{route.name}` sends to port `{backend.port.text}` of Service `{service.name}`, which has {', '.join(known)}:"
                " requests there fail",
                related=((service["spec.ports"], "the ports of the Service"),),
            )


def _offered(ports: list[Node], route: Route) -> Iterator[Node]:
    """What a route may name; a port without a targetPort goes to the same one of the pods."""
    for port in ports:
        for key in route.port_keys:
            yield port["port"] if key == "targetPort" and port[key].absent else port[key]
