r"""A NetworkPolicy that selects no pod protects nobody, or lets nobody in.

Where its `podSelector` is wrong, its pods stay open to everybody; where the one of a peer is wrong, the caller that was
to be let in is shut out. This speaks only where all that belongs together is known, a rendered chart, a built overlay or
a folder, and a workload there has the label that is asked for with nearly that value, or the value in another label.
https://kubernetes.io/docs/concepts/services-networking/network-policies/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: shop, image: "shop:1.4"}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart}
spec:
  podSelector:  #~ podSelector
    matchLabels: {app: carts}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: shops}}  #~ podSelector
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart}
spec:
  podSelector: {matchLabels: {app: cart}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: elsewhere}}}, {podSelector: {matchLabels: {app: carts}}, namespaceSelector: {}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: everybody}
spec: {podSelector: {}, policyTypes: [Ingress]}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app.kubernetes.io/name: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart}
spec:
  podSelector: {matchLabels: {app: cart}}  #~ podSelector
```
```yaml good
# one of its callers is not installed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cd-repo-server}
spec: {template: {metadata: {labels: {app: cd-repo-server}}, spec: {containers: [{name: cart, image: "cd:1.4"}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cd-repo-server}
spec:
  podSelector: {matchLabels: {app: cd-repo-server}}
  ingress: [{from: [{podSelector: {matchLabels: {app: cd-server}}}, {podSelector: {matchLabels: {app: cd-ripe-server-2}}}]}]
```
```yaml good
# its pods come from elsewhere, or belong to another project's kind of that name
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: database}
spec: {podSelector: {matchLabels: {app: database}}}
---
apiVersion: crd.projectcalico.org/v1
kind: NetworkPolicy
metadata: {name: cart}
spec: {podSelector: {matchLabels: {app: carts}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Project, Workload, rule, similar, slip

ALIKE = 0.8  # of 1: a slip of the pen, not a longer name


@rule(
    "medium",
    since="0.1",
    kinds=("NetworkPolicy",),
    replaces={
        "kube-linter": ("dangling-networkpolicy", "dangling-networkpolicypeer-podselector"),
        "kube-score": "networkpolicy-targets-pod",
        "kubescape": "C-0299",
        "popeye": ("1200", "1202", "1208"),
    },
)
def network_policy_selects_nothing(policy: Document, project: Project) -> Findings:
    if policy.group != "networking.k8s.io":
        return
    for selector, harm in selectors(policy):
        if not selector["matchLabels"].is_map or project.chosen(selector, policy) or not project.complete_for(policy):
            continue
        near = nearest(selector["matchLabels"], project.near_workloads(policy))
        if near is not None:
            wanted = ", ".join(f"{key}: {value.text}" for key, value in selector["matchLabels"].items())
            has = ", ".join(f"{key}: {value}" for key, value in (near.pod_labels or {}).items())
            yield selector.finding(
                f"no pod here has the labels `{wanted}` that NetworkPolicy `{policy.name}` selects: {harm}; the pods of"
                f" {near.kind} `{near.name}` have `{has}`",
                related=((near.template["metadata.labels"], "labels of the pods"),),
            )


def selectors(policy: Document) -> Iterator[tuple[Node, str]]:
    """Every selector of pods of its own namespace, and what comes of it when it selects none."""
    yield policy["spec.podSelector"], "it protects nobody"
    for direction, end, harm in (
        ("ingress", "from", "who was to be let in is shut out"),
        ("egress", "to", "what was to be reached is not"),
    ):
        for entry in policy[f"spec.{direction}"]:
            for peer in entry[end]:
                if peer["namespaceSelector"].absent:
                    yield peer["podSelector"], harm


def nearest(wanted: Node, workloads: list[Workload]) -> Workload | None:
    """The workload of which a label has nearly that value, or another label that very one."""
    for key, value in wanted.items():
        text = value.text or ""
        has = {labels[key]: one for one in workloads for labels in (one.pod_labels or {},) if labels.get(key)}
        elsewhere = [one for one in workloads if text and text in (one.pod_labels or {}).values()]
        near = similar(text, has, ALIKE) if text not in has else None
        if near is not None and slip(text, near):
            return has[near]
        if not has and elsewhere:
            return elsewhere[0]
    return None
