r"""Retries on every hop of a path multiply: a service in trouble gets many times its load.

With three retries before the frontend and three more between the frontend and the cart, one request of one person asks
the cart up to sixteen times, and all the more when the cart is slow already. Try again in one place, best next to what
fails, and only once or twice elsewhere: https://sre.google/sre-book/addressing-cascading-failures/ (as of 2026-11). Istio
makes `attempts` retries besides the first try:
https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop.example.com], gateways: [door], http: [{retries: {attempts: 3}, route: [{destination: {host: web}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - retries: {attempts: 4}  #~ 4
      route: [{destination: {host: cart}}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:1", env: [{name: CART_ADDR, value: "cart:80"}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
One hop alone; two that make nine tries; retries of a gateway, which calls within the mesh do not pass:
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{retries: {attempts: 9}, route: [{destination: {host: cart}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop.example.com], gateways: [door], http: [{retries: {attempts: 2}, route: [{destination: {host: web}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{retries: {attempts: 2}, route: [{destination: {host: cart}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: outside}
spec: {hosts: [cart.example.com], gateways: [door], http: [{retries: {attempts: 9}, route: [{destination: {host: cart}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:1", env: [{name: CART_ADDR, value: "cart:80"}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
"""

from collections.abc import Iterator

from predeploy import Connection, Findings, Node, Project, Route, rule

MANY = 10  # tries


@rule("low", since="0.1", tier="preview", kinds=("VirtualService",))
def retries_multiply(route: Route, project: Project) -> Findings:
    gateways = route["spec.gateways"]
    if not gateways.absent and all(one.text != "mesh" for one in gateways):
        return
    for asked in project.calls.by(route):
        near = retries(asked)
        if near is None or not near.number >= 1:
            continue
        for middle, far in before(asked, project):
            tries = (near.number + 1) * (far.number + 1)
            if far.number >= 1 and tries >= MANY:
                yield near.finding(
                    f"{near.text} retries for {asked.callee.name}, behind {far.text} for {middle.caller.name}, which calls it: one"
                    f" request becomes up to {tries:g}; retry in one of the two places",
                    related=((far, f"{far.text} retries for {middle.caller.name}"), (middle.via, "calls it")),
                )


def before(asked: Connection, project: Project) -> Iterator[tuple[Connection, Node]]:
    """The calls of the same pods by others that are retried themselves, and where their retries stand."""
    pods = asked.callee.view
    for middle in project.calls.to(pods) if pods is not None else ():
        caller = middle.caller.view if middle.kind == "request" and middle.evidence == "named" else None
        for first in project.calls.to(caller) if caller is not None else ():
            far = retries(first)
            if far is not None:
                yield middle, far


def retries(call: Connection) -> Node | None:
    """The retries of the rule of a VirtualService that makes this edge."""
    path, route = call.via.path, call.caller.view
    if route is None or route.kind != "VirtualService" or path[:2] != ("spec", "http") or len(path) < 3:
        return None
    return route[f"spec.http.{path[2]}.retries.attempts"]
