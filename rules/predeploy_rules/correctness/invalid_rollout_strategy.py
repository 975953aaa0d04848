r"""A rollout that may neither add nor remove a pod is refused.

A Deployment needs room to replace its pods: with `maxSurge` and `maxUnavailable` both zero it could never begin. And
`Recreate` has no settings of its own: the API server rejects it together with `rollingUpdate`, which a chart or an
overlay easily leaves behind when it only changes the type.
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  strategy:
    type: Recreate
    rollingUpdate: {maxSurge: 1}  #~ rollingUpdate
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  strategy:
    type: Recreate
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {strategy: {rollingUpdate: {maxSurge: 0%, maxUnavailable: 0}}}  #~ 0}
```
```yaml bad
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {updateStrategy: {type: OnDelete, rollingUpdate: {partition: 0}}}  #~ rollingUpdate
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {strategy: {type: Recreate, rollingUpdate: null}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}}
```
"""

from predeploy import Findings, Workload, rule

NOTHING = ("0", "0%")


@rule("high", since="0.1", kinds=("Deployment", "StatefulSet"), keys=("rollingUpdate",))
def invalid_rollout_strategy(workload: Workload) -> Findings:
    strategy = workload["spec.strategy" if workload.kind == "Deployment" else "spec.updateStrategy"]
    rolling, kind = strategy["rollingUpdate"], strategy["type"].text
    if workload["apiVersion"].unknown or "." in workload.group:
        return
    if kind in ("Recreate", "OnDelete") and rolling.present:
        yield rolling.finding(
            f"{workload.kind} `{workload.name}` is replaced by `{kind}` and still has `rollingUpdate`: the API server refuses it",
            fix=rolling.remove(safe=False),
        )
    elif rolling["maxSurge"].text in NOTHING and rolling["maxUnavailable"].text in NOTHING:
        yield rolling["maxUnavailable"].finding(
            f"{workload.kind} `{workload.name}` may neither add a pod (maxSurge {rolling['maxSurge'].text}) nor miss one"
            f" (maxUnavailable {rolling['maxUnavailable'].text}) during a rollout: the API server refuses it"
        )
