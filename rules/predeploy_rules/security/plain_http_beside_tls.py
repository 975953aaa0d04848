r"""A route with TLS that takes plain HTTP, too, protects nobody who types the address.

`insecureEdgeTerminationPolicy: Allow` answers on port 80 as on 443: passwords and cookies go in the clear whenever a link
says `http://`. Say `Redirect`, or `None` to close port 80. ingress-nginx does the same with `ssl-redirect: "false"` beside
`spec.tls`.
https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking/configuring-routes and
https://kubernetes.github.io/ingress-nginx/user-guide/tls/#server-side-https-enforcement-through-redirect (as of 2026-11).

```yaml bad
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop}
spec: {to: {kind: Service, name: shop}, tls: {termination: edge, insecureEdgeTerminationPolicy: Allow}}  #~ Allow
```
```yaml fixed
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop}
spec: {to: {kind: Service, name: shop}, tls: {termination: edge, insecureEdgeTerminationPolicy: Redirect}}
```
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false"}}  #~ "false"
spec: {tls: [{hosts: [shop.example.com], secretName: shop-tls}]}
```
```yaml good
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop}
spec: {to: {kind: Service, name: shop}, tls: {termination: edge, insecureEdgeTerminationPolicy: Redirect}}
```
```yaml good
# the redirect is forced in another way, and there is no TLS to fall back from
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false", nginx.ingress.kubernetes.io/force-ssl-redirect: "true"}}
spec: {tls: [{hosts: [shop.example.com], secretName: shop-tls}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: inside, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false"}}
spec: {rules: [{host: shop.internal}]}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false"}}
spec: {tls: [{hosts: [shop.example.com], secretName: shop-tls}]}
```
"""

from predeploy import Findings, Route, rule

PREFIX = "nginx.ingress.kubernetes.io/"


@rule("medium", since="0.1", kinds=("Ingress", "Route"))
def plain_http_beside_tls(route: Route) -> Findings:
    policy, redirect = route["spec.tls.insecureEdgeTerminationPolicy"], route.annotation(f"{PREFIX}ssl-redirect")
    if route.kind == "Route" and policy.text == "Allow":
        yield policy.finding(
            f"Route `{route.name}` has TLS and answers plain HTTP as well; say Redirect",
            fix=policy.replace("Redirect", safe=False),
        )
    forced = route.annotation(f"{PREFIX}force-ssl-redirect")
    if redirect.text == "false" and route["spec.tls"].is_list and route["spec.tls"].data and forced.absent:
        yield redirect.finding(
            f"Ingress `{route.name}` has TLS and answers plain HTTP as well; take ssl-redirect out",
            fix=redirect.remove(safe=False),
        )
