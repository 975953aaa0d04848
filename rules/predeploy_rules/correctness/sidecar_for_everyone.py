r"""A SidecarSet that selects no pods in particular is refused.

OpenKruise puts the containers of a SidecarSet into the pods that its `selector` matches, and wants one that says something: an
absent or empty one would be every pod of the cluster
(validateSidecarSetSpec of openkruise/kruise; https://openkruise.io/docs/user-manuals/sidecarset, both as of 2026-11).

```yaml bad
apiVersion: apps.kruise.io/v1alpha1
kind: SidecarSet
metadata: {name: logs}
spec:
  selector: {}  #~ selector
  containers: [{name: logs, image: "registry.example.com/logs:1.4"}]
```
```yaml bad
apiVersion: apps.kruise.io/v1alpha1
kind: SidecarSet
metadata: {name: logs}
spec:  #~ spec
  containers: [{name: logs, image: "registry.example.com/logs:1.4"}]
```
```yaml good
apiVersion: apps.kruise.io/v1alpha1
kind: SidecarSet
metadata: {name: logs}
spec: {selector: {matchLabels: {app: shop}}, containers: [{name: logs, image: "registry.example.com/logs:1.4"}]}
```
```yaml good
apiVersion: apps.kruise.io/v1alpha1
kind: SidecarSet
metadata: {name: logs}
spec: {selector: {matchExpressions: [{key: app, operator: Exists}]}, containers: [{name: logs}]}
```
"""

from predeploy import Findings, Workload, rule


@rule("high", since="0.1", kinds=("SidecarSet",))
def sidecar_for_everyone(workload: Workload) -> Findings:
    selector = workload["spec.selector"]
    parts = [selector[key] for key in ("matchLabels", "matchExpressions")]
    empty = selector.is_map and all(one.absent or (one.present and not one.data) for one in parts)
    if workload["spec"].is_map and (selector.absent or empty):
        yield selector.finding(
            f"SidecarSet `{workload.name}` selects no pods in particular: it is refused; give it a selector"
        )
