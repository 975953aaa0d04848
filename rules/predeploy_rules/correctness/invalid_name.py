r"""A name with capitals, underscores or too many characters, or none at all, is refused.

Names of objects hold lower-case letters, digits, `-` and `.` and have at most 253 characters; Services, Namespaces,
containers and volumes take no dots and 63 characters; a CronJob has 52, for its Jobs get a suffix.
https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (as of 2026-11). Only roles and their bindings
may be called nearly anything.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: Shop_Cart}  #~ Shop_Cart
spec:
  template:
    spec:
      containers: [{name: shop_cart, image: "cart:1.4"}]  #~ shop_cart
      volumes: [{name: my.data, emptyDir: {}}]  #~ my.data
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: shop.cart}  #~ shop.cart
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: send-the-weekly-summary-of-all-orders-to-every-merchant}  #~ send
```
```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {generateName: Cart-}  #~ Cart-
```
```yaml bad
apiVersion: v1
kind: ConfigMap
metadata:  #~ metadata
  labels: {app: cart}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop.cart-2}
spec: {template: {spec: {containers: [{name: 1-cart, image: "cart:1.4"}]}}}
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: "system:Shop_reader"}
```
```yaml good
# to be filled in
apiVersion: v1
kind: Service
metadata: {name: SERVICE_NAME, namespace: "${NAMESPACE}"}
```
```yaml good
apiVersion: v1
kind: Secret
metadata: {name: "<your name>", generateName: cart-}
```
```yaml good
# read by a program of its own
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: Shop_Cluster}
```
```yaml bad
provider: {name: openfaas}
functions:
  resize_image:  #~ resize_image
    lang: python3-http
    handler: ./resize
    image: registry.example.com/shop/resize:1.4
```
"""

import re
from collections.abc import Iterator

from predeploy import Document, Findings, Node, Workload, pattern, rule
from predeploy.data.kubernetes_apis import SERVED, is_native

LABEL = pattern(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?\Z")
DOTTED = pattern(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\Z")
PLACEHOLDER = pattern(r"[{}<>$%@|\[\]]|__|[A-Z][A-Z0-9_]+\Z")
LONGEST = {"CronJob": 52, "Service": 63, "Namespace": 63}
LABELS = ("Service", "Namespace")


@rule("high", since="0.1", platforms=("kubernetes", "openfaas"))
def invalid_name(document: Document) -> Findings:
    if document.kind == "function":  # of an OpenFaaS stack, which makes a Deployment and a Service of that name
        if not PLACEHOLDER.search(document.name) and not (LABEL.match(document.name) and len(document.name) <= 63):
            yield document.finding(
                f"function `{document.name}` is refused by OpenFaaS: the name takes up to 63 lower-case letters, digits and `-`"
            )
        return
    ours = isinstance(document, Workload) or is_native(document.api)
    if not ours or document["apiVersion"].unknown or document.group.startswith("rbac."):
        return
    own = document["metadata"]["name"]
    if own.absent and document["metadata"]["generateName"].absent and document.kind in SERVED.get(document.api, ()):
        yield own.finding(f"{document.kind} has no name: the API server refuses it; set metadata.name")
    for what, node, syntax, longest in names(document):
        name = node.value
        if name.__class__ is not str or not name:
            continue
        trial = name + "x" if node.name == "generateName" else name
        fits = len(name) <= longest
        if (fits and syntax.match(trial)) or PLACEHOLDER.search(name):
            continue
        if not fits:
            yield node.finding(f"{what} `{name}` has {len(name)} characters: the API server takes at most {longest}")
        else:
            allowed = "letters, digits and `-`" if syntax is LABEL else "letters, digits, `-` and `.`"
            yield node.finding(
                f"{what} `{name}` is refused by the API server: it takes lower-case {allowed}, with a letter or digit at both ends"
            )


def names(document: Document) -> Iterator[tuple[str, Node, re.Pattern[str], int]]:
    """What is called, where, by which pattern, and how long it may be."""
    kind, metadata = document.kind, document["metadata"]
    for key in ("name", "generateName"):
        yield f"the name of {kind}", metadata[key], LABEL if kind in LABELS else DOTTED, LONGEST.get(kind, 253)
    yield "the namespace", metadata["namespace"], LABEL, 63
    if isinstance(document, Workload):
        for container in document.containers:
            yield "the container's name", container["name"], LABEL, 63
        for volume in document.pod["volumes"]:
            yield "the volume's name", volume["name"], LABEL, 63
