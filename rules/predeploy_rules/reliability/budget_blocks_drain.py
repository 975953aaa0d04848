r"""A disruption budget that allows no disruption stops every node drain.

With as many pods demanded as there are, not one may be evicted: `kubectl drain`, node upgrades and the cluster's own
autoscaler wait for ever, and in the end somebody forces them. Allow at least one pod to be away, and run one more than
you need. Percentages are rounded up: 50 % of one pod is one pod.
https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ and
https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages (as of 2026-11).

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
```yaml bad file=all.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {replicas: 3, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: db}
spec: {minAvailable: 70%, selector: {matchLabels: {app: db}}}  #~ 70%
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
```yaml good file=all.yaml
# work that must not be cut off ends by itself, and drains leave the pods of a DaemonSet alone
apiVersion: batch/v1
kind: Job
metadata: {name: train}
spec: {template: {metadata: {labels: {app: train}}, spec: {containers: [{name: train, image: "train:1"}]}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: train}
spec: {maxUnavailable: 0, selector: {matchLabels: {app: train}}}
```
"""

import math

from predeploy import DisruptionBudget, Findings, Node, Project, Workload, rule, selects


@rule(
    "medium",
    since="0.1",
    replaces={
        "kube-linter": ("pdb-max-unavailable", "pdb-min-available"),
        "polaris": ("pdbDisruptionsIsZero", "pdbMinAvailableGreaterThanHPAMinReplicas"),
        "popeye": "901",
    },
)
def budget_blocks_drain(budget: DisruptionBudget, project: Project) -> Findings:
    away, needed = budget.max_unavailable, budget.min_available
    selector = budget["spec.selector"]
    found = project.chosen(selector, budget)
    if project.of_kind("", budget) or (found and not any(w.serves and w.kind != "DaemonSet" for w in found)):
        return  # what runs to its end may be waited for
    if away.text in ("0", "0%"):
        yield away.finding(
            f"budget `{budget.name}` lets no pod be away: nodes cannot be drained; set maxUnavailable to 1"
        )
    elif needed.text == "100%":
        yield needed.finding(f"budget `{budget.name}` demands every pod: nodes cannot be drained; allow one to be away")
    elif len(found) == 1 and selects(selector, found[0].pod_labels):
        floor, place = floor_of(found[0], project)
        if floor >= 1 and demanded(needed, floor) >= floor:
            rounded = f" (rounded up: {demanded(needed, floor):g})" if (needed.text or "").endswith("%") else ""
            yield needed.finding(
                f"budget `{budget.name}` demands {needed.text}{rounded} of the {floor:g} pod{'s' * (floor > 1)} that {found[0].kind}"
                f" `{found[0].name}` may come down to: nodes cannot be drained; allow one to be away",
                related=((place, f"{floor:g} at the least"),),
            )


def demanded(needed: Node, pods: float) -> float:
    """Pods that must be there, out of so many; NaN when unknown."""
    percent = (needed.text or "").removesuffix("%")
    if percent != needed.text and percent.isdecimal():
        return math.ceil(int(percent) * pods / 100)
    return needed.number


def floor_of(workload: Workload, project: Project) -> tuple[float, Node]:
    scaling = project.scaling(workload)
    return (scaling.floor.value, scaling.floor.node) if scaling else (math.nan, workload.node)
