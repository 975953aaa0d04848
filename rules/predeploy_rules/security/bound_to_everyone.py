r"""A role bound to a group that everybody is in is everybody's.

`system:anonymous` and `system:unauthenticated` are all who can reach the API server, without any password;
`system:authenticated` is everybody with any account, on some clouds every account of that cloud (on GKE each Google
account there is); `system:serviceaccounts` is every pod of the cluster. Bind a group of your own, or the service accounts
of one namespace (`system:serviceaccounts:shop`). Silent for the few roles that Kubernetes itself gives to everybody.
Sources: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ and
https://cloud.google.com/kubernetes-engine/docs/best-practices/rbac (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: dashboard}
roleRef: {kind: ClusterRole, name: view}
subjects:
  - kind: User
    name: system:anonymous  #~ system:anonymous @critical
  - kind: Group
    name: system:authenticated  #~ system:authenticated @high
```
```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {kind: Role, name: readers}
subjects: [{kind: Group, name: "system:serviceaccounts"}]  #~ "system:serviceaccounts" @low
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: "system:public-info-viewer"}
roleRef: {kind: ClusterRole, name: "system:public-info-viewer"}
subjects: [{kind: Group, name: "system:authenticated"}, {kind: Group, name: "system:unauthenticated"}]
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {kind: Role, name: readers}
subjects: [{kind: Group, name: "system:serviceaccounts:shop"}, {kind: User, name: mira}]
```
```yaml good
# somebody else's kind of that name
apiVersion: example.org/v1
kind: RoleBinding
metadata: {name: readers}
roleRef: {kind: Role, name: readers}
subjects: [{kind: Group, name: "system:authenticated"}]
```
"""

from predeploy import Document, Findings, Severity, rule
from predeploy.data.kubernetes_apis import is_native

_WHO: dict[str, tuple[str, Severity]] = {
    "system:anonymous": ("everybody who reaches the API server", "critical"),
    "system:unauthenticated": ("everybody who reaches the API server", "critical"),
    "system:authenticated": ("everybody with any account", "high"),
    "system:serviceaccounts": ("every pod of the cluster", "low"),
}
# What Kubernetes and kubeadm bind themselves, to be read by everybody
_PUBLIC = (
    "system:public-info-viewer",
    "system:discovery",
    "system:basic-user",
    "system:service-account-issuer-discovery",
    "kubeadm:bootstrap-signer-clusterinfo",
)


@rule(
    "high",
    since="0.1",
    severities=("critical", "low"),
    kinds=("ClusterRoleBinding", "RoleBinding"),
    replaces={
        "kubesec": "BindingsToSystemAnonymous",
        "trivy": ("KSV-0122", "KSV-01011"),
        "kubescape": ("C-0262", "C-0265"),
    },
)
def bound_to_everyone(binding: Document) -> Findings:
    role = binding["roleRef.name"].text
    if role is None or role in _PUBLIC or not is_native(binding.api):
        return
    for subject in binding["subjects"]:
        name = subject["name"]
        if name.text in _WHO and subject["kind"].text in ("User", "Group"):
            who, severity = _WHO[name.text]
            yield name.finding(
                f"`{role}` is bound to {name.text}, that is {who}; bind a group of your own", severity=severity
            )
