r"""Calls between services go in clear text, from whoever says to be the caller.

Dapr gives each sidecar a certificate and lets them talk only to each other with it. With `spec.mtls.enabled: false` in the
Configuration `daprsystem`, the one that the control plane reads, nothing is encrypted, and no caller is known:
https://docs.dapr.io/operations/security/mtls/ (as of 2026-11).

```yaml bad
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: {name: daprsystem, namespace: dapr-system}
spec:
  mtls:
    enabled: false  #~ false
```
```yaml fixed
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: {name: daprsystem, namespace: dapr-system}
spec:
  mtls:
    enabled: true
```
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: {name: daprsystem}
spec: {mtls: {enabled: true, workloadCertTTL: 24h}}
```
The Configuration of an app does not decide it:
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: {name: shop}
spec: {mtls: {enabled: false}, tracing: {samplingRate: "1"}}
```
A Configuration of something else:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Configuration
metadata: {name: shop}
spec: {mtls: {enabled: false}}
```
"""

from predeploy import Document, Findings, rule

CONTROL_PLANE = "daprsystem"


@rule("high", since="0.1", kinds=("Configuration",))
def calls_without_mtls(document: Document) -> Findings:
    enabled = document["spec.mtls.enabled"]
    if document.group == "dapr.io" and document.name == CONTROL_PLANE and enabled.is_false:
        yield enabled.finding(
            f"Configuration `{document.name}` switches mTLS off: calls between services go in clear text, from whoever says to be the caller",
            fix=enabled.replace(True, safe=False),
        )
