r"""An object in a namespace that nobody makes is refused, or lands beside all others.

One letter is enough: the namespace `shop-prd` does not exist, where all else is in `shop-prod`. This speaks where a
Namespace stands in the same folder, and what is written differs from its name by a slip of the pen.
https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Namespace
metadata: {name: shop-prod}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, namespace: shop-prod}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: shop, namespace: shop-prd}  #~ shop-prd
---
apiVersion: v1
kind: Secret
metadata: {name: shop, namespace: shop-prd}
```
```yaml good
apiVersion: v1
kind: Namespace
metadata: {name: shop-prod}
---
apiVersion: v1
kind: Namespace
metadata: {name: shops-prod}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: shop, namespace: shops-prod}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, namespace: shop-test}
```
```yaml good
# numbers count
apiVersion: v1
kind: Namespace
metadata: {name: team-1}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: shop, namespace: team-2}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: shop, namespace: kube-system}
```
"""

from predeploy import Document, Findings, Project, rule, slip


@rule("medium", since="0.1", kinds=("Namespace",))
def misspelt_namespace(namespace: Document, project: Project) -> Findings:
    made = project.once("namespaces", lambda: {one.name for one in project.kinds("Namespace", "")})
    if namespace.group or not namespace.name or "" in made:
        return
    used = project.once("used namespaces", lambda: by_folder(project)).get(folder(namespace), {})
    for name, first in used.items():
        if name not in made and slip(name, namespace.name):
            yield first["metadata.namespace"].finding(
                f"{first.kind} `{first.name}` is in namespace `{name}`, which nobody makes here; did you mean `{namespace.name}`?",
                fix=first["metadata.namespace"].replace(namespace.name, safe=False),
                related=((namespace["metadata.name"], "the Namespace"),),
            )


def by_folder(project: Project) -> dict[str, dict[str, Document]]:
    """Folder → the namespaces that are named there, and who names each first."""
    found: dict[str, dict[str, Document]] = {}
    for one in project.views:
        if one.platform == "kubernetes" and one.namespace:
            found.setdefault(folder(one), {}).setdefault(one.namespace, one)
    return found


def folder(document: Document) -> str:
    return document.node.tree.source.path.rpartition("/")[0]
