r"""A workload that is scaled to zero by what its pods measure never wakes.

CPU and memory are measured in pods; when there are none, there is no measure, and nothing says that one is needed. Both
the autoscaler and KEDA refuse it: https://keda.sh/docs/latest/scalers/cpu/ and
https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/ (as of 2026-11). KEDA's floor is 0
unless something else is said. Keep one pod, or add a metric from outside: a queue, a rate of requests.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:  #~ triggers
    - {type: cpu, metricType: Utilization, metadata: {value: "70"}}
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - {type: cpu, metricType: Utilization, metadata: {value: "70"}}
  minReplicaCount: 1
```
```yaml bad target={kubernetes: "1.37"}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec:
  scaleTargetRef: {kind: Deployment, name: packer}
  minReplicas: 0
  metrics: [{type: Resource, resource: {name: cpu}}, {type: Pods}]  #~ metrics
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 1, triggers: [{type: cpu}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec: {scaleTargetRef: {name: sorter}, triggers: [{type: cpu}, {type: rabbitmq}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: half-written}
spec: {scaleTargetRef: {name: sorter}}
```
```yaml good
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {kind: Deployment, name: packer}, minReplicas: 0, metrics: [{type: Resource}, {type: External}]}
```
"""

from predeploy import Autoscaler, Findings, Intent, rule


@rule("high", since="0.1")
def metric_needs_a_pod(autoscaler: Autoscaler, intent: Intent) -> Findings:
    metrics = autoscaler.metrics
    if autoscaler.floor.value == 0 and autoscaler.of_pods_alone:
        types = {str(metric["type"].text) for metric in metrics}
        meant = intent.idle.stated and intent.idle.value == "zero"
        yield metrics.finding(
            f"{autoscaler.kind} `{autoscaler.name}` scales to zero by {', '.join(sorted(types))} alone: without"
            f" a pod there is no measure, and nothing wakes it; {'' if meant else 'keep one pod or '}add a metric from outside",
            fix=None if meant else autoscaler.floor.replace(1, safe=False),
        )
