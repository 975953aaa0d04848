r"""A role that says `*` for resources grants what nobody thought of, Secrets first.

`resources: ["*"]` in the core group (or in all of them) holds Secrets and everything that will ever be added; with
`verbs: ["*"]` and all groups it is cluster-admin by another name. To be allowed to `list` everything is to be allowed to
read every Secret. Name the resources and the verbs. A `*` within the groups of an operator's own kinds is silent: there
is nothing else in them.
Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/ (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: controller}
rules:
  - apiGroups: ["*"]
    resources: ["*"]  #~ resources @high
    verbs: ["*"]
  - nonResourceURLs: ["*"]
    verbs: ["*"]
```
```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: [{apiGroups: [""], resources: ["*"], verbs: [get, list]}]  #~ resources @medium
```
```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: owner, namespace: shop}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]  #~ resources @medium
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: operator}
rules:
  - {apiGroups: [monitoring.example.com], resources: ["*"], verbs: ["*"]}
  - {apiGroups: ["*"], resources: ["*/scale"], verbs: [get, patch]}
  - {apiGroups: [""], resources: [configmaps], verbs: ["*"]}
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: cluster-admin}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
```
"""

from predeploy import Findings, Role, rule


@rule(
    "high",
    since="0.1",
    severities=("medium",),
    kinds=("Role", "ClusterRole"),
    replaces={
        "kube-linter": "wildcard-in-rules",
        "checkov": "CKV_K8S_49",
        "trivy": ("KSV-0044", "KSV-0045", "KSV-0046", "KSV-0112"),
        "kubescape": "C-0187",
    },
)
def wildcard_role(role: Role) -> Findings:
    if not role.name or role.name == "cluster-admin":
        return
    for grant in role.grants:
        resources, verbs = ({text for text, _ in part} for part in (grant.resources, grant.actions))
        groups = {group.text for group in grant.node["apiGroups"]}
        if not {"*", "*/*"} & resources or not {"*", ""} & groups or not verbs:
            continue
        everything = "*" in groups and "*" in verbs
        what = "every resource" if "*" in groups else "every resource of the core group"
        may = "do everything with" if "*" in verbs else f"{', '.join(sorted(verbs))}"
        yield grant.node["resources"].finding(
            f"{role.kind} `{role.name}` may {may} {what}, Secrets too; name the resources and verbs it needs",
            severity="high" if everything and role.kind == "ClusterRole" else "medium",
        )
