r"""A mounted host path is a way out of the container and binds it to one node.

What is written there changes the machine for all its pods, what is read there may be the credentials of the kubelet.
The data is gone, or somebody else's, when the pod moves to another node. Use an `emptyDir`, a PersistentVolumeClaim or
a projected volume; where the host's file is really meant, mount the one file, and `readOnly: true`.

For an agent of the node (a DaemonSet) and in compose files only writing to the system's own folders counts. Silent are devices, time zones
and public certificates that are only read, volumes nobody mounts, and sockets: `runtime-socket-mounted` knows the bad one.
Source: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers: [{name: cart, volumeMounts: [{name: etc, mountPath: /host}, {name: data, mountPath: /data}]}]
      volumes:
        - {name: etc, hostPath: {path: /etc}}  #~ /etc} @high
        - {name: data, hostPath: {path: /srv/cart}}  #~ /srv/cart @medium
```
```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: reader}
spec:
  containers:
    - {name: one, volumeMounts: [{name: kubelet, mountPath: /k, readOnly: true}, {name: data, mountPath: /d, readOnly: true}]}
  volumes:
    - {name: kubelet, hostPath: {path: /var/lib/kubelet/}}  #~ /var/lib/kubelet/ @medium
    - {name: data, hostPath: {path: /srv/data}}  #~ /srv/data @low
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: authorities-to-change}
spec:
  template:
    spec:
      containers: [{name: proxy, volumeMounts: [{name: certs, mountPath: /etc/ssl/certs}]}]
      volumes: [{name: certs, hostPath: {path: /etc/ssl/certs}}]  #~ /etc/ssl/certs @medium
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: cni}
spec:
  template:
    spec:
      containers: [{name: install, volumeMounts: [{name: bin, mountPath: /host/bin}, {name: root, mountPath: /host}]}]
      volumes: [{name: bin, hostPath: {path: /opt/cni/bin}}, {name: root, hostPath: {path: /}}]  #~ /}}] @medium
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: node-exporter}
spec:
  template:
    spec:
      containers: [{name: node-exporter, volumeMounts: [{name: root, mountPath: /host, readOnly: true}]}]
      volumes: [{name: root, hostPath: {path: /}}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          volumeMounts:
            - {name: zone, mountPath: /etc/localtime, readOnly: true}
            - {name: authorities, mountPath: /etc/ssl/certs, readOnly: true}
            - {name: gpu, mountPath: /dev/dri}
      volumes:
        - {name: zone, hostPath: {path: /etc/localtime}}
        - {name: authorities, hostPath: {path: /etc/ssl/certs}}
        - {name: gpu, hostPath: {path: /dev/dri}}
        - {name: unused, hostPath: {path: /etc}}
        - {name: scratch, emptyDir: {}}
        - {name: identity, hostPath: {path: /run/spire/sockets/agent.sock}}
```
```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, volumes: ["/etc:/host"]}  #~ "/etc:/host" @medium
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, volumes: ["./src:/app", "/srv/shop:/data", "data:/more", "/proc:/host/proc:ro", "~/.cache:/c"]}
volumes: {data: {}}
```
"""

from predeploy import Findings, Severity, Workload, pattern, rule

_SENSITIVE = pattern(
    r"/|/(?:boot|dev|etc|home|lib|proc|root|sys|usr|run|var|var/(?:run|lib|lib/kubelet|lib/docker)|etc/kubernetes)(?:/pki|/manifests)?"
)
_HARMLESS = pattern(r"/dev/.+|/.*\.sock|/(?:var/)?run/(?:netns|.+/sockets?)")
_HARMLESS_TO_READ = pattern(
    r"/etc/(?:localtime|timezone|ssl/certs|pki/.*|ca-certificates|machine-id|os-release)|/usr/(?:local/)?share/.*|/lib/modules"
)

_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@rule(
    "medium",
    since="0.1",
    keys=("hostPath",),
    severities=("high", "low"),
    replaces={
        "kube-linter": ("sensitive-host-mounts", "writable-host-mount"),
        "polaris": "hostPathSet",
        "trivy": ("KSV-0023", "KSV-0121"),
        "kubescape": ("C-0045", "C-0048"),
    },
)
def host_path_mounted(workload: Workload) -> Findings:
    for volume in workload.pod["volumes"]:
        path = volume["hostPath.path"]
        if path.text is None:
            continue
        text = path.text.rstrip("/") or "/"
        written = _written(workload, volume["name"].text)
        if written is None or _HARMLESS.fullmatch(text):
            continue
        # on a single host it is usual to keep data in a folder of the host
        agent = workload.kind == "DaemonSet" or workload.platform == "compose"
        sensitive = _SENSITIVE.fullmatch(text) is not None
        public = _HARMLESS_TO_READ.fullmatch(text) is not None
        if (agent and not (written and sensitive)) or (public and not written):
            continue
        step = 1 + agent - (written and sensitive) + (not written and not sensitive)
        does = "may change" if written else "reads"
        advice = (
            "mount it with readOnly: true"
            if public
            else "use a volume of its own"
            if written
            else "mount only the file it needs"
        )
        said = f"{workload.kind} `{workload.name}` {does} {path.text} of {workload.spelled('its node')}; {advice}"
        yield path.finding(said, severity=_SEVERITIES[step])


def _written(workload: Workload, volume: str | None) -> bool | None:
    """Does a container mount the volume so that it may write to it? None when none mounts it."""
    mounts = [m for c in workload.containers for m in c["volumeMounts"] if volume and m["name"].text == volume]
    return any(mount["readOnly"].absent or mount["readOnly"].is_false for mount in mounts) if mounts else None
