r"""A container that requests more than its limit is refused.

The API server rejects a pod whose request for a resource is higher than its limit, so a Deployment makes no pods at
all; extended resources such as GPUs, and huge pages, must have a request that equals the limit.
https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ and
https://kubernetes.io/docs/tasks/configure-pod-container/extended-resource/ (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          resources:
            requests: {cpu: 250m, memory: 1Gi}  #~ 1Gi
            limits: {cpu: "1", memory: 512Mi}
```
```yaml bad
kind: Pod
metadata: {name: train}
spec:
  containers:
    - name: train
      image: train:1
      resources:
        requests: {nvidia.com/gpu: 1}  #~ 1
        limits: {nvidia.com/gpu: 2}
```
```yaml good
kind: Pod
metadata: {name: train}
spec:
  containers:
    - name: train
      image: train:1
      resources:
        requests: {nvidia.com/gpu: 1, memory: 1024Mi, cpu: 0.5}
        limits: {nvidia.com/gpu: "1", memory: 1Gi, cpu: 500m}
```
```yaml good
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: "web:1", resources: {requests: {memory: 1Gi}, limits: {cpu: 1}}}]}
```
"""

from predeploy import Container, Findings, rule


@rule("high", since="0.1", keys=("limits",))
def request_above_limit(container: Container) -> Findings:
    limits = container["resources.limits"]
    for resource, request in container["resources.requests"].items():
        limit = limits.key(resource)
        related = ((limit, f"limit {limit.text}"),)
        if limit.text is None or (limit.text.endswith("m") and resource != "cpu"):
            continue  # a misspelt one has a rule of its own
        if request.quantity > limit.quantity:
            yield request.finding(
                f"container `{container.name}` requests {request.text} of {resource}, above its limit of {limit.text}:"
                f" {container.document.authority} refuses it; lower the request or raise the limit",
                related=related,
            )
        elif request.quantity < limit.quantity and must_be_equal(resource):
            yield request.finding(
                f"container `{container.name}` requests {request.text} of {resource} and may have {limit.text}:"
                " the API server refuses the pod, for the two must be equal",
                related=related,
            )


def must_be_equal(resource: str) -> bool:
    """Extended resources and huge pages cannot be overcommitted."""
    domain, slash, _ = resource.partition("/")
    return resource.startswith("hugepages-") or (slash != "" and not domain.endswith("kubernetes.io"))
