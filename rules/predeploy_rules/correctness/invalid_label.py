r"""A label that breaks the syntax of labels is refused.

A label's value has at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; so has its key,
which may stand behind a DNS name and a slash. Colons, slashes, blanks and `+` (as in a chart's version) are the usual
offenders: put such texts into an annotation.
https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  labels:
    image: shop/cart:1.4  #~ shop/cart:1.4
    team name: shop  #~ shop
    example.com/: cart  #~ cart
spec:
  selector: {matchLabels: {app: cart-}}  #~ cart-
  template:
    metadata: {labels: {app: cart-}, annotations: {"shop/by/cart": anybody}}  #~ cart- #~ anybody
    spec: {nodeSelector: {pool: a+b}, containers: [{name: cart, image: "cart:1.4"}]}  #~ a+b
```
```yaml bad
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  labels: {chart: a-very-long-name-of-a-chart-that-somebody-made-up-for-all-carts-1.4.0}  #~ a-very
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  labels: {chart: cart-1.4.0_build.7, empty: "", example.com/Team_A: A, later: "${LATER}"}
  annotations: {example.com/image: "shop/cart:1.4", note: any text at all}
```
```yaml good
# to be filled in
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, labels: {team: "{{ .Values.team }}", owner: <you>}}
```
```yaml good
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, labels: {who: "a/b"}}
```
"""

from collections.abc import Iterator
from functools import lru_cache

from predeploy import Document, Findings, Node, Workload, pattern, rule
from predeploy.data.kubernetes_apis import is_native

VALUE = pattern(r"([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?\Z")
KEY = pattern(r"([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\Z")
PLACEHOLDER = pattern(r"[{}<>$%@|\[\]]|__|^\?")
LONGEST = 63


@rule("high", since="0.1", platforms=("kubernetes",), replaces={"kube-score": "label-values"})
def invalid_label(document: Document) -> Findings:
    ours = isinstance(document, Workload) or is_native(document.api)
    if not ours or document["apiVersion"].unknown:
        return
    for key, value, place in keyed(document):
        named = is_key(key)
        if named and ("annotations" in place.path or is_value(value)):
            continue
        if PLACEHOLDER.search(key) or PLACEHOLDER.search(value):
            continue
        node = place.key(key)
        if not named:
            yield node.finding(
                f"the key `{key}` is refused by the API server: it is at most 63 letters, digits, `-`, `_` and `.`, behind an optional DNS name and `/`"
            )
        elif len(value) > LONGEST:
            yield node.finding(
                f"the value of label `{key}` has {len(value)} characters: the API server takes at most {LONGEST}"
            )
        else:
            yield node.finding(
                f"`{value}` is no value for label `{key}`: the API server takes letters, digits, `-`, `_` and `.`, a letter or digit at both ends"
            )


@lru_cache(maxsize=1_000)  # most objects have the same few
def is_key(key: str) -> bool:
    return len(key.rpartition("/")[2]) <= LONGEST and KEY.match(key) is not None


@lru_cache(maxsize=1_000)
def is_value(value: str) -> bool:
    return len(value) <= LONGEST and VALUE.match(value) is not None


def keyed(document: Document) -> Iterator[tuple[str, str, Node]]:
    """The labels and annotations of an object, and the labels that it selects by, with the map that they stand in;
    each once. What is no text is empty."""
    maps = [document["metadata.labels"], document.annotations]
    if isinstance(document, Workload):
        template = document.template["metadata"]
        maps += [
            template["labels"],
            template["annotations"],
            document["spec.selector.matchLabels"],
            document.pod["nodeSelector"],
        ]
    if document.kind == "Service" and not document.group:
        maps.append(document["spec.selector"])
    for found in {node.path: node for node in maps if node.is_map}.values():
        for key, value in found.value.items():
            if value is not None:
                yield key, value if value.__class__ is str else "", found
