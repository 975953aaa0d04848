r"""A disruption budget with two limits is refused, and one without any protects nothing.

`minAvailable` and `maxUnavailable` exclude each other: the API server rejects a budget that has both. With neither,
every pod may be evicted at once.
https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget (as of 2026-11).

```yaml bad
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec:
  minAvailable: 1  #~ 1 @high
  maxUnavailable: 1
  selector: {matchLabels: {app: cart}}
```
```yaml bad
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec:  #~ spec @medium
  selector: {matchLabels: {app: cart}}
```
```yaml fixed
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec:
  selector: {matchLabels: {app: cart}}
  maxUnavailable: 1
```
```yaml good
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {maxUnavailable: 0, minAvailable: null, selector: {matchLabels: {app: cart}}}
```
```yaml good
# part of an object, to be merged into another
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart}
spec: {unhealthyPodEvictionPolicy: AlwaysAllow}
```
"""

from predeploy import DisruptionBudget, Findings, rule


@rule("high", since="0.1", severities=("medium",), replaces={"kube-score": "poddisruptionbudget-has-policy"})
def budget_without_one_limit(budget: DisruptionBudget) -> Findings:
    needed, away = budget.min_available, budget.max_unavailable
    if needed.present and away.present:
        yield needed.finding(
            f"budget `{budget.name}` has minAvailable {needed.text} and maxUnavailable {away.text}: the API server refuses it; keep one",
            related=((away, "the other limit"),),
        )
    elif needed.absent and away.absent and budget["spec.selector"].present:
        yield away.finding(
            f"budget `{budget.name}` has neither minAvailable nor maxUnavailable: every pod may be evicted at once",
            severity="medium",
            fix=away.insert(1, safe=False),
        )
