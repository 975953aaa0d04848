r"""Passwords of HTTP basic authentication without TLS pass in the clear.

Each request carries the name and the password, only encoded. Name a certificate under `spec.tls`; with
`auth-type: basic` the Secret that holds the users must be named, too, or every request is refused.
https://kubernetes.github.io/ingress-nginx/examples/auth/basic/ (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-type: basic  #~ basic
    nginx.ingress.kubernetes.io/auth-secret: users
spec: {rules: [{host: shop.example.com}]}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/auth-secret: users}}
spec: {tls: [{hosts: [shop.example.com], secretName: shop-tls}], rules: [{host: shop.example.com}]}
```
```yaml good
# the redirect is forced because TLS ends in front of the controller
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/force-ssl-redirect: "true"}}
spec: {rules: [{host: shop.example.com}]}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/auth-type: basic, cert-manager.io/cluster-issuer: letsencrypt}}
spec: {tls: "${TLS}"}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/auth-type: basic}}
spec: {rules: [{host: shop.example.com}]}
```
"""

from predeploy import Findings, Route, rule

PREFIX = "nginx.ingress.kubernetes.io/"


@rule("medium", since="0.1", kinds=("Ingress",))
def basic_auth_without_tls(ingress: Route) -> Findings:
    kind, forced = ingress.annotation(f"{PREFIX}auth-type"), ingress.annotation(f"{PREFIX}force-ssl-redirect")
    elsewhere = any("ssl" in key or "cert" in key for key, _ in ingress.annotations.items())
    if (
        kind.text == "basic"
        and ingress["spec"].is_map
        and ingress["spec.tls"].absent
        and forced.absent
        and not elsewhere
    ):
        yield kind.finding(
            f"Ingress `{ingress.name}` asks for passwords over plain HTTP; name a certificate under spec.tls"
        )
