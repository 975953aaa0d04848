r"""A list of allowed addresses that holds all addresses allows everybody.

`0.0.0.0/0` in `whitelist-source-range` (or the allow-list of another controller) is what holds without the list; whoever
reads it believes that somebody is kept out. Name the networks, or take the list out.
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#whitelist-source-range (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: "10.0.0.0/8,0.0.0.0/0"}}  #~ "10.0.0.0/8
```
```yaml bad
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop, annotations: {haproxy.router.openshift.io/ip_whitelist: 0.0.0.0/0}}  #~ 0.0.0.0/0
spec: {to: {kind: Service, name: shop}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: "10.0.0.0/8,192.0.2.0/24"}}
```
```yaml good
# an internet-facing load balancer says so on purpose: that is its default written out
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {alb.ingress.kubernetes.io/inbound-cidrs: 0.0.0.0/0, nginx.ingress.kubernetes.io/whitelist-source-range: "${RANGES}"}}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 0.0.0.0/0}}
```
"""

from predeploy import Findings, Route, rule

LISTS = (
    "nginx.ingress.kubernetes.io/whitelist-source-range",
    "nginx.ingress.kubernetes.io/allowlist-source-range",
    "haproxy.router.openshift.io/ip_whitelist",
    "haproxy.router.openshift.io/ip_allowlist",
    "haproxy.org/allow-list",
    "haproxy.org/whitelist",
)
ALL = frozenset(("0.0.0.0/0", "::/0"))


@rule("medium", since="0.1", kinds=("Ingress", "Route"))
def source_range_open(route: Route) -> Findings:
    for name in LISTS:
        ranges = route.annotation(name)
        if ALL.intersection((ranges.text or "").replace(",", " ").split()):
            yield ranges.finding(
                f"the allowed addresses `{ranges.text}` are all addresses; name the networks, or take the list out"
            )
