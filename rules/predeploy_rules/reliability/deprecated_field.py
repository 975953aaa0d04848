r"""A field that Kubernetes has renamed stops working with some upgrade to come.

The old spelling still works, but nothing new is built for it, and one release it is gone, silently for labels and
annotations, which nobody checks. Write the new name while both work.
https://kubernetes.io/docs/reference/labels-annotations-taints/ and
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      serviceAccount: cart  #~ cart
      nodeSelector:
        beta.kubernetes.io/arch: amd64  #~ amd64
      containers: [{name: cart, image: "cart:1.4"}]
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      nodeSelector:
        kubernetes.io/arch: amd64
      containers: [{name: cart, image: "cart:1.4"}]
      serviceAccountName: cart
```
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    kubernetes.io/ingress.class: traefik  #~ traefik
spec: {rules: []}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {annotations: {sidecar.istio.io/inject: "false"}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}  #~ "false"
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      serviceAccount: cart
      serviceAccountName: cart
      nodeSelector: {kubernetes.io/os: linux}
      containers: [{name: cart, image: "cart:1.4"}]
```
```yaml good
# GKE's own controller knows only the annotation
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {kubernetes.io/ingress.class: gce-internal}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {ingressClassName: traefik}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {kubernetes.io/ingress.class: traefik}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Workload, rule, together
from predeploy.data.kubernetes_apis import is_native

# https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy (as of 2026-11)
INJECT = "sidecar.istio.io/inject"
LABELS = {
    "beta.kubernetes.io/arch": "kubernetes.io/arch",
    "beta.kubernetes.io/os": "kubernetes.io/os",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
}
# annotation → the field that says it now
ANNOTATIONS = {
    "Ingress": ("kubernetes.io/ingress.class", "spec.ingressClassName"),
    "PersistentVolumeClaim": ("volume.beta.kubernetes.io/storage-class", "spec.storageClassName"),
}


@rule(
    "low",
    since="0.1",
    platforms=("kubernetes",),
    keys=("serviceAccount", "nodeSelector", INJECT, *(annotation for annotation, _ in ANNOTATIONS.values())),
    replaces={"kube-linter": "deprecated-service-account-field", "kubescape": "C-0294"},
)
def deprecated_field(document: Document) -> Findings:
    for old, new, name, safe in renamed(document):
        instead = f", which is deprecated; write `{name}`"
        if name == INJECT:
            instead = " as an annotation, which is deprecated; make it a label of the pods"
        yield old.finding(
            f"{document.kind} `{document.name}` says `{old.name}`{instead}",
            fix=together(new.insert(old.text, safe=safe), old.remove(safe=safe)),
        )


def renamed(document: Document) -> Iterator[tuple[Node, Node, str, bool]]:
    """(what is written, where it belongs now, how that is called, whether they mean the same)."""
    if isinstance(document, Workload):
        old, new = document.pod["serviceAccount"], document.pod["serviceAccountName"]
        if old.text and new.absent:
            yield old, new, "serviceAccountName", True
        inject = document.pod_annotation(INJECT), document.template["metadata.labels"].key(INJECT)
        if inject[0].text and inject[1].absent:
            yield *inject, INJECT, False
        selector = document.pod["nodeSelector"]
        for label, old in selector.items():
            if label in LABELS and old.text and selector.key(LABELS[label]).absent:
                yield old, selector.key(LABELS[label]), LABELS[label], True
    if document.kind in ANNOTATIONS and is_native(document.api):
        annotation, path = ANNOTATIONS[document.kind]
        old, new = document.annotation(annotation), document[path]
        # https://cloud.google.com/kubernetes-engine/docs/concepts/ingress (as of 2026-11)
        if old.text and new.absent and not old.text.startswith(("gce", "$")):
            yield old, new, path, False
