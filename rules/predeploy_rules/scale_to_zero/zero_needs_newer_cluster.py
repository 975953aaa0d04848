r"""An older cluster refuses an autoscaler that begins at zero.

A HorizontalPodAutoscaler may have `minReplicas: 0` from Kubernetes 1.37 on; before, only where the feature gate
HPAScaleToZero was switched on by hand: https://kubernetes.io/blog/2026/09/02/kubernetes-v1-37-hpa-scale-to-zero-beta
(as of 2026-11). Keep one pod, scale with KEDA, or upgrade first.

```yaml bad target={kubernetes: "1.34"}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {kind: Deployment, name: packer}, minReplicas: 0, metrics: [{type: External}]}  #~ 0 @high
```
Nobody said which version it is:
```yaml bad
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {kind: Deployment, name: packer}, minReplicas: 0, metrics: [{type: External}]}  #~ 0 @info
```
```yaml good target={kubernetes: "1.37"}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {kind: Deployment, name: packer}, minReplicas: 0, metrics: [{type: External}]}
```
```yaml good target={kubernetes: "1.34"}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {kind: Deployment, name: packer}, minReplicas: 1}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec: {scaleTargetRef: {name: sorter}, minReplicaCount: 0}
```
"""

from predeploy import Autoscaler, Findings, Target, rule

SINCE = (1, 37)  # source above


@rule("high", since="0.1", kinds=("HorizontalPodAutoscaler",), severities=("info",))
def zero_needs_newer_cluster(autoscaler: Autoscaler, target: Target) -> Findings:
    new_enough = target.kubernetes_at_least(*SINCE)
    if autoscaler.floor.value == 0 and not new_enough:
        here = (
            "which version this is for was not said"
            if target.kubernetes is None
            else "this is for {}.{}".format(*target.kubernetes)
        )
        yield autoscaler.floor.finding(
            f"minReplicas 0 needs Kubernetes {SINCE[0]}.{SINCE[1]} or the feature gate HPAScaleToZero; {here}",
            severity="high" if new_enough is False else "info",
        )
