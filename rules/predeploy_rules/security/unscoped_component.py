r"""A Dapr component without scopes is open to every app of its namespace.

Any app may read that state, publish to that broker, use that password. `scopes` names the apps that may, by their app id:
https://docs.dapr.io/operations/components/component-scopes/ (as of 2026-11).

```yaml bad
apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: orders  #~ orders
spec:
  type: state.postgresql
  version: v1
  metadata: [{name: connectionString, secretKeyRef: {name: orders, key: connection}}]
```
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {name: orders}
spec: {type: state.postgresql, version: v1}
scopes: [checkout]
```
A component of something else:
```yaml good
apiVersion: core.oam.dev/v1alpha2
kind: Component
metadata: {name: orders}
spec: {workload: {apiVersion: apps/v1, kind: Deployment, metadata: {name: orders}}}
```
"""

from predeploy import Document, Findings, rule


@rule("low", since="0.1", tier="strict", kinds=("Component",))
def unscoped_component(document: Document) -> Findings:
    if document.group == "dapr.io" and document["scopes"].absent and document["spec.type"].text:
        yield document["metadata.name"].finding(
            f"Component `{document.name}` ({document['spec.type'].text}) is open to every app of its namespace; name those that may use it under scopes"
        )
