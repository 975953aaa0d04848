r"""Two autoscalers of one workload undo each other's work.

Each sets the number of pods to what its own metrics ask for, every few seconds, so that it swings between the two. KEDA
makes an autoscaler of its own for every ScaledObject and refuses a second one when its admission webhook is reachable:
https://keda.sh/docs/latest/concepts/admission-webhooks/ (as of 2026-11). Put all metrics into one; to hand an existing
HorizontalPodAutoscaler over to KEDA, set the annotation `scaledobject.keda.sh/transfer-hpa-ownership: "true"` and its name.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: packer}, maxReplicas: 9}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer-queue}
spec: {scaleTargetRef: {name: packer}}  #~ scaleTargetRef
```
The older one is handed over:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: packer}, maxReplicas: 9}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer-queue, annotations: {scaledobject.keda.sh/transfer-hpa-ownership: "true"}}
spec: {scaleTargetRef: {name: packer}, advanced: {horizontalPodAutoscalerConfig: {name: packer}}}
```
Variants of one thing never meet in a cluster:
```yaml good file=overlays/dev/scaler.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: packer}, maxReplicas: 2}
```
```yaml good file=overlays/prod/scaler.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: packer}, maxReplicas: 9}
```
```yaml good file=base/packer.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: packer}]}}}
```
"""

from itertools import combinations

from predeploy import Autoscaler, Findings, Project, Scaling, rule

MOST = 5  # scalers of one workload that are compared: one is enough


@rule("high", since="0.1")
def two_scalers(scaling: Scaling, project: Project) -> Findings:
    scalers = [scaler.view for scaler in scaling.scalers if isinstance(scaler.view, Autoscaler)]
    for one, other in combinations(scalers[:MOST], 2):
        if (
            0 <= project.distance(one, other) <= 1
            and (one.kind, one.name) != (other.kind, other.name)
            and not _handed_over(one, other)
        ):
            yield other.target.finding(
                f"{one.kind} `{one.name}` and {other.kind} `{other.name}` both scale {scaling.subject.kind} `{scaling.subject.name}`:"
                " they undo each other's work; keep one",
                related=((one.target, "scales it too"),),
            )


def _handed_over(one: Autoscaler, other: Autoscaler) -> bool:
    """KEDA takes the autoscaler over, or its owner vouches that the two agree."""
    for keda, hpa in ((one, other), (other, one)):
        taken = keda.annotation("scaledobject.keda.sh/transfer-hpa-ownership")
        vouched = hpa.annotation("validations.keda.sh/hpa-ownership")
        named = keda["spec.advanced.horizontalPodAutoscalerConfig.name"]
        if (vouched.written and vouched.text != "true") or (
            taken.written and taken.text != "false" and (named.unknown or named.text == hpa.name)
        ):
            return True
    return not one.name or not other.name
