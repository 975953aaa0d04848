r"""A certificate that is to be renewed before it is issued is refused.

cert-manager renews `renewBefore` ahead of the end of `duration` (90 days, when nothing is said); it must be shorter, and
the certificate at least an hour long.
https://cert-manager.io/docs/usage/certificate/#renewal (as of 2026-11).

```yaml bad
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop}
spec: {duration: 720h, renewBefore: 2160h, secretName: shop-tls, issuerRef: {name: shop}}  #~ 2160h
```
```yaml bad
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop}
spec: {renewBefore: 2400h, secretName: shop-tls, issuerRef: {name: shop}}  #~ 2400h
```
```yaml good
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop}
spec: {duration: 2160h, renewBefore: 360h, secretName: shop-tls, issuerRef: {name: shop}}
```
```yaml good
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop}
spec: {duration: "${DURATION}", renewBefore: 2400h, secretName: shop-tls, issuerRef: {name: shop}}
```
"""

from predeploy import Document, Findings, effective, rule

DURATION = 90 * 86400.0  # s; source above


@rule("high", since="0.1", kinds=("Certificate",))
def renewed_too_early(certificate: Document) -> Findings:
    if certificate.group != "cert-manager.io":
        return
    whole = effective(certificate["spec.duration"], default=DURATION, read="duration")
    before = certificate["spec.renewBefore"]
    if before.duration >= whole.value:
        yield before.finding(
            f"Certificate `{certificate.name}` lives {whole.value / 3600:g} h and is to be renewed {before.duration / 3600:g} h before its end:"
            " cert-manager refuses it; renew it later",
            related=((whole.node, f"lives {whole.value / 3600:g} h"),),
        )
