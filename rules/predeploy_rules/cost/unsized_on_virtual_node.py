r"""A pod without requests gets the size that its virtual node gives everyone, and pays for it.

Fargate gives it 0.25 vCPU and 0.5 GB, Alibaba's elastic instances 1 vCPU and 2 GiB for a container:
https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html,
https://www.alibabacloud.com/help/en/eci/user-guide/specify-resources (both as of 2026-11). Too little, and it is killed; too
much, and it is paid for. Say what it needs.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {alibabacloud.com/eci: "true"}}
    spec:
      containers:
        - name: shop  #~ shop
          image: registry.example.com/shop:1.4
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {alibabacloud.com/eci: "true"}}
    spec: {containers: [{name: shop, image: "registry.example.com/shop:1.4", resources: {limits: {cpu: 500m, memory: 1Gi}}}]}
```
An annotation says it for the pod; a machine has no such default:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {alibabacloud.com/eci: "true"}, annotations: {k8s.aliyun.com/eci-use-specs: 2-4Gi}}
    spec: {containers: [{name: shop, image: "registry.example.com/shop:1.4"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, image: "registry.example.com/cart:1.4"}]}}}
```
"""

from predeploy import Container, Findings, Project, rule, virtual_node

SPECS = "k8s.aliyun.com/eci-use-specs"


@rule("low", since="0.1", swallows=("missing-requests",))
def unsized_on_virtual_node(container: Container, project: Project) -> Findings:
    workload = container.workload
    where = virtual_node(workload) if container.role in ("app", "sidecar") else None
    if where is None or not where.default_size or container.image.absent:
        return
    if workload.pod_annotation(SPECS).written or project.of_kind("LimitRange", workload):
        return
    resources = (container["resources"], workload.pod["resources"])
    if all(one.absent or (one["requests"].absent and one["limits"].absent) for one in resources):
        yield container.finding(
            f"container `{container.name}` says no size: on {where.name} it gets, and pays for, {where.default_size}; set resources.requests",
            related=((where.place, f"asks for {where.name}"),),
        )
