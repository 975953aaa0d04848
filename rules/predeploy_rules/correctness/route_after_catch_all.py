r"""A route behind one that matches everything is never taken.

The routes of a VirtualService are tried from the top, and the first that matches wins. One without a `match`, or with
the prefix `/` and nothing else, takes all; put it last.
https://istio.io/latest/docs/reference/config/analysis/ist0130/ (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  http:
    - match: [{uri: {prefix: /}}]
      route: [{destination: {host: web}}]
    - name: carts  #~ carts
      match: [{uri: {prefix: /cart}}]
      route: [{destination: {host: cart}}]
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  http:
    - match: [{uri: {prefix: /cart}}]
      route: [{destination: {host: cart}}]
    - route: [{destination: {host: web}}]
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  http:
    - match: [{uri: {prefix: /}, headers: {x-new: {exact: "1"}}}, {uri: {prefix: /}, gateways: [mesh]}]
      route: [{destination: {host: web}}]
    - match: "${MATCH}"
      route: [{destination: {host: web}}]
    - route: [{destination: {host: cart}}]
```
"""

from predeploy import Findings, Node, Route, rule


@rule("medium", since="0.1", kinds=("VirtualService",))
def route_after_catch_all(route: Route) -> Findings:
    routes = list(route["spec.http"])
    for number, one in enumerate(routes[:-1]):
        if takes_all(one):
            after = routes[number + 1]
            yield after.finding(
                f"the route before this one of `{route.name}` matches every request: this one is never taken; "
                + ("give the first one a match, or leave one out" if takes_all(after) else "put it first"),
                related=((one, "takes every request"),),
            )
            return


def takes_all(route: Node) -> bool:
    match = route["match"]
    if match.absent:
        return route.is_map
    return any(one.value == {"uri": {"prefix": "/"}} for one in match)
