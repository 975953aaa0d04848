r"""An autoscaler on utilization of something its containers do not request never scales.

Utilization is a share of the request. Where one container of the pod requests no CPU (or memory), there is nothing to
take a share of: the HorizontalPodAutoscaler reports FailedGetResourceMetric and stays where it is; KEDA refuses its
ScaledObject. A limit alone is enough, for it becomes the request. An autoscaler without metrics looks at CPU.
https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details and
https://keda.sh/docs/latest/scalers/cpu/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers:
        - {name: cart, image: "cart:1.4", resources: {requests: {cpu: 100m, memory: 64Mi}}}
        - {name: logs, image: "logs:1", resources: {requests: {memory: 64Mi}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}  #~ cpu
    - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: cart-again}
spec: {maxReplicas: 5, targetCPUUtilizationPercentage: 70, scaleTargetRef: {kind: Deployment, name: cart}}  #~ 70
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: cart}
spec:
  scaleTargetRef: {name: cart}
  triggers: [{type: cpu, metricType: Utilization, metadata: {value: "70"}}]  #~ cpu
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      initContainers: [{name: migrate, image: "migrate:1"}]
      containers:
        - {name: cart, image: "cart:1.4", resources: {limits: {cpu: 1}}}
        - {name: logs, image: "logs:1", resources: {requests: {memory: 64Mi}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
  metrics:
    - {type: ContainerResource, containerResource: {name: cpu, container: cart, target: {type: Utilization, averageUtilization: 70}}}
    - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 500Mi}}}
    - {type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: "5"}}}
```
```yaml good
# a LimitRange gives the request
apiVersion: v1
kind: LimitRange
metadata: {name: defaults}
spec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: cart}}
```
```yaml good
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: elsewhere}}
```
"""

from collections.abc import Iterator

from predeploy import Autoscaler, Findings, Node, Project, Workload, rule

OLD_METRICS = "autoscaling.alpha.kubernetes.io/metrics"


@rule("high", since="0.1")
def autoscaler_without_requests(autoscaler: Autoscaler, project: Project) -> Findings:
    workload = project.target(autoscaler)
    if (
        not isinstance(workload, Workload)
        or not workload.pod["resources"].absent
        or not project.complete_for(autoscaler)
    ):
        return
    if any(one.namespace in ("", workload.namespace) for one in project.kinds("LimitRange")):
        return
    running = [container for container in workload.containers if container.role in ("app", "sidecar")]
    for resource, only, place in measured(autoscaler):
        without = [
            container
            for container in running
            if only in (None, container["name"].text)
            and all(container["resources"][part].key(resource).absent for part in ("requests", "limits"))
        ]
        if without:
            names = ", ".join(f"`{container.name}`" for container in without)
            yield place.finding(
                f"{autoscaler.kind} `{autoscaler.name}` scales by {resource} utilization, but {names} of {workload.kind} `{workload.name}`"
                f" requests no {resource}: it never scales; set a request",
                related=tuple((container["name"], f"no request of {resource}") for container in without),
            )


def measured(autoscaler: Autoscaler) -> Iterator[tuple[str, str | None, Node]]:
    """(resource, container or None for all, place) of each metric that is a share of a request."""
    spec = autoscaler["spec"]
    for trigger in spec["triggers"]:
        if trigger["type"].text in ("cpu", "memory") and "Utilization" in (
            trigger["metricType"].text,
            trigger["metadata.type"].text,
        ):
            yield str(trigger["type"].text), trigger["metadata.containerName"].text, trigger["type"]
    for metric in spec["metrics"]:
        for key in ("resource", "containerResource"):
            found = metric[key]
            share = found["target.averageUtilization"].present or found["targetAverageUtilization"].present
            if share and found["name"].text in ("cpu", "memory") and not found["container"].unknown:
                yield str(found["name"].text), found["container"].text, found["name"]
    percentage = spec["targetCPUUtilizationPercentage"]
    if percentage.present:
        yield "cpu", None, percentage
    elif (
        autoscaler.kind == "HorizontalPodAutoscaler"
        and percentage.absent
        and spec["metrics"].absent
        and autoscaler.annotation(OLD_METRICS).absent
    ):
        yield "cpu", None, autoscaler.target["name"]
