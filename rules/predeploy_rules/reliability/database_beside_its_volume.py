r"""A PostgreSQL whose volume lies beside its data loses it, or does not start.

Up to version 17 the image keeps its data in `/var/lib/postgresql/data`, which it declares a volume: whoever mounts the
folder above keeps an empty folder, and the data is gone with the container. From 18 on it is kept below
`/var/lib/postgresql`, and the image refuses to start when something is mounted at the old place.
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
          image: postgres:18.1
          volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]  #~ data
  volumeClaimTemplates: [{metadata: {name: data}}]
```
```yaml bad file=compose.yaml
services:
  db:
    image: postgres:16-alpine
    volumes:
      - data:/var/lib/postgresql  #~ data
volumes: {data: {}}
```
```yaml good file=compose.yaml
services:
  db:
    image: postgres:16-alpine
    volumes: [data:/var/lib/postgresql/data]
  new:
    image: postgres:18
    volumes: [new:/var/lib/postgresql]
  moved:
    image: postgres:16
    environment: {PGDATA: /var/lib/postgresql/mine}
    volumes: [moved:/var/lib/postgresql]
  latest:
    image: postgres
    volumes: [latest:/var/lib/postgresql]
volumes: {data: {}, new: {}, moved: {}, latest: {}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  containers:
    - name: db
      image: docker.io/library/postgres:17.2
      volumeMounts: [{name: home, mountPath: /var/lib/postgresql}, {name: data, mountPath: /var/lib/postgresql/data}]
    - name: backup
      image: registry.example.com/postgres-backup:16
      volumeMounts: [{name: home, mountPath: /var/lib/postgresql}]
```
"""

from predeploy import Findings, Node, Workload, pattern, rule

IMAGE = pattern(r"(?:docker\.io/|public\.ecr\.aws/docker/)?(?:library/)?postgres:([0-9]{1,2})(?![0-9])")
HOME = "/var/lib/postgresql"
MOVED = 18  # the first version that keeps its data elsewhere


@rule("high", since="0.1", platforms=("kubernetes", "compose"), keys=("mountPath",))
def database_beside_its_volume(workload: Workload) -> Findings:
    for container in workload.containers:
        found = IMAGE.match(container.image.text or "")
        if found is None:
            continue
        says = str([container[key].data for key in ("env", "environment", "command", "args")])
        if "PGDATA" in says or any(container[key].written for key in ("envFrom", "env_file")):
            continue
        new, places = int(found[1]) >= MOVED, mounted(workload, container.node)
        if new and f"{HOME}/data" in places and HOME not in places:
            yield places[f"{HOME}/data"].finding(
                f"container `{container.name}` mounts a volume at {HOME}/data, where PostgreSQL {found[1]} does not look: its image"
                f" refuses to start; mount it at {HOME}"
            )
        elif not new and HOME in places and f"{HOME}/data" not in places:
            yield places[HOME].finding(
                f"container `{container.name}` mounts a volume at {HOME}, but PostgreSQL {found[1]} keeps its data in a nameless volume"
                f" at {HOME}/data: it is lost with the container; mount it there"
            )


def mounted(workload: Workload, container: Node) -> dict[str, Node]:
    """Path → the mount."""
    if workload.platform == "compose":
        from predeploy import ComposeService  # what other runs need not load

        assert isinstance(workload, ComposeService)
        return {mount.target.rstrip("/"): mount.node for mount in workload.mounts} if workload.known("volumes") else {}
    if any(one["mountPath"].unknown for one in container["volumeMounts"]):
        return {}
    return {(one["mountPath"].text or "").rstrip("/"): one for one in container["volumeMounts"]}
