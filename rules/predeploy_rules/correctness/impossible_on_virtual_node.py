r"""A pod that asks a virtual node for what only a machine has does not work there.

Fargate, Alibaba's elastic instances and Azure Container Instances give a pod a place of its own, without a node around it: no
DaemonSet, and on the first two no privileged container and no network of the host
(https://docs.aws.amazon.com/eks/latest/userguide/fargate.html, https://www.alibabacloud.com/help/en/eci/user-guide/limits,
https://learn.microsoft.com/azure/aks/virtual-nodes, all as of 2026-11). Put what an agent does into the pod, or the pod on a machine.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      containers:
        - name: shop
          securityContext:
            privileged: true  #~ true
          ports:
            - containerPort: 8080
              hostPort: 80  #~ 80
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent  #~ agent
spec:
  template:
    metadata: {labels: {alibabacloud.com/eci: "true"}}
    spec: {hostNetwork: true, containers: [{name: agent}]}  #~ true
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      containers:
        - name: shop
          resources: {limits: {nvidia.com/gpu: 1}}  #~ 1
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}  #~ agent
spec:
  template:
    spec:
      nodeSelector: {kubernetes.io/role: agent, type: virtual-kubelet}
      tolerations: [{key: azure.com/aci, effect: NoSchedule}]
      containers: [{name: agent}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      containers: [{name: shop, livenessProbe: {httpGet: {path: /, port: 80}}, securityContext: {privileged: false}}]
```
Whether its probes are looked at depends on the version of the provider:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      nodeSelector: {kubernetes.io/role: agent, type: virtual-kubelet}
      tolerations: [{key: azure.com/aci, effect: NoSchedule}]
      containers: [{name: shop, livenessProbe: {httpGet: {path: /, port: 80}}}]
```
It may run there, and need not:
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    spec:
      hostNetwork: true
      tolerations: [{key: eks.amazonaws.com/compute-type, operator: Exists}, {key: azure.com/aci, operator: Exists}]
      containers: [{name: agent, securityContext: {privileged: true}}]
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Workload, rule, virtual_node


@rule("high", since="0.1", keys=("nodeSelector", "eks.amazonaws.com/fargate-profile", "alibabacloud.com/eci"))
def impossible_on_virtual_node(workload: Workload) -> Findings:
    where = virtual_node(workload)
    if where is None:
        return
    for what, node, words in _needs(workload):
        if what in where.lacks:
            yield node.finding(
                f"{workload.kind} `{workload.name}` is to run on {where.name}, which has no {words}: it does not work there",
                related=((where.place, f"asks for {where.name}"),),
            )


def _needs(workload: Workload) -> Iterator[tuple[str, Node, str]]:
    """What is needed, where that is said, and how it is called."""
    if workload.kind == "DaemonSet":
        yield "DaemonSet", workload["metadata.name"], "DaemonSets"
    if workload.pod["hostNetwork"].is_true:
        yield "hostNetwork", workload.pod["hostNetwork"], "network of a host"
    for volume in workload.pod["volumes"]:
        if volume["hostPath"].is_map:
            yield "hostPath", volume["hostPath"], "files of a host"
    for container in workload.containers:
        if container["securityContext.privileged"].is_true:
            yield "privileged", container["securityContext.privileged"], "privileged containers"
        for port in container["ports"]:
            if port["hostPort"].number > 0:
                yield "hostPort", port["hostPort"], "ports of a host"
        gpu = container["resources.limits"].key("nvidia.com/gpu")
        if gpu.number > 0:
            yield "GPU", gpu, "GPU"
