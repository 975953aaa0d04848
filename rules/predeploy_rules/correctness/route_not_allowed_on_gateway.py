r"""A route from another namespace is not accepted by a Gateway that allows its own only.

`allowedRoutes.namespaces.from` is `Same` where nothing is said: the route gets the status NotAllowedByListeners, and its
requests 404. Let the listener allow `All`, or a `Selector` of namespaces.
https://gateway-api.sigs.k8s.io/guides/multiple-ns/ (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: infra}
spec:
  gatewayClassName: istio
  listeners: [{name: http, port: 80, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [{name: web, namespace: infra}]  #~ web
  rules: [{backendRefs: [{name: cart, port: 80}]}]
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: infra}
spec:
  gatewayClassName: istio
  listeners:
    - {name: own, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Same}}}
    - {name: all, port: 81, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec: {parentRefs: [{name: web, namespace: infra}, {name: web, namespace: infra, sectionName: all}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: own, namespace: infra}
spec: {parentRefs: [{name: web, sectionName: own}]}
```
```yaml good
# where the route goes is said later; which namespaces are selected, their labels say
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: infra}
spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {parentRefs: [{name: web, namespace: infra}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: chosen, namespace: infra}
spec:
  gatewayClassName: istio
  listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {web: "yes"}}}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: cart, namespace: shop}
spec: {parentRefs: [{name: chosen, namespace: infra}]}
```
"""

from predeploy import Document, Findings, Node, Project, Route, rule

GROUP = "gateway.networking.k8s.io"


@rule("high", since="0.1", kinds=("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"))
def route_not_allowed_on_gateway(route: Route, project: Project) -> Findings:
    if route.group != GROUP or not route.namespace:
        return
    for parent, reference in zip(route.parents, route["spec.parentRefs"], strict=False):
        gateway = project.named(Document, "Gateway", parent.name, parent.near) if parent.placed else None
        if not isinstance(gateway, Document) or gateway.namespace in ("", route.namespace) or gateway.group != GROUP:
            continue
        section = reference["sectionName"]
        listeners = [
            one for one in gateway["spec.listeners"] if section.absent or one["name"].text in (None, section.text)
        ]
        if listeners and reference["name"].text == parent.name and all(own_only(one) for one in listeners):
            yield parent.node.finding(
                f"{route.kind} `{route.name}` of namespace `{route.namespace}` hangs on Gateway `{gateway.name}` of"
                f" `{gateway.namespace}`, which takes routes of its own namespace only: it is never accepted; set"
                " allowedRoutes.namespaces.from to All or Selector",
                related=((listeners[0], "the listener"),),
            )


def own_only(listener: Node) -> bool:
    allowed = listener["allowedRoutes.namespaces.from"]
    return listener["allowedRoutes"].absent or allowed.absent or allowed.text == "Same"
