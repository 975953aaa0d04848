r"""An autoscaler whose target does not exist scales nothing.

`scaleTargetRef` names a workload that is not there, mostly since it was renamed: the autoscaler reports
FailedGetScale for ever. This speaks only where all that belongs together is known, a rendered chart, a built overlay or a
folder, and where a workload there has nearly that name or the autoscaler's own.
https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: carts}}  #~ carts
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}
```
```yaml good
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: elsewhere}}
```
```yaml bad
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}  #~ cart
```
```yaml good
# what scales need not be a workload that we know
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: shop.example.com/v1, kind: Cart, name: cart}}
```
"""

from predeploy import Autoscaler, Findings, Project, rule, similar

KNOWN = ("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController")


@rule(
    "medium",
    since="0.1",
    replaces={
        "kube-linter": "dangling-horizontalpodautoscaler",
        "kube-score": "horizontalpodautoscaler-has-target",
        "kubescape": "C-0300",
        "popeye": "600",
    },
)
def autoscaler_without_target(autoscaler: Autoscaler, project: Project) -> Findings:
    kind, name = autoscaler.target_kind, autoscaler.target["name"]
    if (
        kind not in KNOWN
        or not name.text
        or project.target(autoscaler) is not None
        or not project.complete_for(autoscaler)
    ):
        return
    workloads = project.near_workloads(autoscaler)
    names = project.once((KNOWN, id(workloads)), lambda: [one.name for one in workloads if one.kind in KNOWN])
    near = similar(name.text, names) or (autoscaler.name if autoscaler.name in names else None)
    if near:
        yield name.finding(
            f"{autoscaler.kind} `{autoscaler.name}` scales {kind} `{name.text}`, which does not exist here; did you mean `{near}`?"
        )
