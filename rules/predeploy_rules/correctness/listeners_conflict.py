r"""Two listeners that cannot be told apart: neither serves, or only the first.

Listeners that share a port must have one protocol (HTTPS and TLS may stand together) and differ in their hostname;
otherwise the Gateway marks them `Conflicted`. They also need names of their own, or the API server refuses the Gateway.
https://gateway-api.sigs.k8s.io/reference/spec/#listener (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  listeners:
    - {name: http, port: 80, protocol: HTTP, hostname: shop.example.com}
    - {name: again, port: 80, protocol: HTTP, hostname: shop.example.com}  #~ again
    - {name: http, port: 8080, protocol: HTTP}  #~ http, port: 8080
    - {name: tcp, port: 80, protocol: TCP}  #~ tcp
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  listeners:
    - {name: http, port: 80, protocol: HTTP}
    - {name: shop, port: 443, protocol: HTTPS, hostname: shop.example.com}
    - {name: blog, port: 443, protocol: HTTPS, hostname: blog.example.com}
    - {name: through, port: 443, protocol: TLS, hostname: db.example.com, tls: {mode: Passthrough}}
    - {name: dns, port: 443, protocol: UDP}
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{name: a, port: 80, protocol: HTTP, hostname: "${ONE}"}, {name: b, port: 80, protocol: HTTP, hostname: "${OTHER}"}]}
```
"""

from itertools import islice

from predeploy import Document, Findings, Node, rule

MOST = 64  # listeners of a Gateway: https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec (as of 2026-11)
TOGETHER = {"HTTPS": "TLS"}  # told apart by the name that TLS asks for


@rule("high", since="0.1", kinds=("Gateway",))
def listeners_conflict(gateway: Document) -> Findings:
    if gateway.group != "gateway.networking.k8s.io":
        return
    seen: list[Node] = []
    for listener in islice(gateway["spec.listeners"], MOST):
        for other in seen:
            why = _conflict(listener, other)
            if why:
                yield listener.finding(
                    f"listener `{listener['name'].text}` of Gateway `{gateway.name}` {why}",
                    related=((other, "the other listener"),),
                )
                break
        seen.append(listener)


def _conflict(one: Node, other: Node) -> str:
    if one["name"].text is not None and one["name"].text == other["name"].text:
        return "is called like another: the API server refuses the Gateway; give it a name of its own"
    protocols = [node["protocol"].text for node in (one, other)]
    if (
        one["port"].text is None
        or one["port"].text != other["port"].text
        or None in protocols
        or ("UDP" in protocols and protocols[0] != protocols[1])
    ):
        return ""
    if len({TOGETHER.get(name or "", name) for name in protocols}) > 1:
        return (
            f"and another share port {one['port'].text} with protocols {protocols[0]} and {protocols[1]}: they conflict"
        )
    hosts = [node["hostname"] for node in (one, other)]
    same = not any(host.unknown for host in hosts) and hosts[0].text == hosts[1].text
    return (
        f"and another serve the same host on port {one['port'].text}: they conflict; name different hostnames"
        if same
        else ""
    )
