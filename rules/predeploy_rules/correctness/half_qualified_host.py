r"""A host with a dot is a full name to Istio: `cart.shop` names nothing.

Only a name without a dot is completed with the namespace of the rule and `svc.cluster.local`. `cart.shop` is taken as it
stands, matches no Service, and the route answers 503 (a DestinationRule of that host does nothing). Write the whole
name. This speaks where Service `cart` of namespace `shop` is there and no ServiceEntry makes `cart.shop` a host.
https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: web}
spec: {hosts: [web], http: [{route: [{destination: {host: cart.shop}}]}]}  #~ cart.shop
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: web}
spec: {host: cart.shop}  #~ cart.shop
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
```
```yaml fixed
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: web}
spec: {hosts: [web], http: [{route: [{destination: {host: cart.shop.svc.cluster.local}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: web}
spec: {host: cart.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: web}
spec: {hosts: [web], http: [{route: [{destination: {host: cart.shop.svc.cluster.local}}, {destination: {host: cart}}, {destination: {host: example.com}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: web}
spec: {hosts: [web], http: [{route: [{destination: {host: cart.shop}}]}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: cart, namespace: web}
spec: {hosts: [cart.shop], resolution: DNS}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Project, Service, rule


@rule("high", since="0.1", kinds=("VirtualService", "DestinationRule"))
def half_qualified_host(document: Document, project: Project) -> Findings:
    if document.group != "networking.istio.io":
        return
    for node in _hosts(document):
        name, dot, namespace = (node.text or "").partition(".")
        if not dot or "." in namespace:
            continue
        meant = any(isinstance(s, Service) and s.namespace == namespace for s in project.called("Service", name))
        hosts = project.once(_entries, lambda: _entries(project)) if meant else None
        if hosts is not None and node.text not in hosts:
            full = f"{name}.{namespace}.svc.cluster.local"
            yield node.finding(
                f"Istio takes `{node.text}` for a full name, which is no Service's: write `{full}`",
                fix=node.replace(full, safe=False),
            )


def _entries(project: Project) -> set[str | None] | None:
    """The hosts that ServiceEntries name; None where not all are known."""
    entries = project.kinds("ServiceEntry", "")
    hosts = [host for entry in entries for host in entry["spec.hosts"]]
    unknown = any(entry["spec.hosts"].unknown for entry in entries) or any(host.unknown for host in hosts)
    return None if unknown else {host.text for host in hosts}


def _hosts(document: Document) -> Iterator[Node]:
    if document.kind == "DestinationRule":
        yield document["spec.host"]
    for protocol in ("http", "tcp", "tls"):
        for route in document[f"spec.{protocol}"]:
            yield from (target["destination.host"] for target in route["route"])
