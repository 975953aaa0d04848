r"""A container that is told to run as root has root's way out of it.

Root inside is root outside as soon as anything else gives way: a mounted host path, a bug of the kernel or of the
runtime. Give the image a user of its own and say `runAsNonRoot: true`. Only what is said counts here, wherever it is
said, on the pod or on the container; a container about which nothing is said is a matter for `unhardened-container`.

A container that must not be root (`runAsNonRoot: true`) and is told to be (`runAsUser: 0`) is refused by the kubelet.
For an agent of the node (a DaemonSet) it is a reminder only.
Silent in a user namespace (`hostUsers: false`), where root is nobody outside, and for privileged containers.
Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      securityContext:
        runAsUser: 0  #~ 0 @medium
      containers: [{name: cart, image: "shop:1.4"}, {name: proxy, image: "proxy:2"}]
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          securityContext: {runAsUser: 1000}
          initContainers:
            - {name: chown, image: "busybox:1", securityContext: {runAsUser: 0}}  #~ 0 @low
          containers:
            - {name: report, image: "report:1", securityContext: {runAsUser: 0}}  #~ 0 @medium
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello}
spec:
  template:
    spec:
      containers: [{image: "hello:1", securityContext: {runAsNonRoot: false}}]  #~ false @low
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {template: {spec: {containers: [{name: agent, securityContext: {runAsUser: 0, runAsNonRoot: false}}]}}}  #~ 0 @info
```
```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: refused}
spec:
  securityContext: {runAsNonRoot: true}
  containers: [{name: cart, image: "shop:1.4", securityContext: {runAsUser: 0}}]  #~ 0 @high
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: container-over-pod}
spec:
  template:
    spec:
      securityContext: {runAsUser: 0, runAsNonRoot: false}
      containers: [{name: cart, image: "shop:1.4", securityContext: {runAsUser: 1000, runAsNonRoot: true}}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: another-user-all-the-same}
spec: {template: {spec: {securityContext: {runAsNonRoot: false, runAsUser: 65532}, containers: [{name: cart}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: root-of-its-own-user-namespace}
spec: {template: {spec: {hostUsers: false, securityContext: {runAsUser: 0}, containers: [{name: cart}]}}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: driver}
spec: {template: {spec: {containers: [{name: driver, securityContext: {privileged: true, runAsUser: 0}}]}}}
```
```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, user: root}  #~ root
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, user: "1000:0"}
  api: {image: shop:1.4, user: shop}
  job: {image: shop:1.4}
```
"""

from predeploy import Container, Findings, Node, Severity, Workload, rule


@rule(
    "medium",
    since="0.1",
    keys=("runAsUser", "runAsNonRoot"),
    severities=("high", "low", "info"),
    replaces={"kube-linter": "run-as-non-root", "trivy": "KSV-0105", "popeye": ("302", "306")},
)
def runs_as_root(workload: Workload) -> Findings:
    users = workload.pod["hostUsers"]
    if not (users.absent or users.is_true):
        return
    deciding: dict[int, tuple[Node, list[Container]]] = {}
    for container in workload.containers:
        privileged = container["securityContext.privileged"]
        node = _says_root(container)
        if node is not None and container.role != "ephemeral" and (privileged.absent or privileged.is_false):
            deciding.setdefault(hash(node.path), (node, []))[1].append(container)
    for node, containers in deciding.values():
        several = len(containers) > 1
        who = f"container{'s' * several} " + " and ".join(f"`{one.name}`" for one in containers)
        if node.name == "runAsNonRoot":
            yield node.finding(f"{who} may run as root; set runAsNonRoot: true", severity="low")
        elif any(one.security("runAsNonRoot").is_true for one in containers):
            told = (
                "are told to run as root (runAsUser: 0) though they"
                if several
                else "is told to run as root (runAsUser: 0) though it"
            )
            yield node.finding(
                f"{who} {told} must not (runAsNonRoot: true): {'they' if several else 'it'} will not start",
                severity="high",
            )
        else:
            severity: Severity = "low" if all(one.role == "init" for one in containers) else "medium"
            severity = "info" if workload.kind == "DaemonSet" else severity
            yield node.finding(
                f"{who} {'run' if several else 'runs'} as root ({workload.spelled('runAsUser: 0')}); give"
                f" {'them users of their' if several else 'it a user of its'} own",
                severity=severity,
            )


def _says_root(container: Container) -> Node | None:
    """The setting that makes it root, or lets it be."""
    user, non_root = container.security("runAsUser"), container.security("runAsNonRoot")
    if user.number == 0:
        return user
    return non_root if non_root.is_false and user.absent else None
