r"""An autoscaler that points at what has no number of pods does nothing.

An autoscaler, KEDA's too, changes the `scale` of its target. A DaemonSet has one pod a node, a Job as many as its work, and
a SidecarSet none: they have no `scale`
(https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/, https://keda.sh/docs/latest/concepts/scaling-deployments/;
of OpenKruise only CloneSet, StatefulSet and UnitedDeployment have one, all as of 2026-11).

```yaml bad
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: agent}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: DaemonSet  #~ DaemonSet
    name: agent
  maxReplicas: 5
```
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {apiVersion: batch/v1, kind: Job, name: packer}  #~ Job
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
```
```yaml good
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: shop}, maxReplicas: 5}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
```
A kind of somebody else that has the same name:
```yaml good
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: solver}
spec: {scaleTargetRef: {apiVersion: batch.example.com/v1, kind: Job, name: solver}, maxReplicas: 5}
```
"""

from predeploy import Autoscaler, Findings, rule

UNSCALABLE = {
    "": ("Pod", "PodTemplate"),
    "apps": ("DaemonSet",),
    "batch": ("Job", "CronJob"),
    "apps.kruise.io": ("DaemonSet", "BroadcastJob", "AdvancedCronJob", "SidecarSet"),
}


@rule("high", since="0.1")
def autoscaler_of_unscalable(autoscaler: Autoscaler) -> Findings:
    api, kind = autoscaler.target["apiVersion"], autoscaler.target["kind"]
    group = (api.text or "").rpartition("/")[0]
    if api.text is not None and kind.text in UNSCALABLE.get(group, ()):
        yield kind.finding(
            f"{autoscaler.kind} `{autoscaler.name}` scales {kind.text} `{autoscaler.target['name'].text}`, and a {kind.text} has no number of"
            " pods to change: it does nothing"
        )
