r"""A spread constraint that does not select its own pods spreads nothing.

`topologySpreadConstraints` counts the pods that its `labelSelector` selects; without one it counts none. Where it does
not select the pods that it stands in, the scheduler puts them wherever it likes, all on one node or in one zone.
https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers: [{name: cart, image: "cart:1.4"}]
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}  #~ maxSkew
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: {matchLabels: {app: basket}}  #~ labelSelector
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers: [{name: cart, image: "cart:1.4"}]
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: cart}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: "${NAME}"}}
    spec:
      containers: [{name: cart, image: "cart:1.4"}]
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: cart}}}
```
"""

from predeploy import Findings, Workload, rule, selects


@rule(
    "medium",
    since="0.1",
    keys=("topologySpreadConstraints",),
    replaces={"kube-score": "pod-topology-spread-constraints"},
)
def spread_selects_nothing(workload: Workload) -> Findings:
    labels = workload.pod_labels
    for constraint in workload.pod["topologySpreadConstraints"]:
        selector = constraint["labelSelector"]
        what = f"spread over `{constraint['topologyKey'].text}` of {workload.kind} `{workload.name}`"
        if constraint["topologyKey"].text is None or labels is None:
            continue
        if selector.absent:
            yield constraint.finding(f"the {what} has no labelSelector, so it counts no pods and spreads nothing")
        elif labels and selects(selector, labels) is False:
            yield selector.finding(f"the {what} does not select the workload's own pods, so it does not spread them")
