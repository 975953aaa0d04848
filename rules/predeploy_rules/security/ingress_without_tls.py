r"""An Ingress without TLS lets everybody on the way read and change what passes.

Name a certificate (`spec.tls`), which cert-manager renews by itself. This is an opinion because the certificate may lie
elsewhere: on the cloud's load balancer (known annotations are silent), on a wildcard default of the controller, or on a
proxy in front. For an Ingress that is called from inside only, excuse it. A Route of OpenShift is read the same way.
Source: https://kubernetes.io/docs/concepts/services-networking/ingress/#tls (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:  #~ spec
  rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]}}]
```
```yaml bad
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop}
spec: {host: shop.example.com, to: {kind: Service, name: shop}}  #~ spec
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  tls: [{hosts: [shop.example.com], secretName: shop-tls}]
  rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]}}]
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {alb.ingress.kubernetes.io/certificate-arn: "arn:aws:acm:eu-west-1:123456789012:certificate/1"}}
spec: {rules: [{host: shop.example.com}]}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {alb.ingress.kubernetes.io/scheme: internal}}
spec: {rules: [{host: shop.example.com}]}
```
"""

from predeploy import Findings, Route, rule

# Annotations that say where the certificate lies, or that nobody outside calls (documentation of the controllers, 2026-11):
# AWS, GKE, Alibaba, Azure, Traefik, and whatever says internal
_ELSEWHERE = (
    "certificate",
    "pre-shared-cert",
    "managed-cert",
    "ssl-cert",
    "cert-id",
    "router.tls",
    "internal",
    "intranet",
    "$",
)


@rule("low", since="0.1", tier="strict", kinds=("Ingress", "Route"), replaces={"polaris": "tlsSettingsMissing"})
def ingress_without_tls(ingress: Route) -> Findings:
    tls, notes = ingress["spec.tls"], ingress.annotations
    if notes.unknown or not tls.absent or not ingress["spec"].is_map:
        return
    if not any(word in f"{name} {value.text}".lower() for name, value in notes.items() for word in _ELSEWHERE):
        yield tls.finding(
            f"{ingress.kind} `{ingress.name}` names no certificate (spec.tls): it serves plain HTTP unless one lies elsewhere"
        )
