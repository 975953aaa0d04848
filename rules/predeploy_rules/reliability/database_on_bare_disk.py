r"""A PostgreSQL whose data folder is the root of a new disk refuses to start.

Disks of the clouds come formatted with ext4, whose root has a folder `lost+found`: initdb finds that its folder is not
empty, and gives up. With disks of other kinds it works, so that it shows on the first cloud only. Keep the data one folder
below, with `PGDATA` or with `subPath`; the image does so by itself from version 18 on.
https://github.com/docker-library/docs/blob/master/postgres/README.md#pgdata (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers:
        - name: db
          image: postgres:16.3
          volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]  #~ data
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}}]
```
```yaml good
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers:
        - name: db
          image: postgres:16.3
          volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data, subPath: pgdata}]
        - name: other
          image: postgres:16.3
          env: [{name: PGDATA, value: /var/lib/postgresql/data/pgdata}]
          volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]
        - name: new
          image: postgres:18.1
          volumeMounts: [{name: data, mountPath: /var/lib/postgresql}]
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}}]
```
```yaml good
# a folder of the node, a disk in memory, or one that is shared as files
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: shared}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 10Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  containers:
    - {name: one, image: "postgres:16.3", volumeMounts: [{name: scratch, mountPath: /var/lib/postgresql/data}]}
    - {name: two, image: "postgres:16.3", volumeMounts: [{name: shared, mountPath: /var/lib/postgresql/data}]}
  volumes: [{name: scratch, emptyDir: {}}, {name: shared, persistentVolumeClaim: {claimName: shared}}]
```
"""

from predeploy import Document, Findings, Node, Project, Workload, pattern, rule

IMAGE = pattern(r"(?:docker\.io/|public\.ecr\.aws/docker/)?(?:library/)?postgres:([0-9]{1,2})(?![0-9])")
HOME = "/var/lib/postgresql/data"
BELOW = 18  # the first version whose image keeps its data in a folder of its own
SINGLE = ("ReadWriteOnce", "ReadWriteOncePod")


@rule("medium", since="0.1", platforms=("kubernetes",))
def database_on_bare_disk(workload: Workload, project: Project) -> Findings:
    for container in workload.containers:
        image = container.image.text or ""
        found = IMAGE.match(image) if "postgres:" in image else None
        if found is None:
            continue
        says = str([container[key].data for key in ("env", "command", "args")])
        hidden = container["envFrom"].written or any(entry["name"].unknown for entry in container["env"])
        if int(found[1]) >= BELOW or "PGDATA" in says or hidden:
            continue
        for mount in container["volumeMounts"]:
            bare = mount["subPath"].absent and mount["subPathExpr"].absent
            if (
                bare
                and (mount["mountPath"].text or "").rstrip("/") == HOME
                and disk(mount["name"].text, workload, project)
            ):
                yield mount.finding(
                    f"container `{container.name}` keeps the data of PostgreSQL {found[1]} in the root of its disk, where `lost+found`"
                    " lies on most clouds: initdb refuses a folder that is not empty; set PGDATA to"
                    f" {HOME}/pgdata, or a subPath"
                )


def disk(name: str | None, workload: Workload, project: Project) -> bool:
    """Is it a disk for one node, which a class of storage makes?"""
    for claim in workload["spec.volumeClaimTemplates"]:
        if name and claim["metadata.name"].text == name:
            return single(claim["spec"])
    for volume in workload.pod["volumes"]:
        if name and volume["name"].text == name:
            found = project.named(
                Document, "PersistentVolumeClaim", volume["persistentVolumeClaim.claimName"].text, workload
            )
            return isinstance(found, Document) and single(found["spec"])
    return False


def single(spec: Node) -> bool:
    """Folders of the node (`volumeName`, no or a local class) have no `lost+found`."""
    local = spec["volumeName"].written or spec["storageClassName"].text in (
        "",
        "manual",
        "local-path",
        "hostpath",
        "standard",
    )
    unknown = spec["storageClassName"].unknown or spec["accessModes"].unknown
    return not local and not unknown and all(mode.text in SINGLE for mode in spec["accessModes"])
