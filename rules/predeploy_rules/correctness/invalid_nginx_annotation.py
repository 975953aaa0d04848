r"""An annotation that ingress-nginx cannot read does not hold, or shuts everybody out.

Numbers have no unit, sizes are nginx's own (`8m`, not `8Mi` or `8MB`), switches are `"true"` or `"false"`, addresses are
CIDRs, and a word must be one that it knows. What cannot be read is dropped with a line in the controller's log: the body
limit stays 1 MB, the rate limit is off. A list of addresses that cannot be read has every request answered with 503. The
weight of a canary lies between 0 and its total (100); above that it gets everything.
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ and
internal/ingress/annotations/ipallowlist of kubernetes/ingress-nginx (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8Mi  #~ 8Mi
    nginx.ingress.kubernetes.io/limit-rps: 10r/s  #~ 10r/s
    nginx.ingress.kubernetes.io/ssl-redirect: "yes"  #~ "yes"
    nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/33  #~ 10.0.0.0/33
    nginx.ingress.kubernetes.io/backend-protocol: HTTP2  #~ HTTP2
    nginx.ingress.kubernetes.io/canary-weight: "120"  #~ "120"
```
```yaml fixed
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
    nginx.ingress.kubernetes.io/limit-rps: 10r/s
    nginx.ingress.kubernetes.io/ssl-redirect: "yes"
    nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/33
    nginx.ingress.kubernetes.io/backend-protocol: HTTP2
    nginx.ingress.kubernetes.io/canary-weight: "120"
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8M
    nginx.ingress.kubernetes.io/client-body-buffer-size: "1024"
    nginx.ingress.kubernetes.io/cors-max-age: "-1"
    nginx.ingress.kubernetes.io/limit-rps: "10"
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
    nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8, 192.168.1.7
    nginx.ingress.kubernetes.io/backend-protocol: grpc
    nginx.ingress.kubernetes.io/canary-weight: "250"
    nginx.ingress.kubernetes.io/canary-weight-total: "1000"
    nginx.org/proxy-body-size: 8Mi
```
```yaml good
# filled in later
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/limit-rps: "${RATE}", nginx.ingress.kubernetes.io/proxy-body-size: "{{ size }}"}}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/limit-rps: 10r/s}}
```
"""

from predeploy import Findings, Route, pattern, rule

PREFIX = "nginx.ingress.kubernetes.io/"
NUMBERS = (
    *("limit-rps", "limit-rpm", "limit-connections", "limit-burst-multiplier", "limit-rate", "limit-rate-after"),
    *("canary-weight", "canary-weight-total", "proxy-next-upstream-tries", "proxy-buffers-number"),
    *("auth-tls-verify-depth", "cors-max-age", "permanent-redirect-code"),
)
SIZES = ("proxy-body-size", "client-body-buffer-size", "proxy-buffer-size", "proxy-max-temp-file-size")
SWITCHES = (
    "ssl-redirect", "force-ssl-redirect", "ssl-passthrough", "canary", "use-regex", "enable-cors", "service-upstream",
)  # fmt: skip
TRUTHS = ("true", "false", "True", "False", "TRUE", "FALSE", "t", "f", "T", "F", "1", "0")
PROTOCOLS = ("AUTO_HTTP", "FCGI", "GRPC", "GRPCS", "HTTP", "HTTPS")
RANGES = ("whitelist-source-range", "denylist-source-range", "allowlist-source-range")
NUMBER, LATER = pattern(r"[+-]?\d+"), pattern(r"[{}$<>]")
SIZE, BINARY = pattern(r"(?i)\d+[bkmg]?"), pattern(r"(\d+)([KMG])i?B?")


@rule("high", since="0.1", kinds=("Ingress",))
def invalid_nginx_annotation(ingress: Route) -> Findings:
    for key, node in ingress.annotations.items():
        name, text = key.removeprefix(PREFIX), node.text
        if not key.startswith(PREFIX) or not text or LATER.search(text):
            continue
        wanted = _wanted(ingress, name, text.strip())
        if wanted:
            size = BINARY.fullmatch(text) if name in SIZES else None
            written = f"{size[1]}{size[2].lower()}" if size else ""
            yield node.finding(
                f"ingress-nginx {_harm(name, text)}; write {written or wanted}",
                fix=node.replace(written, safe=False) if written else None,
            )


def _harm(name: str, text: str) -> str:
    if name == "canary-weight" and NUMBER.fullmatch(text):
        return f"sends every request to a canary of weight `{text}`"
    return f"cannot read {name} `{text}` and " + ("refuses every request" if name in RANGES else "goes on without it")


def _wanted(ingress: Route, name: str, text: str) -> str:
    """What should stand there; nothing where what stands there can be read."""
    if name in NUMBERS and not NUMBER.fullmatch(text):
        return "a whole number without a unit"
    if name == "canary-weight":
        total = ingress.annotation(f"{PREFIX}canary-weight-total")
        most = 100.0 if total.absent else total.number
        return f"0 to {most:g}" if float(text) > most else ""
    if name in SIZES and not SIZE.fullmatch(text):
        return "a number with k, m or g"
    if name in SWITCHES and text not in TRUTHS:
        return '"true" or "false"'
    if name == "backend-protocol" and text.upper() not in PROTOCOLS:
        return f"one of {', '.join(PROTOCOLS)}"
    return "addresses or CIDRs with commas" if name in RANGES and not all(map(_is_range, text.split(","))) else ""


def _is_range(text: str) -> bool:
    import ipaddress  # few runs have ranges

    try:
        ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return False
    return True
