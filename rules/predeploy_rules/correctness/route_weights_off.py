r"""Weights that are forgotten or do not add up send requests where nobody meant them to go.

Weights are shares of their own sum, not per cent: 90 and 20 are 82 % and 18 %. In a VirtualService a destination without
a weight has 0: it gets nothing beside others, and a route whose weights are all 0 is refused; in the Gateway API a missing weight is 1, so
that 90 beside nothing is 99 %. Write every weight and let them add up to 100.
https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination and
https://gateway-api.sigs.k8s.io/reference/spec/#backendref (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - route:
        - {destination: {host: cart, subset: old}, weight: 90}
        - {destination: {host: cart, subset: new}, weight: 20}  #~ 20 @medium
    - route:
        - {destination: {host: cart, subset: old}, weight: 90}
        - {destination: {host: cart, subset: new}}  #~ destination @high
    - route:
        - {destination: {host: cart, subset: old}, weight: 0}
        - {destination: {host: cart, subset: new}, weight: 0}  #~ 0 @high
    - route:
        - {destination: {host: cart, subset: old}}
        - {destination: {host: cart, subset: new}}  #~ destination @high
```
```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {rules: [{backendRefs: [{name: cart-old, port: 80, weight: 90}, {name: cart-new, port: 80}]}]}  #~ cart-new @high
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - route: [{destination: {host: cart, subset: old}, weight: 90}, {destination: {host: cart, subset: new}, weight: 10}]
    - route: [{destination: {host: cart, subset: a}, weight: 33}, {destination: {host: cart, subset: b}, weight: 33}, {destination: {host: cart, subset: c}, weight: 33}]
    - route: [{destination: {host: cart, subset: old}, weight: 3}, {destination: {host: cart, subset: new}, weight: 1}]
    - route: [{destination: {host: cart}}]
    - route: [{destination: {host: cart, subset: old}, weight: "${OLD}"}, {destination: {host: cart, subset: new}, weight: 20}]
```
```yaml good
# one of two, both, and all off on purpose
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  rules:
    - backendRefs: [{name: a, port: 80}, {name: b, port: 80}]
    - backendRefs: [{name: a, port: 80, weight: 0}, {name: b, port: 80}]
    - backendRefs: [{name: a, port: 80, weight: 0}, {name: b, port: 80, weight: 0}]
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Route, rule

# Sums that somebody meant to be 100; thirds are 99
NEAR, MEANT = range(80, 121), (99, 100)


@rule(
    "medium",
    since="0.1",
    severities=("high",),
    kinds=("VirtualService", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute"),
)
def route_weights_off(route: Route) -> Findings:
    mesh = route.kind == "VirtualService"
    for targets in _splits(route):
        weights = [target["weight"] for target in targets]
        written = [weight.number for weight in weights if weight.written]
        if len(targets) < 2 or any(number != number for number in written):  # noqa: PLR0124
            continue
        total, last = sum(written), weights[-1]
        missing = next((weight for weight in weights if weight.absent), None)
        if missing is not None and max(written, default=0) > 1:
            gets = (
                "gets no requests" if mesh else f"counts as 1 of {total + sum(weight.absent for weight in weights):g}"
            )
            yield missing.finding(
                f"no weight stands here beside others of {route.kind} `{route.name}`: it {gets}; write one",
                severity="high",
            )
        elif mesh and total == 0:
            yield last.finding(
                f"the weights of this route of `{route.name}` are {'0' if missing is None else 'not written'}: Istio refuses it; let them"
                " add up to 100",
                severity="high",
            )
        elif missing is None and total in NEAR and total not in MEANT:
            shares = ", ".join(f"{number / total:.0%}" for number in written)
            yield last.finding(
                f"the weights add up to {total:g}, not to 100: the shares are {shares}; write what you mean"
            )


def _splits(route: Route) -> Iterator[list[Node]]:
    for entry in route["spec.rules"]:
        yield list(entry["backendRefs"])
    for protocol in ("http", "tcp", "tls"):
        for entry in route[f"spec.{protocol}"]:
            yield list(entry["route"])
