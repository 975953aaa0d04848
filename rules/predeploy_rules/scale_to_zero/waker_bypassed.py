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

from predeploy import Autoscaler, Document, Findings, Project, Route, Service, rule

NEAR, FAR = 1, 4  # folders apart, as Project.distance counts


@rule("high", since="0.1")
def waker_bypassed(route: Route, project: Project) -> Findings:
    held = [one for one in project.all(Document) if one.group == "http.keda.sh" and _sleeps(one, project)]
    for backend in route.backends if held else ():
        for one in held:
            service = one["spec.target.service" if one.kind == "InterceptorRoute" else "spec.scaleTargetRef.service"]
            found = project.named(Service, "Service", service.text, one)
            elsewhere = isinstance(found, Service) and found.external
            if service.text and backend.name == service.text and not elsewhere and _meet(route, one, project):
                yield backend.node.finding(
                    f"{route.kind} `{route.name}` sends straight to Service `{service.text}`, past the interceptor of {one.kind} `{one.name}`:"
                    " while it sleeps this wakes nobody and answers 503; send to keda-add-ons-http-interceptor-proxy:8080",
                    related=((service, "sleeps behind the interceptor"),),
                )


def _meet(one: Document, other: Document, project: Project) -> bool:
    """In one folder, or further apart in a namespace that both name."""
    apart, named = project.distance(one, other), bool(one.namespace and other.namespace)
    return (one.namespace == other.namespace or not named) and 0 <= apart <= (FAR if named else NEAR)


def _sleeps(document: Document, project: Project) -> bool:
    """Does it go to zero, and only a request through the interceptor wakes it?"""
    if document.kind == "HTTPScaledObject":
        floor = document["spec.replicas.min"]
        return floor.absent or floor.number == 0
    scalers = [one for one in project.all(Autoscaler) if _counts_for(one, document) and _meet(one, document, project)]
    return len(scalers) == 1 and scalers[0].floor.value == 0 and len(list(scalers[0]["spec.triggers"])) == 1


def _counts_for(scaler: Autoscaler, route: Document) -> bool:
    triggers = scaler["spec.triggers"]
    return any(one["metadata.interceptorRoute"].text == route.name for one in triggers) and bool(route.name)
