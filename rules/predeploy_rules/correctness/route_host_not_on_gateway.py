r"""A route for a host that its Gateway does not serve is never reached.

A VirtualService hears a gateway only for hosts that one of its servers names, an HTTPRoute only those that a listener's
hostname covers (`*.example.com` covers every name below it, nothing said covers all). Everything else is answered 404,
or the route is not accepted at all. This speaks where the Gateway is there.
https://istio.io/latest/docs/reference/config/networking/gateway/#Server and
https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge}
spec: {servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*.example.com", ./example.org]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop.example.com, shop.example.net], gateways: [edge, mesh], http: [{route: [{destination: {host: web}}]}]}  #~ shop.example.net
```
```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: web, port: 80, protocol: HTTP, hostname: "*.example.com"}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {parentRefs: [{name: edge}], hostnames: [example.com]}  #~ example.com
```
```yaml good
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge}
spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["shop/*.example.com"]}, {hosts: ["*/shop.example.net"]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop.example.com, "*.example.net", cart], gateways: [edge], http: [{route: [{destination: {host: web}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: elsewhere}
spec: {hosts: [shop.example.org], gateways: [ingress/edge, mesh], http: [{route: [{destination: {host: web}}]}]}
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: web, port: 80, protocol: HTTP, hostname: "*.example.com"}, {name: all, port: 8080, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {parentRefs: [{name: edge}, {name: other, kind: Service}], hostnames: [example.com, "${HOST}"]}
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: web, port: 80, protocol: HTTP, hostname: shop.example.com}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more}
spec: {parentRef: {name: edge}, listeners: [{name: cart, port: 80, protocol: HTTP, hostname: cart.example.com}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {parentRefs: [{name: more, kind: ListenerSet}, {name: edge}], hostnames: [cart.example.com]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Project, Route, rule

MOST = 300  # hosts with which those of a route are compared; 64 listeners is the most of a Gateway


@rule("high", since="0.1", kinds=("VirtualService", "HTTPRoute", "GRPCRoute", "TLSRoute"))
def route_host_not_on_gateway(route: Route, project: Project) -> Findings:
    mesh = route.kind == "VirtualService"
    kinds = (parent["kind"] for parent in route["spec.parentRefs"])
    if any(not kind.absent and kind.text not in ("Gateway", "Service") for kind in kinds):
        return  # a ListenerSet has hosts of its own
    gateways = list(_gateways(route, project))
    served = _hosts([one for one in gateways if one], project, mesh=mesh)
    if route["spec.parentRefs"].unknown or None in gateways or not 0 < len(served) <= MOST or None in served:
        return
    for host in route["spec.hosts" if mesh else "spec.hostnames"]:
        name = (host.text or "").lower()
        if "." in name and not name.endswith(".local") and not _meets(name, served):
            shown = ", ".join(f"`{one}`" for one in sorted(map(str, served)))
            yield host.finding(
                f"no Gateway of {route.kind} `{route.name}` serves `{name}` (only {shown}): it is never reached there"
            )


def _gateways(route: Route, project: Project) -> Iterator[Document | None]:
    """The gateways it names; None for one that is not here, or of which nobody can tell that it is meant."""
    for parent in route.parents:
        found = project.named(Document, "Gateway", parent.name, parent.near)
        if not isinstance(found, Document) or found.group != route.group:
            yield None
        else:
            meant = found.namespace if parent.placed else project.distance(found, route) in (0, 1)
            yield found if meant else None


def _hosts(gateways: list[Document], project: Project, *, mesh: bool) -> frozenset[str | None]:
    """All that they serve, asked for once: a Gateway often has many routes."""
    key = (_served, mesh, *map(id, gateways))
    return project.once(key, lambda: frozenset(host for one in gateways for host in _served(one, mesh)))


def _served(gateway: Document, mesh: bool) -> Iterator[str | None]:
    """The hosts of a gateway; None for what is not known, "*" for all."""
    for listener in gateway["spec.servers" if mesh else "spec.listeners"]:
        for host in listener["hosts"] if mesh else (listener["hostname"],):
            yield "*" if host.absent else host.text.rpartition("/")[2].lower() if host.text else None


def _meets(name: str, served: frozenset[str | None]) -> bool:
    return name in served or any(_meet(name, one) for one in served if one and "*" in (name[0], one[0]))


def _meet(one: str, other: str) -> bool:
    """May a name be of both? `*` stands for any beginning."""
    a, b = one.removeprefix("*"), other.removeprefix("*")
    return a == b or (a != one and b.endswith(a)) or (b != other and a.endswith(b))
