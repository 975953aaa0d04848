r"""A rollout that must be done before its first pod may count as ready is refused.

`minReadySeconds` is how long a new pod must have been ready before it counts; `progressDeadlineSeconds` (600 s) is how long a
rollout may stand still. The first must be shorter:
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds; Argo Rollouts says the same of a
Rollout: https://argo-rollouts.readthedocs.io/en/stable/features/specification/ (both as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  minReadySeconds: 120
  progressDeadlineSeconds: 60  #~ 60
  template: {spec: {containers: [{name: shop}]}}
```
```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec:
  minReadySeconds: 900  #~ 900
  template: {spec: {containers: [{name: shop}]}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {minReadySeconds: 60, progressDeadlineSeconds: 120, template: {spec: {containers: [{name: shop}]}}}
```
Others have no such deadline:
```yaml good
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: shop}
spec: {minReadySeconds: 900, template: {spec: {containers: [{name: shop}]}}}
```
"""

from predeploy import Document, Findings, effective, rule

DEADLINE = 600.0  # s; sources above
GROUPS = ("apps", "argoproj.io")


@rule("high", since="0.1", kinds=("Deployment", "Rollout"), keys=("minReadySeconds",))
def deadline_before_ready(document: Document) -> Findings:
    ready, deadline = (
        document["spec.minReadySeconds"],
        effective(document["spec.progressDeadlineSeconds"], default=DEADLINE),
    )
    if document.group in GROUPS and not document["apiVersion"].unknown and 0 < deadline.value <= ready.number:
        place = ready if deadline.node.absent else deadline.node
        yield place.finding(
            f"{document.kind} `{document.name}` counts a pod after {ready.text} s, but has failed after {deadline}: it is refused; set"
            f" progressDeadlineSeconds to {ready.number + DEADLINE:g}",
            fix=deadline.replace(int(ready.number + DEADLINE), safe=False),
        )
