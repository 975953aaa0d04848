r"""A route to a Service of another namespace answers 500 until that namespace grants it.

A ReferenceGrant in the namespace of the Service must name the kind and the namespace of the route; without one the
controller drops the backend (`RefNotPermitted`). This speaks where the Service and grants of its namespace are there, all
that lies beside them can be read, and none is for the route.
https://gateway-api.sigs.k8s.io/api-types/referencegrant/ (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: web}
spec: {rules: [{backendRefs: [{name: cart, namespace: carts, port: 80}]}]}  #~ carts
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: carts}
spec: {ports: [{port: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: web, namespace: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: blog}]
  to: [{group: "", kind: Service}]
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: web}
spec: {rules: [{backendRefs: [{name: cart, namespace: carts, port: 80}, {name: web, namespace: web, port: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: carts}
spec: {ports: [{port: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: web, namespace: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: "", kind: Service, name: cart}]
```
```yaml good
# a Service of another repository, one whose grants lie elsewhere, and a grant of which not all is known
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: web}
spec: {rules: [{backendRefs: [{name: mail, namespace: mails, port: 80}, {name: pay, namespace: pays, port: 80}, {name: cart, namespace: carts, port: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: carts}
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: pays}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: web, namespace: carts}
spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: "${WEB}"}], to: [{group: "", kind: Service}]}
```
"""

from functools import partial

from predeploy import Document, Findings, Node, Project, Route, Service, rule

EVERY = "*"


@rule("medium", since="0.1", kinds=("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"))
def backend_not_granted(route: Route, project: Project) -> Findings:
    if not route.namespace or route["metadata.namespace"].unknown:
        return
    for backend in route.backends:
        target = backend.near.namespace
        service = project.named(Service, "Service", backend.name, backend.near)
        if not isinstance(service, Service) or target in ("", route.namespace) or service.namespace != target:
            continue
        grants = project.of_kind("ReferenceGrant", service)
        if not grants or not project.complete_for(service, Service):
            continue
        names = project.once((permitted, route.kind, route.namespace, id(grants)), partial(permitted, grants, route))
        if not names & {EVERY, backend.name}:
            place = Node(route.node.tree, (*backend.node.path[:-1], "namespace"), target)
            yield place.finding(
                f"{route.kind} `{route.name}` of namespace `{route.namespace}` sends to Service `{backend.name}` of `{target}`, and no"
                f" ReferenceGrant there permits it: requests get 500; grant {route.kind} from `{route.namespace}` in `{target}`",
                related=((service.node, "the Service"),),
            )


def permitted(grants: list[Document], route: Route) -> set[str]:
    """The names of the Services to which routes of this kind and namespace may send; EVERY where it may be any, for what
    is not known may well be what is needed."""

    def may(node: Node, wanted: str) -> bool:
        return node.unknown or node.text == wanted

    names = set[str]()
    for grant in grants:
        from_, to = grant["spec.from"], grant["spec.to"]
        if grant["spec"].unknown:
            names.add(EVERY)
        elif from_.unknown or any(
            may(one["kind"], route.kind) and may(one["namespace"], route.namespace) for one in from_
        ):
            names |= {EVERY} if to.unknown else {one["name"].text or EVERY for one in to if may(one["kind"], "Service")}
    return names
