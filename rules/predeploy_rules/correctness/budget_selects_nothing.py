r"""A disruption budget that selects no pod protects nothing.

Its selector matches no workload, mostly since a label was renamed, so that a drain takes all pods at once. This speaks
only where all that belongs together is known, a rendered chart, a built overlay or a folder, and a workload there is
called like the budget.
https://kubernetes.io/docs/tasks/run-application/configure-pdb/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: basket}}}  #~ selector
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: cart}}}
```
```yaml good
# its pods come from elsewhere
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: database}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: database}}}
```
```yaml good
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: cart}}}
```
"""

from predeploy import DisruptionBudget, Findings, Project, rule


@rule("medium", since="0.1", replaces={"popeye": "900"})
def budget_selects_nothing(budget: DisruptionBudget, project: Project) -> Findings:
    selector = budget["spec.selector"]
    if not selector.is_map or not selector.data or project.chosen(selector, budget):
        return
    near = next((one for one in project.near_workloads(budget) if alike(one.name, budget.name)), None)
    if near is not None and project.complete_for(budget):
        labels = ", ".join(f"{key}: {value}" for key, value in (near.pod_labels or {}).items()) or "none"
        yield selector.finding(
            f"budget `{budget.name}` selects no pod here, so it protects none; the pods of {near.kind} `{near.name}` have the labels {labels}",
            related=((near.template["metadata.labels"], "labels of the pods"),),
        )


def alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and (long == short or long.startswith(short + "-"))
