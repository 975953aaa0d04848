r"""Retries that a route's own timeout leaves no room for never happen.

The timeout of a route counts from the first try to the last: with 2 s a try and 5 s for all, the third retry would begin
after 6 s when each takes its time, and is never made. Give the route (retries + 1) × the time of one try, or ask for fewer retries.
https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry and
https://gateway-api.sigs.k8s.io/geps/gep-1731/ (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - timeout: 5s
      retries: {attempts: 3, perTryTimeout: 2s}  #~ 3
      route: [{destination: {host: cart}}]
```
```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {rules: [{timeouts: {request: 10s, backendRequest: 5s}, retry: {attempts: 2}}]}  #~ 2
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - {timeout: 8s, retries: {attempts: 3, perTryTimeout: 2s}, route: [{destination: {host: cart}}]}
    - {timeout: 2s, retries: {attempts: 0, perTryTimeout: 2s}, route: [{destination: {host: cart}}]}
    - {timeout: 0s, retries: {attempts: 3, perTryTimeout: 2s}, route: [{destination: {host: cart}}]}
    - {retries: {attempts: 3, perTryTimeout: 2s}, route: [{destination: {host: cart}}]}
```
```yaml good
# the last try begins in time, though it may be cut short
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{timeout: 10s, retries: {attempts: 3, perTryTimeout: 3s}, route: [{destination: {host: cart}}]}]}
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {rules: [{timeouts: {request: 10s}, retry: {attempts: 2}}, {timeouts: {request: 10s, backendRequest: "${TRY}"}, retry: {attempts: 9}}]}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Route, rule


@rule("medium", since="0.1", kinds=("VirtualService", "HTTPRoute"))
def retries_outlive_timeout(route: Route) -> Findings:
    for whole, attempts, one in _limits(route):
        retries, try_, limit = attempts.number, one.duration, whole.duration
        if retries >= 1 and try_ > 0 and limit > 0 and retries * try_ >= limit:
            yield attempts.finding(
                f"{retries:g} retries of up to {try_:g} s each do not fit into the route's {limit:g} s: against a backend that hangs"
                f" the last is never made; allow {(retries + 1) * try_:g} s, or fewer retries",
                related=((whole, "for all tries"), (one, "for one try")),
            )


def _limits(route: Route) -> Iterator[tuple[Node, Node, Node]]:
    """For all tries, how many retries, for one try."""
    for http in route["spec.http"]:
        yield http["timeout"], http["retries.attempts"], http["retries.perTryTimeout"]
    for entry in route["spec.rules"]:
        yield entry["timeouts.request"], entry["retry.attempts"], entry["timeouts.backendRequest"]
