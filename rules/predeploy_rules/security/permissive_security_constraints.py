r"""Security constraints that allow privileged pods to everybody hand the nodes out.

Whoever may use these SecurityContextConstraints may run containers that are root on the node, mount its disks or use its
network. Allow the one thing that is needed, to the one service account that needs it.
https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/authentication_and_authorization/managing-pod-security-policies
(as of 2026-11).

```yaml bad
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: {name: shop}
allowPrivilegedContainer: true  #~ true @high
users: [system:serviceaccount:shop:agent]
```
```yaml bad
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: {name: shop}
allowHostDirVolumePlugin: true  #~ true @critical
groups: [system:authenticated]
```
```yaml good
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: {name: shop}
allowPrivilegedContainer: false
allowHostNetwork: true
runAsUser: {type: MustRunAsRange}
users: [system:serviceaccount:shop:agent]
```
```yaml good
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: {name: shop}
allowPrivilegedContainer: "${PRIVILEGED}"
groups: [system:authenticated]
```
"""

from predeploy import Document, Findings, rule

EVERYBODY = frozenset(("system:authenticated", "system:unauthenticated", "system:serviceaccounts"))
NODE = ("allowHostDirVolumePlugin", "allowHostNetwork", "allowHostPID", "allowHostIPC")


@rule(
    "high",
    since="0.1",
    kinds=("SecurityContextConstraints",),
    severities=("critical",),
    replaces={"kube-linter": "scc-deny-privileged-container"},
)
def permissive_security_constraints(constraints: Document) -> Findings:
    everybody = [group for group in constraints["groups"] if group.text in EVERYBODY]
    privileged = constraints["allowPrivilegedContainer"]
    open_ = (
        [privileged]
        if privileged.is_true
        else [constraints[key] for key in NODE if constraints[key].is_true and everybody]
    )
    if open_:
        to = f" to {everybody[0].text}" if everybody else ""
        yield open_[0].finding(
            f"SecurityContextConstraints `{constraints.name}` allow pods to take over their node ({open_[0].name}){to}; say false",
            severity="critical" if everybody else "high",
            related=tuple((group, "everybody") for group in everybody[:1]),
        )
