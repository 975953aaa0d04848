r"""A timeout that its reader cannot read is ignored or refused.

ingress-nginx takes bare seconds (`"30"`); with a unit it keeps its own default of 60 s (5 s to connect) and says nothing
(https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts, as of 2026-11; the
other controller, nginx.org, wants the unit). The Gateway API takes whole numbers of h, m, s and ms (`1500ms`, not `1.5s`)
and refuses the rest (https://gateway-api.sigs.k8s.io/geps/gep-2257/, as of 2026-11). Istio refuses a number without a
unit (https://istio.io/latest/docs/reference/config/networking/virtual-service/, as of 2026-11). OpenShift's router takes
one whole number with one unit, and a bare one for milliseconds: `"60"` are 0.06 s
(https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking/configuring-routes, as of 2026-11).

```yaml bad
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "30s"  #~ "30s"
    nginx.ingress.kubernetes.io/proxy-send-timeout: 2m  #~ 2m
```
```yaml fixed
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "30"
    nginx.ingress.kubernetes.io/proxy-send-timeout: "120"
```
```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {rules: [{timeouts: {request: 1.5s, backendRequest: 1s}}, {timeouts: {request: "30"}}]}  #~ 1.5s #~ "30"
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{timeout: 30, retries: {attempts: 2, perTryTimeout: 5 s}, route: [{destination: {host: shop}}]}]}  #~ 30 #~ 5 s
```
```yaml bad
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop, annotations: {haproxy.router.openshift.io/timeout: "60"}}  #~ "60"
spec: {to: {kind: Service, name: shop}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{timeout: 1.5s, retries: {attempts: 2, perTryTimeout: 500ms}, route: [{destination: {host: shop}}]}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop, annotations: {haproxy.router.openshift.io/timeout: 2m}}
spec: {to: {kind: Service, name: shop}}
```
```yaml good
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "30"
    nginx.org/proxy-read-timeout: 30s
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {rules: [{timeouts: {request: 1500ms, backendRequest: 0s}}, {timeouts: {request: 1m30s}}]}
```
Text that is filled in later:
```yaml good
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "{{ .Values.timeout }}"}}
```
"""

from collections.abc import Iterator
from typing import NamedTuple

from predeploy import Document, Findings, Node, pattern, rule


class Reader(NamedTuple):
    """How one reader wants a timeout: what it can read, how seconds are written, and what it does with the rest."""

    reads: str
    written: str
    each: int  # of its smallest unit in a second
    why: str


NGINX = Reader(r"[+-]?\d+", "{:.0f}", 1, "ingress-nginx takes bare seconds and keeps its default")
GATEWAY = Reader(r"(?:\d{1,5}(?:h|ms|m|s)){1,4}", "{:.0f}ms", 1000, "the Gateway API refuses it")
ISTIO = Reader(r"(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+", "{:.0f}ms", 1000, "Istio refuses it")
OPENSHIFT = Reader(
    r"[1-9]\d*(?:us|ms|s|m|h|d)", "{:.0f}s", 1, "the router takes a bare number for milliseconds and ignores the rest"
)
READERS = {"Ingress": NGINX, "Route": OPENSHIFT, "VirtualService": ISTIO}
LATER = pattern(r"[{}$<>]")


@rule("high", since="0.1", kinds=("Ingress", "HTTPRoute", "GRPCRoute", "VirtualService", "Route"))
def unparsable_timeout(document: Document) -> Findings:
    reader = READERS.get(document.kind, GATEWAY)
    for node in _timeouts(document):
        text = node.text
        if text is None or LATER.search(text) or pattern(reader.reads).fullmatch(text):
            continue
        amount = node.duration * reader.each
        whole = amount >= 0 and amount.is_integer()
        written = reader.written.format(amount)
        yield node.finding(
            f"timeout `{text}` cannot be read as meant: {reader.why}" + (f"; write `{written}`" if whole else ""),
            fix=node.replace(written, safe=document.kind != "Route") if whole else None,
        )


def _timeouts(document: Document) -> Iterator[Node]:
    if document.kind == "Ingress":
        for what in ("connect", "send", "read", "next-upstream"):
            yield document.annotation(f"nginx.ingress.kubernetes.io/proxy-{what}-timeout")
    elif document.group == "gateway.networking.k8s.io":
        for entry in document["spec.rules"]:
            yield from (entry["timeouts.request"], entry["timeouts.backendRequest"])
    elif document.group == "networking.istio.io":
        for entry in document["spec.http"]:
            yield from (entry["timeout"], entry["retries.perTryTimeout"])
    elif document.group == "route.openshift.io":
        yield document.annotation("haproxy.router.openshift.io/timeout")
