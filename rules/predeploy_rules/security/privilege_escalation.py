r"""Allowing privilege escalation lets a process gain more rights than it was started with.

`allowPrivilegeEscalation: true` leaves setuid programs and file capabilities at work inside the container: `sudo`, `su`
or a forgotten setuid binary make an unprivileged intruder root. Saying `false` sets the kernel's no_new_privs flag and
costs nothing unless the program really is setuid. Silent for privileged containers and those with SYS_ADMIN, for which
Kubernetes turns it on whatever is said: `privileged-container` and `dangerous-capability` speak about them.
Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ (as of 2026-11).

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
            allowPrivilegeEscalation: true  #~ true
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          securityContext:
            allowPrivilegeEscalation: false
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, securityContext: {allowPrivilegeEscalation: false}}]}}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: said-elsewhere}
spec:
  template:
    spec:
      containers:
        - {name: one, securityContext: {allowPrivilegeEscalation: true, privileged: true}}
        - {name: two, securityContext: {allowPrivilegeEscalation: true, capabilities: {add: [SYS_ADMIN]}}}
```
"""

from predeploy import Container, Findings, rule


@rule(
    "medium",
    since="0.1",
    kinds=("app", "sidecar", "init"),
    keys=("allowPrivilegeEscalation",),
    replaces={
        "kube-linter": "privilege-escalation-container",
        "polaris": "privilegeEscalationAllowed",
        "kubesec": "AllowPrivilegeEscalation",
        "checkov": "CKV_K8S_20",
        "trivy": "KSV-0001",
        "kubescape": "C-0016",
    },
)
def privilege_escalation(container: Container) -> Findings:
    context = container["securityContext"]
    flag, privileged, add = context["allowPrivilegeEscalation"], context["privileged"], context["capabilities.add"]
    mighty = add.unknown or any(one.text in (None, "ALL", "SYS_ADMIN", "CAP_SYS_ADMIN") for one in add)
    if flag.is_true and not mighty and (privileged.absent or privileged.is_false):
        yield flag.finding(
            f"container `{container.name}` allows privilege escalation; set"
            f" {container.document.spelled('allowPrivilegeEscalation: false')}",
            fix=flag.replace(False, safe=False),
        )
