r"""A route that asks for a listener its Gateway does not have is not accepted.

`sectionName` must be the name of a listener, and `port` one of their ports; otherwise the route is attached to nothing
and requests get 404. This speaks where the Gateway is there.
https://gateway-api.sigs.k8s.io/reference/spec/#parentreference (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: http, port: 80, protocol: HTTP}, {name: https, port: 443, protocol: HTTPS}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {parentRefs: [{name: edge, sectionName: htps}, {name: edge, port: 8443}]}  #~ htps #~ 8443
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: https, port: 443, protocol: HTTPS}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {parentRefs: [{name: edge, sectionName: https, port: 443}, {name: edge, namespace: other, sectionName: web}, {name: web, kind: Service, sectionName: x}]}
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: "${NAME}", port: "${PORT}", protocol: HTTPS}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {parentRefs: [{name: edge, sectionName: https, port: 8443}]}
```
```yaml good
# a set of listeners beside the Gateway's own
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more}
spec: {listeners: [{name: extra, port: 8080, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {parentRefs: [{name: more, kind: ListenerSet, sectionName: extra}]}
```
"""

from itertools import islice

from predeploy import Document, Findings, Project, Route, rule

KINDS = ("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute")
MOST = 64  # listeners of a Gateway: https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec (as of 2026-11)


@rule("high", since="0.1", kinds=KINDS)
def no_such_listener(route: Route, project: Project) -> Findings:
    for parent in route.parents:
        gateway = project.named(Document, "Gateway", parent.name, parent.near)
        if not isinstance(gateway, Document) or gateway.group != route.group:
            continue
        if not (gateway.namespace if parent.placed else project.distance(gateway, route) in (0, 1)):
            continue
        for key, other in (("sectionName", "name"), ("port", "port")):
            asked = parent.node[key].text
            listeners = islice(gateway["spec.listeners"], MOST + 1) if asked else ()
            there = [listener[other].text for listener in listeners]
            if asked and len(there) <= MOST and there and None not in there and asked not in there:
                yield parent.node[key].finding(
                    f"Gateway `{gateway.name}` has no listener with {other} `{asked}` ({', '.join(map(str, there))}):"
                    f" {route.kind} `{route.name}` is not accepted",
                    related=((gateway["spec.listeners"], "its listeners"),),
                )
