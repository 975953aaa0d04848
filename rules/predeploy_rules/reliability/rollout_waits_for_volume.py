r"""A rolling update whose new pod cannot mount the volume of the old one hangs.

A claim with ReadWriteOnce is attached to one node at a time. A Deployment starts the new pod before it ends the old one;
when the new one lands on another node it waits for a volume that the old one, waiting to be replaced, holds (Multi-Attach
error). Use `strategy: {type: Recreate}`, or `maxSurge: 0` with `maxUnavailable: 1`; for several replicas a StatefulSet
with a claim for each, or a volume that many nodes may mount.
https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes (as of 2026-11).

```yaml bad file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  template:
    spec:
      containers: [{name: db, image: "db:1"}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]  #~ db-data @low
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: db-data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
```
```yaml bad file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: uploads}
spec:
  replicas: 3
  strategy: {type: Recreate}
  template:
    spec:
      containers: [{name: uploads, image: "uploads:1"}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: files}}]  #~ files @medium
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
```
```yaml good file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  strategy: {type: Recreate}
  template: {spec: {containers: [{name: db}], volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: db-data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
```
```yaml good file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: uploads}
spec:
  replicas: 3
  template: {spec: {containers: [{name: uploads}], volumes: [{name: data, persistentVolumeClaim: {claimName: files}}]}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files}
spec: {accessModes: [ReadWriteOnce, ReadWriteMany], resources: {requests: {storage: 10Gi}}}
```
```yaml good file=all.yaml
# the old pod goes first; a local volume keeps the new one on its node
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}
  template: {spec: {containers: [{name: db}], volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec: {template: {spec: {containers: [{name: cache}], volumes: [{name: data, persistentVolumeClaim: {claimName: cache-data}}]}}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: db-data}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: cache-data}
spec: {accessModes: [ReadWriteOnce], storageClassName: local-path}
```
"""

from predeploy import Document, Findings, Node, Project, Scaling, Workload, rule

PINNED = ("nodeName", "nodeSelector", "affinity.nodeAffinity")


@rule("medium", since="0.1", severities=("low",), kinds=("Deployment",), swallows=("rollout-stops-everything",))
def rollout_waits_for_volume(workload: Workload, scaling: Scaling, project: Project) -> Findings:
    names = [volume["persistentVolumeClaim.claimName"] for volume in workload.pod["volumes"]]
    if not any(name.text for name in names) or any(not workload.pod[key].absent for key in PINNED):
        return
    pods = scaling.floor.value
    for name in names:
        claim = project.named(Document, "PersistentVolumeClaim", name.text, workload)
        if not isinstance(claim, Document) or not only_once(claim):
            continue
        at = ((claim["spec.accessModes"], "one node at a time"),)
        if pods > 1:
            yield name.finding(
                f"{pods:g} pods of Deployment `{workload.name}` share claim `{name.text}`, which one node at a time may mount:"
                f" those on other nodes never start; use a StatefulSet or ReadWriteMany",
                related=at,
            )
        elif pods == 1 and waits(workload["spec.strategy"]):
            yield name.finding(
                f"a rollout of Deployment `{workload.name}` hangs when the new pod lands on another node, for claim `{name.text}`"
                f" is held by the old one; use strategy Recreate",
                severity="low",
                related=at,
            )


def waits(strategy: Node) -> bool:
    """Does the new pod come before the old one goes?"""
    kind = strategy["type"]
    return not kind.unknown and kind.text != "Recreate" and strategy["rollingUpdate.maxSurge"].absent


def only_once(claim: Document) -> bool:
    """Can one node at a time mount it? Not said of volumes that lie on a node: these keep their pods there."""
    modes, where = claim["spec.accessModes"], claim["spec.storageClassName"]
    once = [mode.text in ("ReadWriteOnce", "ReadWriteOncePod") for mode in modes]
    local = where.unknown or any(word in (where.text or "") for word in ("local", "host", "manual"))
    return bool(once) and all(once) and not local
