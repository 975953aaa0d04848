r"""A request that goes past the interceptor finds no pod and wakes none.

KEDA's HTTP add-on counts the requests that pass its interceptor, and holds them until a pod is ready. An Ingress that sends
straight to the Service of the app is not counted: while there are no pods its callers get 503, and nothing changes that. Send
to `keda-add-ons-http-interceptor-proxy` (port 8080), in KEDA's namespace or through a Service of type ExternalName:
https://keda.sh/docs/latest/http-add-on/user-guide/configure-ingress/ (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]}}]  #~ shop
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: shop}
spec: {hosts: [shop.example.com], scaleTargetRef: {name: shop, service: shop, port: 80}}
```
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: shop, port: {number: 80}}}}  #~ shop
---
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec: {target: {service: shop, port: 80}, rules: [{hosts: [shop.example.com]}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers: [{type: external-push, metadata: {scalerAddress: "keda-add-ons-http-external-scaler.keda:9090", interceptorRoute: shop}}]
```
Through the interceptor; a floor of one; another trigger that wakes it:
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: interceptor, port: {number: 8080}}}}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: shop}
spec: {hosts: [shop.example.com], scaleTargetRef: {name: shop, service: shop, port: 80}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: shop, port: {number: 80}}}}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: shop}
spec: {replicas: {min: 1}, scaleTargetRef: {name: shop, service: shop, port: 80}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: shop, port: {number: 80}}}}
---
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec: {target: {service: shop, port: 80}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers: [{type: external-push, metadata: {interceptorRoute: shop}}, {type: rabbitmq, metadata: {queueName: orders}}]
```
"""

from itertools import islice

from predeploy import Autoscaler, Document, Findings, Node, Project, Route, Service, rule

NEAR, FAR = 1, 4  # folders apart, as Project.distance counts
MOST = 20  # of one Service that are told of; a thousand routes to it may bypass a thousand


@rule("high", since="0.1")
def waker_bypassed(route: Route, project: Project) -> Findings:
    held = project.once(_held, lambda: _held(project))
    for backend in route.backends if held else ():
        for one, service in held.get(backend.name or "", ())[:MOST]:
            if _meet(route, one, project):
                yield backend.node.finding(
                    f"{route.kind} `{route.name}` sends straight to Service `{service.text}`, past the interceptor of {one.kind} `{one.name}`:"
                    " while it sleeps this wakes nobody and answers 503; send to keda-add-ons-http-interceptor-proxy:8080",
                    related=((service, "sleeps behind the interceptor"),),
                )


def _held(project: Project) -> dict[str, list[tuple[Document, Node]]]:
    """What sleeps behind the interceptor, with the place that names its Service, by the name of that."""
    found: dict[str, list[tuple[Document, Node]]] = {}
    for one in project.kinds("HTTPScaledObject", "InterceptorRoute"):
        service = one["spec.target.service" if one.kind == "InterceptorRoute" else "spec.scaleTargetRef.service"]
        meant = project.named(Service, "Service", service.text, one)
        elsewhere = isinstance(meant, Service) and meant.external
        if one.group == "http.keda.sh" and service.text and not elsewhere and _sleeps(one, project):
            found.setdefault(service.text, []).append((one, service))
    return found


def _meet(one: Document, other: Document, project: Project) -> bool:
    """In one folder, or further apart in a namespace that both name."""
    apart, named = project.distance(one, other), bool(one.namespace and other.namespace)
    return (one.namespace == other.namespace or not named) and 0 <= apart <= (FAR if named else NEAR)


def _sleeps(document: Document, project: Project) -> bool:
    """Does it go to zero, and only a request through the interceptor wakes it?"""
    if document.kind == "HTTPScaledObject":
        floor = document["spec.replicas.min"]
        return floor.absent or floor.number == 0
    counting = project.once(_counters, lambda: _counters(project)).get(document.name, ())
    scalers = list(islice((one for one in counting if _meet(one, document, project)), 2))
    return len(scalers) == 1 and scalers[0].floor.value == 0 and len(list(scalers[0]["spec.triggers"])) == 1


def _counters(project: Project) -> dict[str, list[Autoscaler]]:
    """Which autoscalers count the requests of an InterceptorRoute, by its name."""
    found: dict[str, list[Autoscaler]] = {}
    for scaler in project.all(Autoscaler):
        for name in {one["metadata.interceptorRoute"].text for one in scaler["spec.triggers"]} - {None}:
            found.setdefault(name or "", []).append(scaler)
    return found
