r"""A topology key that no node has as a label keeps pods from starting, or from being spread.

The key is a label of the nodes: `topology.kubernetes.io/zone`, not `zone`. With DoNotSchedule, or as a required affinity,
pods stay Pending; in all other cases the rule does nothing.
https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers: [{name: shop, image: "shop:1.4"}]
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: shop}}}  #~ zone @low
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - {weight: 1, podAffinityTerm: {topologyKey: kubernetes.io/host, labelSelector: {matchLabels: {app: shop}}}}  #~ kubernetes.io/host
          requiredDuringSchedulingIgnoredDuringExecution:
            - {topologyKey: topology.kubernetes.io/zones, labelSelector: {matchLabels: {app: shop}}}  #~ topology.kubernetes
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers: [{name: shop, image: "shop:1.4"}]
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: shop}}}
        - {maxSkew: 1, topologyKey: rack, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: shop}}}
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: shop}}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers: [{name: shop, image: "shop:1.4"}]
  topologySpreadConstraints:
    - {maxSkew: 1, topologyKey: node.kubernetes.io/instance-type, whenUnsatisfiable: DoNotSchedule}
    - {maxSkew: 1, topologyKey: topology.ebs.csi.aws.com/zone, whenUnsatisfiable: DoNotSchedule}
    - {maxSkew: 1, topologyKey: failure-domain.beta.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Workload, rule, similar

HOST, ZONE, REGION = "kubernetes.io/hostname", "topology.kubernetes.io/zone", "topology.kubernetes.io/region"
MEANT = {"zone": ZONE, "zones": ZONE, "region": REGION, "hostname": HOST, "host": HOST, "availability-zone": ZONE}
ALIKE = 0.85  # of 1: a slip of the pen
TERM = "DuringSchedulingIgnoredDuringExecution"


@rule("medium", since="0.1", platforms=("kubernetes",), keys=("topologyKey",), severities=("low",))
def unknown_topology_key(workload: Workload) -> Findings:
    for key, binding in keys(workload):
        text = key.text or ""
        bare = MEANT.get(text)
        near = bare or (similar(text, MEANT.values(), ALIKE) if "kubernetes.io/" in text else None)
        if near and near != text and not text.startswith("failure-domain"):
            harm = "its pods stay Pending" if binding else "it does nothing"
            who = "unless somebody puts it there no node has" if bare else "no node has"
            yield key.finding(
                f"{who} a label `{text}`, by which {workload.kind} `{workload.name}` wants its pods placed: {harm}; write `{near}`",
                fix=key.replace(near, safe=False),
                severity="low" if bare else "medium",
            )


def keys(workload: Workload) -> Iterator[tuple[Node, bool]]:
    """Every topology key, and whether pods wait for a node that has it."""
    for constraint in workload.pod["topologySpreadConstraints"]:
        yield constraint["topologyKey"], constraint["whenUnsatisfiable"].text in (None, "DoNotSchedule")
    for kind in ("podAffinity", "podAntiAffinity"):
        affinity = workload.pod["affinity"][kind]
        for term in affinity["required" + TERM]:
            yield term["topologyKey"], kind == "podAffinity"
        for term in affinity["preferred" + TERM]:
            yield term["podAffinityTerm.topologyKey"], False
