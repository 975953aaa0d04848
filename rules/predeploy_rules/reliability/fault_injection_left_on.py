r"""Faults that a route injects for everybody are outages made by hand.

A VirtualService with `fault` delays or aborts requests on purpose, to try how callers bear it. Without a `match` that
picks out test traffic every caller is hit, also long after the trial. Take it out, or match a header.
https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - fault: {delay: {percentage: {value: 10}, fixedDelay: 5s}}  #~ fault
      route: [{destination: {host: cart}}]
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
    - match: [{headers: {x-trial: {exact: "1"}}}]
      fault: {abort: {percentage: {value: 100}, httpStatus: 503}}
      route: [{destination: {host: cart}}]
    - fault: {delay: {percentage: {value: 0}, fixedDelay: 5s}}
      route: [{destination: {host: cart}}]
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{match: "${MATCH}", fault: {abort: {httpStatus: 503, percentage: {value: 5}}}, route: [{destination: {host: cart}}]}]}
```
"""

from predeploy import Findings, Route, rule


@rule("medium", since="0.1", kinds=("VirtualService",))
def fault_injection_left_on(route: Route) -> Findings:
    for http in route["spec.http"]:
        for kind in ("delay", "abort"):
            share = http["fault"][kind]["percentage.value"].number
            if share > 0 and http["match"].absent:
                yield http["fault"].finding(
                    f"VirtualService `{route.name}` injects faults ({kind}) into {share:g} % of all requests; take it out, or match test traffic only"
                )
                break
