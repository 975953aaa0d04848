r"""A container that may not be root and is told to be root never starts.

`runAsNonRoot: true` with `runAsUser: 0` stays in CreateContainerConfigError; a privileged container cannot be denied
privilege escalation, the API server refuses that. One of the two was copied from elsewhere.
https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  securityContext: {runAsNonRoot: true}
  containers:
    - {name: shop, image: "shop:1.4", securityContext: {runAsUser: 0}}  #~ 0
    - {name: agent, image: "agent:1.4", securityContext: {privileged: true, allowPrivilegeEscalation: false}}  #~ false
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 0}
  containers:
    - {name: shop, image: "shop:1.4", securityContext: {runAsUser: 1000, allowPrivilegeEscalation: false}}
    - {name: agent, image: "agent:1.4", securityContext: {runAsNonRoot: false, privileged: true}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec: {containers: [{name: shop, image: "shop:1.4", securityContext: {runAsUser: "${USER}", runAsNonRoot: true}}]}
```
"""

from predeploy import Container, Findings, rule


@rule("high", since="0.1", platforms=("kubernetes",), keys=("runAsNonRoot", "privileged"))
def contradicting_security_context(container: Container) -> Findings:
    user, denied = container.security("runAsUser"), container["securityContext.allowPrivilegeEscalation"]
    if user.number == 0 and container.security("runAsNonRoot").is_true:
        yield user.finding(
            f"container `{container.name}` may not run as root (runAsNonRoot), and runs as user 0: it never starts; give it another user",
            related=((container.security("runAsNonRoot"), "may not be root"),),
        )
    if denied.is_false and container["securityContext.privileged"].is_true:
        yield denied.finding(
            f"container `{container.name}` is privileged and denied privilege escalation: the API server refuses it; leave one out"
        )
