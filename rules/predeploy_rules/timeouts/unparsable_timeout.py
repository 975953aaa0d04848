r"""A timeout that its reader cannot read is ignored or refused.

ingress-nginx takes bare seconds (`"30"`); with a unit it keeps its own default of 60 s (5 s to connect) and says nothing
(https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts, as of 2026-11; the
other controller, nginx.org, wants the unit). The Gateway API takes whole numbers of h, m, s and ms (`1500ms`, not `1.5s`)
and refuses the rest (https://gateway-api.sigs.k8s.io/geps/gep-2257/, as of 2026-11).

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

from predeploy import Document, Findings, Node, pattern, rule

NGINX = tuple(
    f"nginx.ingress.kubernetes.io/proxy-{what}-timeout" for what in ("connect", "send", "read", "next-upstream")
)
SECONDS = pattern(r"[+-]?\d+")
DURATION = pattern(r"(?:\d{1,5}(?:h|ms|m|s)){1,4}")
LATER = pattern(r"[{}$<>]")


@rule("high", since="0.1", kinds=("Ingress", "HTTPRoute", "GRPCRoute"))
def unparsable_timeout(document: Document) -> Findings:
    nginx = document.kind == "Ingress"
    for node in _timeouts(document):
        text = node.text
        if text is None or LATER.search(text) or (SECONDS if nginx else DURATION).fullmatch(text):
            continue
        seconds = node.duration
        written = f"{seconds:.0f}" if nginx else f"{seconds * 1000:.0f}ms"
        whole = seconds >= 0 and (seconds if nginx else seconds * 1000).is_integer()
        why = "ingress-nginx takes bare seconds and keeps its default" if nginx else "the Gateway API refuses it"
        yield node.finding(
            f"timeout `{text}` cannot be read: {why}" + (f"; write `{written}`" if whole else ""),
            fix=node.replace(written, safe=True) if whole else None,
        )


def _timeouts(document: Document) -> Iterator[Node]:
    if document.kind == "Ingress":
        yield from (document.annotation(name) for name in NGINX)
    elif document.group == "gateway.networking.k8s.io":
        for rule_ in document["spec.rules"]:
            yield from (rule_["timeouts.request"], rule_["timeouts.backendRequest"])
