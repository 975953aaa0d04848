r"""An object that stands twice in one file is deployed once.

Of two objects of the same kind, namespace and name the later one overwrites the earlier one in `kubectl apply`;
`kustomize build` and a first `helm install` refuse the whole. Rename or delete one of them.
https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}  #~ cart
spec: {selector: {app: basket}}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: blue}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: green}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: green}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart, namespace: green}
```
```yaml good
# two revisions, one after the other
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {metadata: {name: cart-1}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {metadata: {name: cart-2}}}
```
```yaml good file=blue.yaml
apiVersion: v1
kind: Service
metadata: {name: cart}
```
```yaml good file=green.yaml
apiVersion: v1
kind: Service
metadata: {name: cart}
```
"""

from typing import Any

from predeploy import AMBIGUOUS, Document, Findings, Project, rule
from predeploy.data.kubernetes_apis import is_native


@rule("medium", since="0.1", platforms=("kubernetes",))
def duplicate_object(document: Document, project: Project) -> Findings:
    source = document.node.tree.source
    namesakes = [one for one in project.called(document.kind, document.name) if one.node.tree.source is source]
    if len(namesakes) < 2 or document["apiVersion"].unknown or not is_native(document.api):
        return
    # an object is nearest to itself: it is ambiguous only when its own source holds another
    if project.named(Document, document.kind, document.name, document) is not AMBIGUOUS:
        return
    for other in namesakes:
        if _identity(other) == _identity(document) and _place(other) < _place(document):
            yield document["metadata.name"].finding(
                f"{document.kind} `{document.name}` stands in this file already: only the later one is deployed, and some tools refuse both",
                related=((other["metadata.name"], "the first"),),
            )
            return


def _place(document: Document) -> tuple[int, str]:
    return document.node.tree.index, str(document.node.path)


def _identity(document: Document) -> tuple[Any, ...]:
    return (document.kind, document.group, document.name, document["metadata.namespace"].value)
