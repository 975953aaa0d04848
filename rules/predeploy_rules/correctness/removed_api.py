r"""An API version that the cluster no longer serves is refused.

Kubernetes drops old API versions for good: `kubectl apply` then says "no matches for kind", and Helm can no longer even
upgrade a release that holds such an object. Without a target version (`kubernetes: "1.34"` in predeploy.yaml, or
`--kubernetes`) this speaks about what no supported version serves any more, 1.35 and later as of 2026-11.
https://kubernetes.io/docs/reference/using-api/deprecation-guide/ tells what else changes with the version.

```yaml bad
apiVersion: batch/v1beta1  #~ batch/v1beta1
kind: CronJob
metadata: {name: pack}
```
```yaml fixed
apiVersion: batch/v1
kind: CronJob
metadata: {name: pack}
```
```yaml bad
apiVersion: extensions/v1beta1  #~ extensions/v1beta1
kind: Ingress
metadata: {name: shop}
```
```yaml bad target={kubernetes: "1.38"}
apiVersion: resource.k8s.io/v1beta1  #~ resource.k8s.io/v1beta1
kind: ResourceClaim
metadata: {name: gpu}
```
```yaml bad
apiVersion: policy/v1beta1  #~ policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: restricted}
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: pack}
```
```yaml good target={kubernetes: "1.24"}
apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: pack}
```
```yaml good
# a patch for kustomize: it configures no webhook of its own
apiVersion: admissionregistration.k8s.io/v1beta1
kind: MutatingWebhookConfiguration
metadata: {name: cart, annotations: {certmanager.k8s.io/inject-ca-from: $(CERTIFICATE_NAMESPACE)/$(CERTIFICATE_NAME)}}
```
```yaml bad
apiVersion: admissionregistration.k8s.io/v1beta1  #~ admissionregistration.k8s.io/v1beta1
kind: MutatingWebhookConfiguration
metadata: {name: cart}
webhooks: [{name: cart.example.com}]
```
```yaml good
# gone in a version that is still to come
apiVersion: resource.k8s.io/v1beta1
kind: ResourceClaim
metadata: {name: gpu}
```
"""

from predeploy import Document, Findings, Target, rule
from predeploy.data.kubernetes_apis import OLDEST_SUPPORTED, REMOVED


@rule(
    "high",
    since="0.1",
    platforms=("kubernetes",),
    replaces={
        "kube-linter": "no-extensions-v1beta",
        "kube-score": "stable-version",
        "trivy": "KSV-0107",
        "popeye": "403",
    },
)
def removed_api(document: Document, target: Target) -> Findings:
    removal = REMOVED.get((document.api, document.kind))
    version = target.kubernetes or OLDEST_SUPPORTED
    if removal is None or version < removal.version:
        return
    if document.kind.endswith("WebhookConfiguration") and not document["webhooks"].written:
        return  # a patch
    api = document["apiVersion"]
    # the one difference between the two: what an empty selector means
    alike = removal.alike and not (document.kind == "PodDisruptionBudget" and not document["spec.selector"].data)
    yield api.finding(
        f"{document.kind} in `{api.text}` was removed in Kubernetes {removal.version[0]}.{removal.version[1]}: "
        + (f"use `{removal.replacement}`" if removal.replacement else "there is no replacement"),
        fix=api.replace(removal.replacement, safe=True) if alike else None,
    )
