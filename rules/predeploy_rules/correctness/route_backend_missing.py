r"""An Ingress whose Service does not exist answers with an error.

The controller accepts the route and every request ends in 503, or the whole rule is left out. This speaks only where all
that belongs together is known, a rendered chart, a built overlay or a folder, and a Service there has nearly that name.
https://kubernetes.io/docs/concepts/services-networking/ingress/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: carts, port: {number: 80}}}}]}}]}  #~ carts
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: web}
spec: {defaultBackend: {service: {name: cart, port: {number: 80}}}}  #~ cart
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}]}}]}
```
```yaml good
# a Knative Service gets a Service of its own name; an action of the AWS controller is no Service at all
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: pack}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: pack, port: {number: 80}}}
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ssl-redirect, port: {name: use-annotation}}}}]}}]
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: elsewhere, port: {number: 80}}}}
```
```yaml good
# a name that only begins alike is another Service
apiVersion: v1
kind: Service
metadata: {name: productpage-tcp-v1}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: productpage, port: {number: 80}}}}
```
"""

from predeploy import Document, Findings, Project, Route, Service, rule, similar

ACTION = "use-annotation"  # https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions (2026-11)
ALIKE = 0.8  # of 1: a slip of the pen, not a longer name


@rule(
    "medium",
    since="0.1",
    replaces={
        "kube-linter": "dangling-ingress",
        "kube-score": "ingress-targets-service",
        "kubescape": "C-0298",
        "popeye": "1401",
    },
)
def route_backend_missing(route: Route, project: Project) -> Findings:
    for backend in route.backends:
        name, port = backend.name, backend.port
        if (
            not name
            or port.unknown
            or port.text == ACTION
            or project.named(Document, "Service", name, backend.near) is not None
        ):
            continue
        away = elsewhere(route, name, project)
        if away is not None:
            yield backend.node.finding(
                f"Ingress `{route.name}` sends requests to Service `{name}` of its own namespace `{route.namespace}`, where there is none:"
                f" `{name}` is in `{away.namespace}`; put the Ingress there",
                related=((away["metadata.namespace"], "the namespace of the Service"),),
            )
            continue
        if not project.complete_for(route, Service):
            return
        services = project.once(
            ("Services beside", route.node.tree.source.path.rpartition("/")[0]), lambda: beside(route, project)
        )
        near = similar(name, services, cutoff=ALIKE)
        if near:
            yield backend.node.finding(
                f"{route.kind} `{route.name}` sends requests to Service `{name}`, which does not exist here; did you mean `{near}`?"
            )


def elsewhere(route: Route, name: str, project: Project) -> Document | None:
    """The Service of that name in the same folder, where an Ingress, which reaches its own namespace only, finds none."""
    if route.kind != "Ingress" or not route.namespace:
        return None
    called = [one for one in project.called("Service", name) if project.distance(one, route) in (0, 1)]
    return called[0] if len(called) == 1 and called[0].namespace else None


def beside(route: Route, project: Project) -> list[str]:
    """The Services of its folder, whatever their namespace."""
    return [one.name for one in project.all(Service) if project.distance(one, route) in (0, 1)]
