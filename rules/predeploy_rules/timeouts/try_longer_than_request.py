r"""One try may not take longer than the whole request.

An HTTPRoute whose `backendRequest` is longer than its `request` is refused by the API server; in a VirtualService a
`perTryTimeout` above the `timeout` never comes to pass, so that a slow try is never given up for a better one.
https://gateway-api.sigs.k8s.io/geps/gep-1742/ and
https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-per_try_timeout (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {rules: [{timeouts: {request: 10s, backendRequest: 30s}}]}  #~ 30s @high
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{timeout: 2s, retries: {attempts: 1, perTryTimeout: 3s}, route: [{destination: {host: cart}}]}]}  #~ 3s @medium
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {rules: [{timeouts: {request: 0s, backendRequest: 30s}}, {timeouts: {request: 10s, backendRequest: 10s}}, {timeouts: {backendRequest: 10s}}]}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{timeout: "${TIMEOUT}", retries: {attempts: 1, perTryTimeout: 3s}, route: [{destination: {host: cart}}]}]}
```
"""

from predeploy import Findings, Route, rule


@rule(
    "high",
    since="0.1",
    kinds=("VirtualService", "HTTPRoute"),
    severities=("medium",),
    swallows=("retries-outlive-timeout",),
)
def try_longer_than_request(route: Route) -> Findings:
    mesh = route.kind == "VirtualService"
    pairs = [(entry["timeouts.request"], entry["timeouts.backendRequest"]) for entry in route["spec.rules"]]
    pairs += [(http["timeout"], http["retries.perTryTimeout"]) for http in route["spec.http"]]
    for whole, one in pairs:
        if 0 < whole.duration < one.duration:
            why = "the try is never given up before the whole" if mesh else "the API server refuses the route"
            yield one.finding(
                f"one try may take {one.duration:g} s, the whole request {whole.duration:g} s: {why}; set it below {whole.duration:g} s",
                related=((whole, "for the whole request"),),
                severity="medium" if mesh else "high",
            )
