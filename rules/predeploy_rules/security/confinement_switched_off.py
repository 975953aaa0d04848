r"""A container whose confinement is switched off may try every door of the kernel.

`Unconfined` takes away the seccomp or AppArmor profile that the runtime would apply, `procMount: Unmasked` shows the
parts of /proc that are hidden because they lead out of the container. That is more than forgetting to ask for a profile:
RuntimeDefault blocks what hardly any program calls; for one that does, load a profile of its own (type: Localhost).
`Unmasked` is fine in a user namespace (`hostUsers: false`), and refused outside of one.
For an agent of the node (a DaemonSet) it is a reminder only. AppArmor's old annotation still counts; seccomp's ended with Kubernetes 1.27.
Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      securityContext:
        seccompProfile:
          type: Unconfined  #~ Unconfined
      containers: [{name: cart}, {name: proxy}]
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      securityContext:
        seccompProfile:
          type: RuntimeDefault
      containers: [{name: cart}, {name: proxy}]
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/cart: unconfined  #~ unconfined
    spec:
      containers:
        - name: cart
        - name: proxy
          securityContext: {appArmorProfile: {type: Unconfined}, procMount: Unmasked}  #~ Unconfined #~ Unmasked
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello}
spec: {template: {spec: {containers: [{image: "hello:1", securityContext: {seccompProfile: {type: Unconfined}}}]}}}  #~ Unconfined
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {template: {spec: {containers: [{name: agent, securityContext: {appArmorProfile: {type: Unconfined}}}]}}}  #~ Unconfined @info
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: the-container-knows-better}
spec:
  template:
    spec:
      securityContext: {seccompProfile: {type: Unconfined}}
      containers: [{name: cart, securityContext: {seccompProfile: {type: RuntimeDefault}, procMount: Default}}]
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: builder}
spec: {hostUsers: false, containers: [{name: builder, securityContext: {procMount: Unmasked}}]}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: driver}
spec: {template: {spec: {containers: [{name: driver, securityContext: {privileged: true, seccompProfile: {type: Unconfined}}}]}}}
```
"""

from collections.abc import Iterator

from predeploy import Container, Findings, Node, Severity, Workload, rule

_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"
_PROFILES = {"seccompProfile": "seccomp", "appArmorProfile": "AppArmor"}


@rule(
    "medium",
    since="0.1",
    keys=("seccompProfile", "appArmorProfile", "procMount", "annotations"),
    severities=("info",),
    replaces={
        "kube-linter": "unsafe-proc-mount",
        "polaris": "procMount",
        "kubesec": ("SeccompUnconfined", "ApparmorUnconfined"),
        "trivy": ("KSV-0027", "KSV-0104"),
    },
)
def confinement_switched_off(workload: Workload) -> Findings:
    seen: set[int] = set()
    for container in workload.containers:
        privileged = container["securityContext.privileged"]
        if container.role == "ephemeral" or not (privileged.absent or privileged.is_false):
            continue
        for node, what in _switched_off(container):
            if hash(node.path) not in seen:  # what the pod says is said once
                seen.add(hash(node.path))
                wanted = "Default" if what == "procMount" else "RuntimeDefault"
                fix = node.replace(wanted, safe=False) if node.text in ("Unconfined", "Unmasked") else None
                severity: Severity = "info" if workload.kind == "DaemonSet" else "medium"
                old = node.text == "unconfined"  # the annotation, which spells it its own way
                said = f"container `{container.name}` runs with {what} {node.text}; say {'runtime/default' if old else wanted}"
                yield node.finding(said, fix=fix, severity=severity)


def _switched_off(container: Container) -> Iterator[tuple[Node, str]]:
    for setting, what in _PROFILES.items():
        kind = container.security(setting)["type"]
        if kind.text == "Unconfined":
            yield kind, what
    annotated = container.workload.pod_annotation(_ANNOTATION + container.name)
    if annotated.text == "unconfined" and container.security("appArmorProfile").absent:  # the field wins
        yield annotated, "AppArmor"
    mount, users = container["securityContext.procMount"], container.workload.pod["hostUsers"]
    if mount.text == "Unmasked" and (users.absent or users.is_true):
        yield mount, "procMount"
