r"""What a pod has written is gone when it is scaled to zero.

An emptyDir lives as long as its pod. What goes to zero loses it after each rest: uploads, a database file, sessions on disk.
A cache or scratch space may be lost; what must not belongs in a store outside the pod.
https://kubernetes.io/docs/concepts/storage/volumes/#emptydir (as of 2026-11)

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/shop:1.4
          volumeMounts: [{name: files, mountPath: /var/lib/shop/uploads}]
      volumes: [{name: files, emptyDir: {}}]  #~ files
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec: {scaleTargetRef: {name: shop}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop}
spec:
  template:
    spec: {containers: [{image: "registry.example.com/shop:1.4", env: [{name: DATABASE_URL, value: "sqlite:///shop.db"}]}]}  #~ "sqlite
```
A cache and scratch space may go; a claim stays; one pod always runs:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/shop:1.4
          volumeMounts: [{name: cache, mountPath: /var/lib/shop/cache}, {name: tmp, mountPath: /tmp}, {name: files, mountPath: /data}]
      volumes: [{name: cache, emptyDir: {}}, {name: tmp, emptyDir: {}}, {name: files, persistentVolumeClaim: {claimName: files}}]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec: {scaleTargetRef: {name: shop}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers: [{name: main, image: "registry.example.com/shop:1.4", volumeMounts: [{name: files, mountPath: /data}]}]
      volumes: [{name: files, emptyDir: {}}]
```
"""

from predeploy import Findings, Node, Scaling, Workload, pattern, rule, sleeps

KEPT = pattern(r"/(?:data|var/lib|uploads?|database|db|storage)(?:/|\Z)")
LOSABLE = pattern(r"cache|tmp|temp|scratch|run\b|sock|logs?\b")
SQLITE = pattern(r"sqlite3?:(?!.{0,20}:memory:)")


@rule("medium", since="0.1", tier="preview", platforms=("kubernetes",))
def state_lost_at_zero(subject: Workload, scaling: Scaling) -> Findings:
    if scaling.floor.value != 0 or not sleeps(scaling):
        return
    volumes = {volume["name"].text: volume for volume in subject.pod["volumes"] if volume["emptyDir"].written}
    claims = any(volume["persistentVolumeClaim"].written for volume in subject.pod["volumes"])
    for container in subject.containers:
        for mount in container["volumeMounts"] if container.role == "app" else ():
            path, volume = mount["mountPath"].text or "", volumes.get(mount["name"].text)
            if (
                volume is not None
                and volume["emptyDir.medium"].absent
                and KEPT.search(path)
                and not LOSABLE.search(path)
            ):
                yield from lost(subject, volume, f"what it writes to {path}", scaling)
        for entry in container["env"] if container.role == "app" and not claims else ():
            if SQLITE.match(entry["value"].text or ""):
                yield from lost(subject, entry["value"], "its SQLite database", scaling)


def lost(subject: Workload, place: Node, what: str, scaling: Scaling) -> Findings:
    yield place.finding(
        f"{subject.kind} `{subject.name}` goes to zero, and {what} goes with its pod; keep it in a store outside",
        related=((scaling.floor.node, "may be zero"),),
    )
