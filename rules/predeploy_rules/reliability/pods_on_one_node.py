r"""Replicas that nothing keeps apart may all stand on one node.

The scheduler spreads pods when it can, but nothing holds it to that: a node with much room gets them all, and takes them
all along when it goes. A `topologySpreadConstraints` entry or a pod anti-affinity over `kubernetes.io/hostname` or the
zone keeps them apart; a soft one (ScheduleAnyway, preferred…) is enough.
https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: cart}}
    spec:  #~ spec
      containers: [{name: cart, image: "cart:1"}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: cart}}
    spec:
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: cart}}}
      containers: [{name: cart, image: "cart:1"}]
```
```yaml good
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: db}}
    spec:
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 100
              podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}
      containers: [{name: db, image: "db:1"}]
```
```yaml good target={environment: dev}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 2, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good
# one pod has nothing to be kept apart from
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
"""

from predeploy import Findings, Scaling, Target, Workload, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("Deployment", "DeploymentConfig", "StatefulSet", "Rollout", "CloneSet"),
    replaces={
        "kube-linter": "no-anti-affinity",
        "kube-score": ("deployment-has-host-podantiaffinity", "statefulset-has-host-podantiaffinity"),
        "polaris": "topologySpreadConstraint",
    },
)
def pods_on_one_node(workload: Workload, scaling: Scaling, target: Target) -> Findings:
    pods = scaling.floor.value if target.environment in (None, "prod") else 0.0
    kept_apart = (workload.pod["topologySpreadConstraints"], workload.pod["affinity.podAntiAffinity"])
    if pods >= 2 and all(one.absent for one in kept_apart) and not workload.pod.absent:
        yield workload.pod.finding(
            f"{workload.kind} `{workload.name}` runs {pods:g} pods that may all stand on one node; add topologySpreadConstraints",
            related=((scaling.floor.node, f"{pods:g} pods"),),
        )
