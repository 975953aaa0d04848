r"""A mount whose volume the pod does not have is refused.

The name of a volume mount must be that of one of the pod's volumes, or of a claim template of its StatefulSet. The API
server rejects the pod otherwise, mostly after a rename of only one of the two.
https://kubernetes.io/docs/concepts/storage/volumes/ (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          volumeMounts:
            - {name: config, mountPath: /etc/cart}
            - {name: cach, mountPath: /var/cache}  #~ cach
      volumes:
        - {name: config, configMap: {name: cart}}
        - {name: cache, emptyDir: {}}
```
```yaml bad
kind: CronJob
metadata: {name: pack}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers: [{name: pack, image: "pack:1", volumeDevices: [{name: disk, devicePath: /dev/xvda}]}]  #~ disk
```
```yaml good
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers: [{name: db, image: "db:1", volumeMounts: [{name: data, mountPath: /data}, {name: tmp, mountPath: /tmp}]}]
      volumes: [{name: tmp, emptyDir: {}}]
  volumeClaimTemplates: [{metadata: {name: data}}]
```
```yaml good
# a kind whose controller may add volumes
apiVersion: apps.example.com/v1
kind: Deployment
metadata: {name: db}
spec: {template: {spec: {containers: [{name: db, image: "db:1", volumeMounts: [{name: data, mountPath: /data}]}]}}}
```
```yaml good
# part of an object, to be merged into another that has the volume
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, volumeMounts: [{name: cache, mountPath: /cache}]}]}}}
```
"""

from predeploy import Container, Findings, rule, similar

# Kinds that Kubernetes itself turns into pods; other controllers may add volumes of their own
BUILT_IN = (
    *("Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"),
    "AWS::ECS::TaskDefinition",
)

ALIKE = ("serving.knative.dev", "run.googleapis.com", "apps.openshift.io")


@rule("high", since="0.1", keys=("volumeMounts", "volumeDevices"))
def mount_without_volume(container: Container) -> Findings:
    workload = container.workload
    built_in = workload.kind in BUILT_IN and "." not in workload.group
    if not (built_in or workload.group in ALIKE) or workload["apiVersion"].unknown or container.image.absent:
        return
    lists = (workload.pod["volumes"], workload["spec.volumeClaimTemplates"])
    items = [item for found in lists for item in found]
    names = [(item["name"] if item["name"].written else item["metadata.name"]).text for item in items]
    if any(found.unknown for found in lists) or None in names:
        return
    for mounts in (container["volumeMounts"], container["volumeDevices"]):
        for mount in mounts:
            name = mount["name"].text
            if name is not None and name not in names:
                near = similar(name, [n for n in names if n])
                hint = f"did you mean `{near}`?" if near else "add the volume or drop the mount"
                yield mount["name"].finding(
                    f"container `{container.name}` mounts `{name}`, but there is no such volume: {workload.authority} refuses it;"
                    f" {hint}"
                )
