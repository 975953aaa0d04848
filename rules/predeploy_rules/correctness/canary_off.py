r"""Canary annotations without `canary: "true"`, or without saying which requests it gets, do nothing or harm.

ingress-nginx looks at `canary-weight`, `canary-by-header` and `canary-by-cookie` only beside `canary: "true"`; otherwise
the Ingress is an ordinary one that competes with the first for the same host and path. A canary that names none of the
three never gets a request.
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop-next, annotations: {nginx.ingress.kubernetes.io/canary-weight: "10"}}  #~ "10"
```
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop-next, annotations: {nginx.ingress.kubernetes.io/canary: "true"}}  #~ "true"
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop-next, annotations: {nginx.ingress.kubernetes.io/canary: "true", nginx.ingress.kubernetes.io/canary-weight: "10"}}
```
```yaml good
# switched off by hand, or by a value that is not known yet
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop-next, annotations: {nginx.ingress.kubernetes.io/canary: "false", nginx.ingress.kubernetes.io/canary-weight: "10"}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop-later, annotations: {nginx.ingress.kubernetes.io/canary: "${CANARY}", nginx.ingress.kubernetes.io/canary-weight: "10"}}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop-next, annotations: {nginx.ingress.kubernetes.io/canary-weight: "10"}}
```
"""

from predeploy import Findings, Route, rule

CANARY = "nginx.ingress.kubernetes.io/canary"


@rule("medium", since="0.1", kinds=("Ingress",))
def canary_off(ingress: Route) -> Findings:
    canary = ingress.annotation(CANARY)
    shares = [ingress.annotation(f"{CANARY}-{how}") for how in ("weight", "by-header", "by-cookie")]
    written = [share for share in shares if share.written]
    if canary.absent and written:
        yield written[0].finding(
            f'{written[0].name.rpartition("/")[2]} means nothing without `{CANARY}: "true"`: Ingress `{ingress.name}` competes with'
            " the one it should try out"
        )
    elif canary.text == "true" and not written:
        yield canary.finding(
            f"canary Ingress `{ingress.name}` gets no requests; say canary-weight, canary-by-header or canary-by-cookie"
        )
