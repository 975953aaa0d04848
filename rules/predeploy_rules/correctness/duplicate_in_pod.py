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

from predeploy import Findings, Node, Workload, rule


@rule("high", since="0.1")
def duplicate_in_pod(workload: Workload) -> Findings:
    containers = list(workload.containers)
    groups = [
        ("container called", [container["name"] for container in containers]),
        ("volume called", [volume["name"] for volume in workload.pod["volumes"]]),
        *(
            (f"mount of `{container.name}` on", [mount["mountPath"] for mount in container["volumeMounts"]])
            for container in containers
        ),
    ]
    for what, names in groups:
        if len({name.value for name in names if name.value.__class__ is str}) == len(names):
            continue  # as nearly always
        seen: dict[str, Node] = {}
        for name in names:
            first = name if name.text is None else seen.setdefault(name.text, name)
            if first is not name:
                yield name.finding(
                    f"{workload.kind} `{workload.name}` has a second {what} `{name.text}`: {workload.authority} refuses it",
                    related=((first, "the first"),),
                )
