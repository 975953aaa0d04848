r"""A role for a resource that its API group does not have grants nothing.

The API server takes any words for groups, resources and verbs. Deployments are in the group `apps`, not in the core
group (`""`); resources are plural and lower-case (`pods`); and there is no verb `read`. Whoever has the role gets
"forbidden" all the same.
https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: shop}
rules:
  - {apiGroups: [""], resources: [pods, deployments], verbs: [get, list]}  #~ deployments
  - {apiGroups: [""], resources: [configmap], verbs: [get, read]}  #~ configmap
  - {apiGroups: [apps, batch], resources: [Deployment, jobs/status], verbs: [get]}  #~ Deployment
  - {apiGroups: [batch], resources: [jobs], verbs: [read, write]}  #~ read
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shop}
rules:
  - {apiGroups: ["", apps], resources: [pods, pods/log, deployments, deployments/scale], verbs: [get, list]}
  - {apiGroups: [extensions, ""], resources: [deployments, ingresses], verbs: ["*"]}
  - {apiGroups: ["*"], resources: [jobs], verbs: [get]}
  - {apiGroups: [metrics.k8s.io], resources: [pods, nodes], verbs: [get]}
  - {apiGroups: [shop.example.com], resources: [pod, carts], verbs: [read]}
  - {apiGroups: [""], resources: ["*"], verbs: [get]}
  - {nonResourceURLs: [/metrics], verbs: [get]}
```
```yaml good
# a leftover: the next entry allows it
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: prometheus}
rules:
  - {apiGroups: [""], resources: [pods, ingresses], verbs: [get]}
  - {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get]}
```
```yaml good
# some kinds live in two groups; subresources of custom verbs are people's own
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shop}
rules:
  - {apiGroups: ["", events.k8s.io], resources: [events], verbs: [create, patch]}
  - {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use]}
  - {apiGroups: ["${GROUP}"], resources: [deployments], verbs: [get]}
  - {apiGroups: [apps], resources: ["*/scale", "deployments/*"], verbs: [update]}
```
"""

from predeploy import Document, Findings, Node, rule, similar

# Resources by group: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/ (as of 2026-11), and those that
# left since
RESOURCES = {
    "": "bindings componentstatuses configmaps endpoints events limitranges namespaces nodes persistentvolumeclaims persistentvolumes"
    " pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services users groups",
    "apps": "controllerrevisions daemonsets deployments replicasets statefulsets",
    "batch": "cronjobs jobs scheduledjobs",
    "autoscaling": "horizontalpodautoscalers",
    "policy": "poddisruptionbudgets podsecuritypolicies",
    "networking.k8s.io": "ingressclasses ingresses ipaddresses networkpolicies servicecidrs",
    "coordination.k8s.io": "leasecandidates leases",
    "discovery.k8s.io": "endpointslices",
    "rbac.authorization.k8s.io": "clusterrolebindings clusterroles rolebindings roles",
    "extensions": "daemonsets deployments ingresses networkpolicies podsecuritypolicies replicasets replicationcontrollers",
}
KNOWN = {group: frozenset(names.split()) for group, names in RESOURCES.items()}
NO_VERBS = ("read", "write", "view", "edit", "remove", "modify", "add", "execute", "exec")


@rule("medium", since="0.1", severities=("low",), kinds=("Role", "ClusterRole"))
def role_grants_nothing(role: Document) -> Findings:
    if role.group != "rbac.authorization.k8s.io":
        return
    for entry in role["rules"]:
        groups = [group.text for group in entry["apiGroups"]]
        if not groups or any(group not in KNOWN for group in groups):
            continue  # anybody's own
        known = frozenset[str]().union(*(KNOWN[group or ""] for group in groups))
        for resource in entry["resources"]:
            name = (resource.text or "*").partition("/")[0]
            if "*" not in name and name not in known and not granted(name, role):
                yield resource.finding(
                    f"{role.kind} `{role.name}` allows `{name}` of {spoken(groups)}, where there is no such resource: it grants"
                    f" nothing; {advice(name, known)}",
                    severity="medium" if homes(name) or meant(name, known) else "low",
                )
        verbs = [verb.text for verb in entry["verbs"]]
        for at, verb in enumerate(verbs):
            if verb in NO_VERBS and not set(verbs) - set(NO_VERBS):
                yield from no_verb(entry["verbs"][str(at)], role)
                break


def no_verb(verb: Node, role: Document) -> Findings:
    yield verb.finding(
        f"{role.kind} `{role.name}` allows to `{verb.text}`, a verb that the API does not have: it grants nothing; say get, list, watch,"
        " create, update, patch or delete"
    )


def spoken(groups: list[str | None]) -> str:
    return " and ".join(f"the group `{group}`" if group else "the core group" for group in groups)


def homes(name: str) -> list[str]:
    return [group for group, names in KNOWN.items() if name in names and group != "extensions"]


def meant(name: str, known: frozenset[str]) -> str | None:
    return similar(name.lower(), known, 0.7)


def granted(name: str, role: Document) -> bool:
    """Does another entry of the role allow it in its own group?"""
    right = {*homes(name), "*"}
    return bool(homes(name)) and any(
        any(group.text is None or group.text in right for group in entry["apiGroups"])
        and any((one.text or "*").partition("/")[0] in ("*", name) for one in entry["resources"])
        for entry in role["rules"]
    )


def advice(name: str, known: frozenset[str]) -> str:
    right, near = homes(name), meant(name, known)
    if right:
        return f"it is in the group `{right[0]}`" if right[0] else 'it is in the core group (`""`)'
    return f"did you mean `{near}`?" if near else "resources are written in the plural, in lower case"
