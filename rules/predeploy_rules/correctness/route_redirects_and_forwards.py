r"""A route that redirects cannot forward as well: it is refused.

In an HTTPRoute a rule with a `RequestRedirect` filter may have no `backendRefs`; in a VirtualService a route has either
`redirect` or `route`. Split it in two.
https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/ and
https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec:
  rules:
    - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
      backendRefs: [{name: shop, port: 80}]  #~ backendRefs
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{redirect: {uri: /new}, route: [{destination: {host: shop}}]}]}  #~ redirect
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec:
  rules:
    - {matches: [{path: {value: /old}}], filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}
    - {filters: [{type: RequestHeaderModifier}], backendRefs: [{name: shop, port: 80}]}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{match: [{uri: {prefix: /old}}], redirect: {uri: /new}}, {route: [{destination: {host: shop}}]}]}
```
"""

from predeploy import Findings, Route, rule


@rule("high", since="0.1", kinds=("HTTPRoute", "VirtualService"))
def route_redirects_and_forwards(route: Route) -> Findings:
    for http in route["spec.http"]:
        if http["redirect"].is_map and http["route"].is_list and http["route"].data:
            yield http["redirect"].finding(
                f"a route of `{route.name}` redirects and forwards: Istio refuses it; split it in two"
            )
    for entry in route["spec.rules"]:
        redirects = any(one["type"].text == "RequestRedirect" for one in entry["filters"])
        if redirects and entry["backendRefs"].is_list and entry["backendRefs"].data:
            yield entry["backendRefs"].finding(
                f"a rule of HTTPRoute `{route.name}` redirects and forwards: the API server refuses it; split it in two"
            )
