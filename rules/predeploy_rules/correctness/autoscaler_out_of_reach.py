r"""An autoscaler whose target lies beyond the limits of its pods never adds one.

A pod cannot use more than its limits, and the autoscaler does nothing until the use is a tenth above its target
(`tolerance`): with requests that equal the limits, 95 % can never be exceeded by that much, and an `averageValue` of
`70` of CPU means seventy cores. Under load the pods are throttled or killed while it looks on.
https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details (tolerance 0.1, as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
        - name: shop
          image: shop:1.4
          resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: 500m, memory: 1Gi}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 95}}}  #~ 95
    - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 2Gi}}}  #~ 2Gi
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {spec: {containers: [{name: shop, image: "shop:1.4", resources: {requests: {cpu: 100m}}}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 70}}}]  #~ 70
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: shop
          image: shop:1.4
          resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: 500m, memory: 2Gi}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
    - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 150}}}
    - {type: ContainerResource, containerResource: {name: cpu, container: shop, target: {type: AverageValue, averageValue: 300m}}}
```
```yaml good
# a proxy is put into these pods, with limits of its own; the other has no limit of CPU
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {sidecar.istio.io/inject: "true"}}
    spec: {containers: [{name: shop, image: "shop:1.4", resources: {limits: {cpu: 500m}}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1.4", resources: {requests: {cpu: 500m}}}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 95}}}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 200}}}]
```
"""

from predeploy import Autoscaler, Findings, Node, Project, Workload, rule

TOLERANCE = 1.1
MOST = 64.0  # cores that no pod uses on average without saying so
INJECTED = ("istio", "linkerd", "inject", "sidecar", "dapr.io", "topology.kubernetes")


@rule("medium", since="0.1")
def autoscaler_out_of_reach(autoscaler: Autoscaler, project: Project) -> Findings:
    workload = project.target(autoscaler)
    if (
        not isinstance(workload, Workload)
        or workload.pod["resources"].written
        or autoscaler["spec.behavior.scaleUp"].written
    ):
        return
    marks = [workload.template["metadata.labels"], workload.template["metadata.annotations"]]
    if any(mark.unknown or any(word in str(key) for key, _ in mark.items() for word in INJECTED) for mark in marks):
        return
    for metric in autoscaler.metrics:
        for measured in (metric["resource"], metric["containerResource"]):
            resource, only = measured["name"].text, measured["container"]
            if resource not in ("cpu", "memory") or only.unknown:
                continue
            request, limit = (total(workload, part, resource, only.text) for part in ("requests", "limits"))
            share, value = measured["target.averageUtilization"], measured["target.averageValue"]
            most = limit / request * 100 if request > 0 else float("nan")
            who = f"{autoscaler.kind} `{autoscaler.name}`"
            if share.number * TOLERANCE >= most:
                yield share.finding(
                    f"{who} adds a pod at {share.number * TOLERANCE:.5g} % of the requested {resource} ({share.text} % and its tolerance of a"
                    f" tenth), but the limits of {workload.kind} `{workload.name}` allow {most:.5g} %: it never does; aim lower",
                    related=((workload.pod["containers"], "requests and limits"),),
                )
            elif value.quantity * TOLERANCE >= limit or (resource == "cpu" and value.quantity >= MOST):
                yield value.finding(
                    f"{who} adds a pod at an average of `{value.text}` of {resource}, which the pods of {workload.kind} `{workload.name}`"
                    " never use: "
                    + ("a number without `m` means whole cores" if resource == "cpu" else "their limit is lower"),
                    related=((workload.pod["containers"], "requests and limits"),),
                )


def total(workload: Workload, part: str, resource: str, only: str | None) -> float:
    """What the containers of a pod request, or may use, together; NaN where one of them says nothing."""
    counted = [
        one for one in workload.containers if one.role in ("app", "sidecar") and only in (None, one["name"].text)
    ]
    return sum(said(one["resources"], part).key(resource).quantity for one in counted) if counted else float("nan")


def said(resources: Node, part: str) -> Node:
    return resources["limits"] if part == "requests" and resources["requests"].absent else resources[part]
