r"""An idle count other than 0 is not supported, and leaves the workload at its minimum.

The autoscaler that KEDA makes cannot go below its own floor, so that `idleReplicaCount` works with 0 only, and must be
below a `minReplicaCount` that is said: https://keda.sh/docs/latest/reference/scaledobject-spec/#idlereplicacount (as of
2026-11; CheckReplicaCountBoundsAreValid of kedacore/keda, for which a written 0 counts as 1).

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  idleReplicaCount: 1  #~ 1
  minReplicaCount: 3
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
```
Nothing is below the 0 that holds where no minimum is said:
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  idleReplicaCount: 0  #~ 0
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, idleReplicaCount: 0, minReplicaCount: 3, triggers: [{type: rabbitmq}]}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 1, triggers: [{type: rabbitmq}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec: {scaleTargetRef: {name: sorter}, idleReplicaCount: 0, minReplicaCount: 0, triggers: [{type: rabbitmq}]}
```
"""

from predeploy import Autoscaler, Findings, rule


@rule("high", since="0.1", kinds=("ScaledObject",))
def idle_count_not_zero(autoscaler: Autoscaler) -> Findings:
    idle, floor = autoscaler["spec.idleReplicaCount"], autoscaler["spec.minReplicaCount"]
    if idle.number > 0:
        yield idle.finding(
            f"ScaledObject `{autoscaler.name}` says an idle count of {idle.text}, and KEDA supports only 0 there: leave it out or set 0",
            fix=idle.replace(0, safe=False),
        )
    elif idle.number == 0 and floor.absent:
        yield idle.finding(
            f"ScaledObject `{autoscaler.name}` has an idle count of 0 and no minReplicaCount, which is 0, too: KEDA refuses it; leave it out",
            fix=idle.remove(safe=True),
        )
