r"""A route to a subset that no DestinationRule defines answers 503.

The subset is only a name; which pods it means stands in the DestinationRule of the host. The proxies find no cluster of
that name and answer every request of the route themselves. This speaks where a DestinationRule of that host is there.
https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{route: [{destination: {host: cart, subset: v3}}]}]}  #~ v3
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec: {hosts: [cart], http: [{route: [{destination: {host: cart, subset: v2}}]}], tcp: [{route: [{destination: {host: db, subset: v1}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart.shop.svc.cluster.local, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{route: [{destination: {host: cart, subset: v3}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, subsets: [{name: v1}, {name: "${SUBSET}"}]}
```
```yaml good
# two rules of one host: the subsets of both count
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{route: [{destination: {host: cart, subset: v3}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, subsets: [{name: v1}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart-next}
spec: {host: cart, subsets: [{name: v3}]}
```
"""

from predeploy import Document, Findings, Project, Route, rule

UNKNOWN = "?"  # stands for the hosts and subsets that are not known
MOST = 50  # rules of one host; a mesh has one, or one for each namespace
NEAR = 2  # folders; a rule that lies farther away may be of another release


@rule("high", since="0.1", kinds=("VirtualService",))
def subset_not_defined(route: Route, project: Project) -> Findings:
    rules = project.of_kind("DestinationRule", route)
    known = project.once((same_host, id(rules)), lambda: by_host(rules))
    for protocol in ("http", "tcp", "tls"):
        for target in (entry["destination"] for item in route[f"spec.{protocol}"] for entry in item["route"]):
            host, subset = target["host"].text, target["subset"].text
            alike = known.get((host or "").partition(".")[0], ())
            found = [one for one in alike if host and same_host(host, one, route)] if len(alike) <= MOST else []
            if subset is None or not found or any(project.distance(one, route) > NEAR for one in found):
                continue
            names = [entry["name"] for one in found for entry in one["spec.subsets"]]
            if (
                UNKNOWN not in known
                and not any(name.unknown for name in names)
                and subset not in [name.text for name in names]
            ):
                said = ", ".join(sorted(f"`{name.text}`" for name in names)) or "none"
                yield target["subset"].finding(
                    f"no DestinationRule of host `{host}` defines subset `{subset}` ({said}): requests there get 503",
                    related=tuple((one["spec.host"], "the subsets of this host") for one in found[:1]),
                )


def by_host(rules: list[Document]) -> dict[str, list[Document]]:
    """By the first part of their host."""
    found: dict[str, list[Document]] = {}
    for one in rules:
        hidden = one["spec.subsets"].unknown or one["spec.host"].unknown
        found.setdefault((one["spec.host"].text or "").partition(".")[0], []).append(one)
        found |= {UNKNOWN: []} if hidden else {}
    return found


def same_host(host: str, rule_: Document, route: Route) -> bool:
    """`cart` and `cart.shop.svc.cluster.local` may be one host."""
    other = rule_["spec.host"].text or ""
    if other == host:
        return True
    short, full = sorted((host, other), key=len)
    namespace = route.namespace or rule_.namespace
    return "." not in short and full.startswith(f"{short}.{namespace}." if namespace else f"{short}.")
