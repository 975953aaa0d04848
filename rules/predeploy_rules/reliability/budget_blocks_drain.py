r"""A disruption budget that allows no disruption stops every node drain.

With as many pods demanded as there are, not one may be evicted: `kubectl drain`, node upgrades and the cluster's own
autoscaler wait for ever. Allow at least one pod to be away.

```yaml bad file=deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 2, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml bad file=budget.yaml
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {minAvailable: 2, selector: {matchLabels: {app: cart}}}  #~ 2
```
```yaml bad
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {maxUnavailable: 0, selector: {matchLabels: {app: cart}}}  #~ 0
```
```yaml good file=deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 3, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=budget.yaml
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {minAvailable: 2, selector: {matchLabels: {app: cart}}}
```
```yaml good
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {minAvailable: 2, selector: {matchLabels: {app: elsewhere}}}
```
"""

from predeploy import DisruptionBudget, Findings, Node, Project, rule, selects


@rule(
    "medium",
    since="0.1",
    replaces={
        "kube-linter": ("pdb-max-unavailable", "pdb-min-available"),
        "polaris": "pdbMinAvailableGreaterThanHPAMinReplicas",
    },
)
def budget_blocks_drain(budget: DisruptionBudget, project: Project) -> Findings:
    away, needed = budget.max_unavailable, budget.min_available
    if away.text in ("0", "0%"):
        yield away.finding(
            f"budget `{budget.name}` lets no pod be away: nodes cannot be drained; set maxUnavailable to 1"
        )
        return
    if needed.text == "100%":
        yield needed.finding(f"budget `{budget.name}` demands every pod: nodes cannot be drained; allow one to be away")
        return
    for floor, place, name in _floors(budget, project):
        if needed.number >= floor:
            yield needed.finding(
                f"budget `{budget.name}` demands {needed.text} pods and {name} may have no more: nodes cannot be drained",
                related=((place, f"{floor:g} at the least"),),
            )


def _floors(budget: DisruptionBudget, project: Project) -> list[tuple[float, Node, str]]:
    """The least number of pods that the one workload behind a budget may have."""
    found = [w for w in project.near_workloads(budget) if selects(budget["spec.selector"], w.pod_labels)]
    if len(found) != 1:
        return []
    scaling = project.scaling(found[0])
    return [(scaling.floor.value, scaling.floor.node, f"{found[0].kind} `{found[0].name}`")] if scaling else []
