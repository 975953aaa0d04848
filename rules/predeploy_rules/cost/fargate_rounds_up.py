r"""A pod on Fargate that is a little too large pays for the next size.

Fargate adds 256 MB for its own work to what a pod requests, and takes the next size that holds both: 1 vCPU with 8 GB becomes
2 vCPU with 9 GB: https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html (as of 2026-11). Ask for 256 MB
less than the size.

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
          resources:
            requests: {cpu: "1", memory: 8Gi}  #~ 8Gi
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      containers: [{name: shop, resources: {requests: {cpu: "1", memory: 7936Mi}}}]
```
It takes a gigabyte more, not a CPU; a machine has no such sizes:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      containers: [{name: shop, resources: {requests: {cpu: "1", memory: 4Gi}}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, resources: {requests: {cpu: "1", memory: 8Gi}}}]}}}
```
"""

from predeploy import Findings, Workload, rule, virtual_node
from predeploy.data.fargate import EKS_ADDS, LARGEST_OF_EKS, SIZES

GB = 2.0**30
# vCPU → the most memory with it, in GB
MOST = {cores: sizes[-1] for cores, sizes in SIZES.items() if cores <= LARGEST_OF_EKS}


@rule("low", since="0.1", keys=("nodeSelector", "eks.amazonaws.com/fargate-profile"))
def fargate_rounds_up(workload: Workload) -> Findings:
    where = virtual_node(workload)
    if where is None or where.name != "EKS Fargate":
        return
    cpu, memory = workload.requested("cpu"), workload.requested("memory")
    size = next((one for one in MOST if cpu <= one), None)
    if size is None or size == max(MOST):
        return
    if (MOST[size] - EKS_ADDS) * GB < memory <= MOST[size] * GB:
        node = next(
            (
                one["resources.requests.memory"]
                for one in workload.containers
                if one["resources.requests.memory"].present
            ),
            None,
        )
        bigger = min(one for one in MOST if one > size)
        yield (workload.pod if node is None else node).finding(
            f"the pods of {workload.kind} `{workload.name}` ask for {memory / GB:g} GB, and Fargate adds {EKS_ADDS}: that is more than {size:g} vCPU"
            f" may have, so that {bigger:g} vCPU are paid for; ask for {MOST[size] - EKS_ADDS:g} GB at most",
            related=((where.place, "asks for Fargate"),),
        )
