r"""A namespace on an object that belongs to no namespace means nothing.

Roles of the cluster, classes, namespaces and definitions are there once for all namespaces; the API server drops what is
written, and two releases that think they have one each overwrite the same object.
https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: cart-reader, namespace: shop}  #~ shop
```
```yaml fixed
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: cart-reader}
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: cart-reader, namespace: shop}
```
```yaml good
# a custom resource of the same name
apiVersion: example.com/v1
kind: ClusterRole
metadata: {name: cart-reader, namespace: shop}
```
"""

from predeploy import Document, Findings, rule
from predeploy.data.kubernetes_apis import is_native

# https://kubernetes.io/docs/reference/kubernetes-api/, `kubectl api-resources --namespaced=false` of 1.37 (as of 2026-11)
KINDS = (
    "ClusterRole", "ClusterRoleBinding", "Namespace", "Node", "PersistentVolume", "StorageClass", "CSIDriver", "CSINode", "IngressClass",
    "PriorityClass", "RuntimeClass", "CustomResourceDefinition", "APIService", "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "VolumeAttachment",
    "CertificateSigningRequest", "FlowSchema", "PriorityLevelConfiguration", "DeviceClass", "VolumeAttributesClass",
)  # fmt: skip


@rule("low", since="0.1", tier="strict", kinds=KINDS)
def namespaced_cluster_object(document: Document) -> Findings:
    namespace = document["metadata.namespace"]
    if namespace.text and is_native(document.api) and not document["apiVersion"].unknown:
        yield namespace.finding(
            f"{document.kind} `{document.name}` belongs to no namespace: `{namespace.text}` is dropped",
            fix=namespace.remove(safe=True),
        )
