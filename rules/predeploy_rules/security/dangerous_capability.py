r"""Some kernel capabilities are as good as root on the node.

Each capability in the list lets a container reach beyond itself: SYS_ADMIN mounts and enters other namespaces (and ALL
holds it), SYS_MODULE loads code into the kernel, DAC_READ_SEARCH opens any file of the host by its handle, SYS_RAWIO
and BPF read memory of the kernel. SYS_PTRACE and NET_ADMIN act on what the pod can see: its own processes and network,
or those of the whole node where the pod shares the node's namespaces. Add the one capability the program needs, or
none; a cluster that enforces the Pod Security Standard "baseline" refuses them all. For a DaemonSet, whose work is on
the node, each counts one step less.
Sources: https://man7.org/linux/man-pages/man7/capabilities.7.html and
https://kubernetes.io/docs/concepts/security/pod-security-standards/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          securityContext:
            capabilities:
              add: [NET_BIND_SERVICE, SYS_ADMIN]  #~ SYS_ADMIN @critical
        - name: loader
          securityContext: {capabilities: {add: [CAP_SYS_MODULE]}}  #~ CAP_SYS_MODULE @high
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: tracer}
spec:
  template:
    spec:
      hostPID: true
      containers: [{name: tracer, securityContext: {capabilities: {add: [SYS_PTRACE, NET_ADMIN]}}}]  #~ SYS_PTRACE @medium
```
```yaml bad options={capabilities: [NET_RAW]}
apiVersion: batch/v1
kind: Job
metadata: {name: ping}
spec: {template: {spec: {containers: [{name: ping, securityContext: {capabilities: {add: [NET_RAW]}}}]}}}  #~ NET_RAW
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: vpn}
spec:
  template:
    spec: {containers: [{name: vpn, securityContext: {capabilities: {add: [NET_ADMIN]}}}]}  #~ NET_ADMIN @low
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - {name: web, securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE, CHOWN, IPC_LOCK]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web, securityContext: {capabilities: {drop: [SYS_ADMIN]}}}]}}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: shapes-its-own-traffic}
spec: {template: {spec: {containers: [{name: shaper, securityContext: {capabilities: {add: [NET_ADMIN]}}}]}}}
```
"""

from predeploy import Container, Findings, Severity, rule

_ROOT = ("ALL", "SYS_ADMIN")
_WITHIN = {"SYS_PTRACE": "hostPID", "NET_ADMIN": "hostNetwork"}  # reach as far as the namespace that the pod is in
_WITHIN_POD = 3
_SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")


@rule(
    "high",
    since="0.1",
    keys=("add",),
    severities=("critical", "medium", "low"),
    replaces={
        "polaris": "dangerousCapabilities",
        "kubesec": "CapSysAdmin",
        "checkov": "CKV_K8S_39",
        "trivy": ("KSV-0005", "KSV-0120"),
        "kubescape": "C-0046",
    },
)
def dangerous_capability(
    container: Container,
    *,
    capabilities: tuple[str, ...] = (
        "ALL",
        "SYS_ADMIN",
        "SYS_MODULE",
        "SYS_RAWIO",
        "DAC_READ_SEARCH",
        "BPF",
        "SYS_BOOT",
        "MAC_ADMIN",
        "MAC_OVERRIDE",
        "SYS_PTRACE",
        "NET_ADMIN",
    ),
) -> Findings:
    added = {(n.text or "").upper().removeprefix("CAP_"): n for n in container["securityContext.capabilities.add"]}
    powers = {name: _step(container, name) for name in added if name in capabilities}
    worst = min(powers, key=powers.__getitem__, default="")
    if worst and powers[worst] < len(_SEVERITIES):
        reach = "what it can see" if powers[worst] == _WITHIN_POD else container.document.spelled("its node")
        yield added[worst].finding(
            f"container `{container.name}` adds {', '.join(powers)}: power over {reach}; drop what it does not need",
            severity=_SEVERITIES[powers[worst]],
        )


def _step(container: Container, name: str) -> int:
    """0 the worst."""
    inside = name in _WITHIN and not container.workload.pod[_WITHIN[name]].is_true
    step = _WITHIN_POD if inside else 0 if name in _ROOT else 1
    return step + (container.workload.kind == "DaemonSet")  # an agent's work is on the node
