r"""A listener for HTTPS that names no certificate serves nobody.

In the Gateway API an HTTPS or TLS listener that ends TLS must have `tls.certificateRefs`; without it the listener is not
programmed. In an Istio Gateway a server of protocol HTTPS or TLS needs `tls` (refused otherwise), and with mode SIMPLE or
MUTUAL a `credentialName` or a certificate file.
https://gateway-api.sigs.k8s.io/guides/tls/ and
https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings (as of 2026-11).

```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: shop
  listeners:
    - {name: https, port: 443, protocol: HTTPS}  #~ https
    - {name: more, port: 8443, protocol: HTTPS, tls: {mode: Terminate}}  #~ tls
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  servers:
    - {port: {number: 443, name: https, protocol: HTTPS}, hosts: [shop.example.com]}  #~ port
    - {port: {number: 8443, name: more, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: SIMPLE}}  #~ tls
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  listeners:
    - {name: http, port: 80, protocol: HTTP}
    - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: shop-tls}]}}
    - {name: through, port: 8443, protocol: TLS, tls: {mode: Passthrough}}
    - {name: cloud, port: 9443, protocol: HTTPS, tls: {options: {networking.gke.io/pre-shared-certs: shop}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  servers:
    - {port: {number: 443, name: https, protocol: HTTPS}, hosts: [shop.example.com], tls: {mode: SIMPLE, credentialName: shop-tls}}
    - {port: {number: 444, name: files, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: MUTUAL, serverCertificate: /etc/certs/tls.crt, privateKey: /etc/certs/tls.key}}
    - {port: {number: 445, name: through, protocol: TLS}, hosts: [b.example.com], tls: {mode: PASSTHROUGH}}
    - {port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com], tls: {httpsRedirect: true}}
```
```yaml good
# the cloud brings the certificate: an annotation, an object with parameters or the controller of AWS names or finds it
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, annotations: {networking.gke.io/certmap: shop}}
spec: {listeners: [{name: https, port: 443, protocol: HTTPS}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front}
spec:
  gatewayClassName: front
  infrastructure: {parametersRef: {group: gateway.k8s.aws, kind: LoadBalancerConfiguration, name: front}}
  listeners: [{name: https, port: 443, protocol: HTTPS, hostname: shop.example.com}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: back}
spec: {gatewayClassName: aws-alb, listeners: [{name: https, port: 443, protocol: HTTPS, hostname: shop.example.com}]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

ISTIO, MESH = "networking.istio.io", ("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL")
SOURCES = ("credentialName", "credentialNames", "serverCertificate", "tlsCertificates")
ELSEWHERE = ("certmap", "certificate", "cert-arn", "$")
# Classes of AWS, whose controllers look for a certificate of the hostname:
# https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/ (as of 2026-11)
BRINGS = ("aws", "amazon", "alb", "nlb")


@rule("high", since="0.1", kinds=("Gateway", "ListenerSet"))
def listener_without_certificate(gateway: Document) -> Findings:
    if gateway.annotations.unknown or any(w in key for key, _ in gateway.annotations.items() for w in ELSEWHERE):
        return
    found = _of_istio(gateway) if gateway.group == ISTIO else _of_kubernetes(gateway)
    for node, what, wanted in found:
        yield node.finding(f"{what} of {gateway.kind} `{gateway.name}` has no certificate: it serves nobody; {wanted}")


def _of_kubernetes(gateway: Document) -> Iterator[tuple[Node, str, str]]:
    made_by = gateway["spec.gatewayClassName"]
    brought = gateway["spec.infrastructure.parametersRef"].written or any(
        w in (made_by.text or "").lower() for w in BRINGS
    )
    if gateway.group != "gateway.networking.k8s.io" or made_by.unknown or brought:
        return
    for listener in gateway["spec.listeners"]:
        tls = listener["tls"]
        options = tls["options"].absent and tls["certificateRefs"].absent
        ends = tls["mode"].absent or tls["mode"].text == "Terminate"
        if listener["protocol"].text == "HTTPS" and ends and options:
            name = listener["name"].text or "HTTPS"
            yield tls, f"listener `{name}`", "name a Secret in tls.certificateRefs"


def _of_istio(gateway: Document) -> Iterator[tuple[Node, str, str]]:
    for server in gateway["spec.servers"]:
        tls, protocol = server["tls"], server["port.protocol"].text
        what = f"the {protocol} server"
        if protocol in ("HTTPS", "TLS") and tls.absent:
            yield tls, what, "write tls with a mode and a credentialName"
        elif tls["mode"].text in MESH and all(tls[key].absent for key in SOURCES):
            yield tls, what, "write tls.credentialName"
