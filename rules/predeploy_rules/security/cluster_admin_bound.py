r"""Whoever is bound to cluster-admin owns the cluster, and so does whoever takes them over.

`cluster-admin` may do everything with everything: read all Secrets, run pods on every node, give rights away. Bound to a
ServiceAccount it lies as a token in each of its pods. Write down what the program needs in a Role of its own, or bind
`edit` or `admin` in the one namespace. A RoleBinding gives the power within its namespace only: that is less bad, and so
is a person's account, which nobody finds in a pod.
Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/ (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin  #~ cluster-admin @high
subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}]
```
```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deployer, namespace: shop}
roleRef: {kind: ClusterRole, name: cluster-admin}  #~ cluster-admin @medium
subjects: [{kind: ServiceAccount, name: deployer}]
```
```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: operations}
roleRef: {kind: ClusterRole, name: cluster-admin}  #~ cluster-admin @low
subjects: [{kind: Group, name: operations}]
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: cluster-admin}
roleRef: {kind: ClusterRole, name: cluster-admin}
subjects: [{kind: Group, name: "system:masters"}]
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deployer, namespace: shop}
roleRef: {kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: cluster-admin}]
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: somebody-elses, namespace: shop}
roleRef: {kind: Role, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: deployer}]
```
```yaml good
# somebody else's kind of that name
apiVersion: example.org/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef: {kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: deployer}]
```
"""

from predeploy import Document, Findings, Severity, rule
from predeploy.data.kubernetes_apis import is_native


@rule(
    "high",
    since="0.1",
    severities=("medium", "low"),
    kinds=("ClusterRoleBinding", "RoleBinding"),
    replaces={
        "kube-linter": "cluster-admin-role-binding",
        "polaris": ("clusterrolebindingClusterAdmin", "rolebindingClusterAdminClusterRole"),
        "trivy": "KSV-0111",
        "kubescape": ("C-0035", "C-0185"),
    },
)
def cluster_admin_bound(binding: Document) -> Findings:
    if not is_native(binding.api):
        return
    role, subjects = binding["roleRef.name"], binding["subjects"]
    if role.text != "cluster-admin" or binding["roleRef.kind"].text != "ClusterRole" or not subjects.is_list:
        return
    held = [one for one in subjects if one["name"].text not in (None, "system:masters")]
    if not held:  # the cluster's own way in
        return
    tokens = any(one["kind"].text == "ServiceAccount" for one in held)
    everywhere = binding.kind == "ClusterRoleBinding"
    severity: Severity = "high" if tokens and everywhere else "medium" if tokens else "low"
    names = " and ".join(f"{one['kind'].text or 'subject'} `{one['name'].text}`" for one in held)
    where = "the whole cluster" if everywhere else f"namespace `{binding.namespace or 'default'}`"
    yield role.finding(f"{names} may do everything in {where}; bind a role with what is needed", severity=severity)
