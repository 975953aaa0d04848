r"""A binding to a role or account that does not exist grants nothing.

The API server takes any name for a subject: whoever was meant gets "forbidden" at the first call. Mostly the namespace of
the ServiceAccount is wrong, `default` left over from an example, or one of two names was changed. This speaks where the
account, or the role, stands beside the binding under nearly that name, or in another namespace.
https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding (as of 2026-11).

```yaml bad
apiVersion: v1
kind: ServiceAccount
metadata: {name: reader, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: readers}  #~ readers
subjects:
  - {kind: ServiceAccount, name: reader, namespace: default}  #~ default
  - {kind: ServiceAccount, name: readr, namespace: shop}  #~ readr
```
```yaml good
apiVersion: v1
kind: ServiceAccount
metadata: {name: reader, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - {kind: ServiceAccount, name: reader, namespace: shop}
  - {kind: ServiceAccount, name: default, namespace: shop}
  - {kind: ServiceAccount, name: somebody, namespace: elsewhere}
  - {kind: User, name: readr}
```
```yaml good
# where it is deployed to is said later
apiVersion: v1
kind: ServiceAccount
metadata: {name: reader}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: reader, namespace: shop}]
```
"""

from predeploy import Document, Findings, Node, Project, rule, similar

ALIKE = 0.85  # of 1: a slip of the pen, not a longer name


@rule("medium", since="0.1", kinds=("RoleBinding", "ClusterRoleBinding"), replaces={"popeye": "1300"})
def binding_misses(binding: Document, project: Project) -> Findings:
    if binding.group != "rbac.authorization.k8s.io":
        return
    role = binding["roleRef"]
    kind, name = role["kind"].text, role["name"].text
    near = missed(binding, kind, name, project) if kind in ("Role", "ClusterRole") else None
    if near:
        yield role["name"].finding(
            f"{binding.kind} `{binding.name}` grants {kind} `{name}`, which does not exist here: it grants nothing; did you mean `{near}`?"
        )
    for subject in binding["subjects"]:
        if subject["kind"].text == "ServiceAccount":
            yield from nobody(subject, binding, project)


def nobody(subject: Node, binding: Document, project: Project) -> Findings:
    name, place = subject["name"].text, subject["namespace"]
    beside = accounts(binding, project)
    same = [one for one in beside if one.name == name]
    if not name or place.unknown or any(one["metadata.namespace"].unknown or not one.name for one in beside):
        return
    if len(same) == 1 and place.text and same[0].namespace not in ("", place.text):
        yield place.finding(
            f"{binding.kind} `{binding.name}` grants its role to ServiceAccount `{name}` of namespace `{place.text}`, but the one beside it"
            f" is in `{same[0].namespace}`: that one may do nothing",
            related=((same[0]["metadata.namespace"], "the account"),),
        )
    elif not same and name != "default":
        near = missed(binding, "ServiceAccount", name, project)
        if near:
            yield subject["name"].finding(
                f"{binding.kind} `{binding.name}` grants its role to ServiceAccount `{name}`, which does not exist here; did you mean `{near}`?"
            )


def accounts(binding: Document, project: Project) -> list[Document]:
    """The ServiceAccounts of its file, whatever their namespace."""
    path = binding.node.tree.source.path
    found = project.once("accounts by file", lambda: by_file(project))
    return found.get(path, [])


def by_file(project: Project) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for one in project.kinds("ServiceAccount"):
        found.setdefault(one.node.tree.source.path, []).append(one)
    return found


def missed(binding: Document, kind: str | None, name: str | None, project: Project) -> str | None:
    """What stands beside it under nearly that name, where nothing has that very one."""
    if not kind or not name or name.startswith("system:") or project.called(kind, name):
        return None
    beside = project.beside(kind, binding)
    known = all(one.kind and one.name for one in beside)
    return similar(name, [one.name for one in beside], ALIKE) if known else None
