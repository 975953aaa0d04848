r"""A ClusterRole that reads Secrets reads the passwords of every namespace.

Bound by a ClusterRoleBinding it opens everything that is kept in a Secret anywhere, tokens of other service accounts
included; `list` and `watch` show the contents just as `get` does. Use a Role in the namespaces concerned, or name the
Secrets (`resourceNames`, with `get` only). Controllers that issue or copy Secrets cannot: excuse them by name.
Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shop}
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]  #~ secrets
    verbs: [get, list]
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shop}
rules:
  - {apiGroups: [""], resources: [secrets], resourceNames: [shop-tls], verbs: [get]}
  - {apiGroups: [""], resources: [secrets], verbs: [create]}
  - {apiGroups: [example.com], resources: [secrets], verbs: [get]}
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: shop, namespace: shop}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list, watch]}]
```
"""

from predeploy import Findings, Role, rule

_READING = {"get", "list", "watch", "*"}


@rule(
    "medium",
    since="0.1",
    tier="strict",
    kinds=("ClusterRole",),
    replaces={
        "kube-linter": "access-to-secrets",
        "checkov": "CKV2_K8S_5",
        "trivy": ("KSV-0041", "KSV-0113"),
        "kubescape": ("C-0015", "C-0186"),
    },
)
def reads_all_secrets(role: Role) -> Findings:
    for grant in role.grants:
        groups = {group.text for group in grant.node["apiGroups"]}
        secrets = next((node for text, node in grant.resources if text == "secrets"), None)
        verbs = sorted(_READING & {text for text, _ in grant.actions})
        if secrets is not None and verbs and {"", "*"} & groups and not grant.node["resourceNames"].written:
            yield secrets.finding(
                f"ClusterRole `{role.name}` may read the Secrets of every namespace ({', '.join(verbs)}); use a Role, or name them"
            )
