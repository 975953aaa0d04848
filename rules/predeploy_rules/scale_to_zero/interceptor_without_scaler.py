r"""An interceptor route that no ScaledObject looks at scales nothing.

An InterceptorRoute only counts requests and holds them. What changes the number of pods is a ScaledObject with a trigger of type
`external-push` that names the route, and it is not made by itself:
https://keda.sh/docs/latest/http-add-on/user-guide/autoscale-an-app/ (as of 2026-11).

```yaml bad complete
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}  #~ shop
spec: {target: {service: shop, port: 80}, rules: [{hosts: [shop.example.com]}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers: [{type: external-push, metadata: {scalerAddress: "external-scaler.keda:9090", interceptorRoute: shpo}}]
```
```yaml good complete
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec: {target: {service: shop, port: 80}, rules: [{hosts: [shop.example.com]}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers: [{type: external-push, metadata: {scalerAddress: "external-scaler.keda:9090", interceptorRoute: shop}}]
```
It may stand elsewhere:
```yaml good
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec: {target: {service: shop, port: 80}, rules: [{hosts: [shop.example.com]}]}
```
"""

from predeploy import Autoscaler, Document, Findings, Node, Project, rule


@rule("medium", since="0.1", kinds=("InterceptorRoute",))
def interceptor_without_scaler(document: Document, project: Project) -> Findings:
    scalers = project.of_kind("ScaledObject", document)  # and what may be one
    named = project.once((routes, id(scalers)), lambda: routes(scalers))
    if named is None or not document.name:
        return
    if document.name not in named and project.complete_for(document, Autoscaler):
        yield document["metadata.name"].finding(
            f"no ScaledObject names InterceptorRoute `{document.name}` in a trigger of type external-push: nothing is scaled by its"
            " requests, and what sleeps is not woken",
            related=tuple((one, "names another") for one in [*named.values()][:1]),
        )


def routes(scalers: list[Document]) -> dict[str, Node] | None:
    """What triggers name, with the places; None where not all of it is known."""
    triggers = [trigger["metadata"] for one in scalers for trigger in one["spec.triggers"]]
    named = [metadata["interceptorRoute"] for metadata in triggers if metadata["interceptorRoute"].written]
    hidden = not all(isinstance(one, Autoscaler) and one["spec.triggers"].is_list for one in scalers)
    if hidden or any(metadata.unknown for metadata in triggers) or any("$" in (one.text or "$") for one in named):
        return None
    found: dict[str, Node] = {}
    for one in named:
        found.setdefault(one.text or "", one)
    return found
