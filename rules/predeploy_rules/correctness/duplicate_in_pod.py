r"""Two parts of a pod with one name, or two mounts on one path, are refused.

Containers (init containers included), volumes and mount paths must each be unique within a pod or container. The API
server rejects the pod; it happens when a block is copied, or when a chart adds a part that the values add as well.
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers: [{name: cart, image: "wait:1"}]  #~ cart
      containers:
        - name: cart
          image: cart:1.4
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: cache, mountPath: /tmp}  #~ /tmp
      volumes:
        - {name: tmp, emptyDir: {}}
        - {name: cache, emptyDir: {}}
        - {name: tmp, configMap: {name: tmp}}  #~ tmp
```
```yaml good
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers: [{name: wait, image: "wait:1", volumeMounts: [{name: tmp, mountPath: /tmp}]}]
      containers:
        - name: cart
          image: cart:1.4
          volumeMounts: [{name: tmp, mountPath: /tmp}, {name: tmp, mountPath: /var/tmp, subPath: var}]
      volumes: [{name: tmp, emptyDir: {}}]
```
```yaml good
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers: [{name: "${NAME}", image: "cart:1.4"}, {name: "${NAME}", image: "cart:1.4"}]
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Workload, rule


@rule("high", since="0.1")
def duplicate_in_pod(workload: Workload) -> Findings:
    for what, names in groups(workload):
        seen: dict[str, Node] = {}
        for name in names:
            first = name if name.text is None else seen.setdefault(name.text, name)
            if first is not name:
                yield name.finding(
                    f"{workload.kind} `{workload.name}` has a second {what} `{name.text}`: {workload.authority} refuses it",
                    related=((first, "the first"),),
                )


def groups(workload: Workload) -> Iterator[tuple[str, list[Node]]]:
    """Names that must not be the same, and what to call them; most lists have a single entry."""
    containers, volumes = list(workload.containers), list(workload.pod["volumes"])
    if len(containers) > 1:
        yield "container called", [container["name"] for container in containers]
    if len(volumes) > 1:
        yield "volume called", [volume["name"] for volume in volumes]
    for container in containers:
        mounts = list(container["volumeMounts"])
        if len(mounts) > 1:
            yield f"mount of `{container.name}` on", [mount["mountPath"] for mount in mounts]
