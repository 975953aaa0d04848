r"""Some kernel capabilities are as good as root on the node.

Each capability in the list lets a container reach beyond itself: SYS_ADMIN mounts and enters other namespaces (and ALL
holds it), SYS_MODULE loads code into the kernel, DAC_READ_SEARCH opens any file of the host by its handle, SYS_RAWIO
and BPF read memory of the kernel. SYS_PTRACE and NET_ADMIN act on what the pod can see: its own processes and network,
or those of the whole node where the pod shares the node's namespaces. Add the one capability the program needs, or
none; those beyond the Pod Security Standard "baseline" are refused in most clusters.
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
      containers: [{name: tracer, securityContext: {capabilities: {add: [SYS_PTRACE, NET_ADMIN]}}}]  #~ SYS_PTRACE @high #~ NET_ADMIN @low
```
```yaml bad options={capabilities: [NET_RAW]}
apiVersion: batch/v1
kind: Job
metadata: {name: ping}
spec: {template: {spec: {containers: [{name: ping, securityContext: {capabilities: {add: [NET_RAW]}}}]}}}  #~ NET_RAW
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
"""

from predeploy import Container, Findings, Severity, rule

_ROOT = ("ALL", "SYS_ADMIN")
_WITHIN = {"SYS_PTRACE": "hostPID", "NET_ADMIN": "hostNetwork"}  # reach as far as the namespace that the pod is in


@rule(
    "high",
    since="0.1",
    severities=("critical", "medium", "low"),
    replaces={
        "polaris": "dangerousCapabilities",
        "kubesec": "CapSysAdmin",
        "checkov": ("CKV_K8S_25", "CKV_K8S_39"),
        "trivy": ("KSV-0005", "KSV-0022", "KSV-0120"),
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
    for node in container["securityContext.capabilities.add"]:
        name = (node.text or "").upper().removeprefix("CAP_")
        if name not in capabilities:
            continue
        severity: Severity = "critical" if name in _ROOT else "high"
        reach = "its node"
        if name in _WITHIN and not container.workload.pod[_WITHIN[name]].is_true:
            severity, reach = "medium" if name == "SYS_PTRACE" else "low", "its pod"
        elif name in _WITHIN:
            reach = f"its whole node ({_WITHIN[name]})"
        yield node.finding(
            f"container `{container.name}` adds {name}, with power over {reach}; drop it", severity=severity
        )
