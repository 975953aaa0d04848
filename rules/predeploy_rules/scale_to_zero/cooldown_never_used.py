r"""A cooldown without a way to zero is a number that nobody reads.

`cooldownPeriod` is how long KEDA waits before the last pod goes. With a floor of one or more and no `idleReplicaCount: 0`
the last pod never goes, and its webhook only warns: https://keda.sh/docs/latest/reference/scaledobject-spec/#cooldownperiod
(as of 2026-11). Between the floor and the ceiling the HorizontalPodAutoscaler decides: there it is
`advanced.horizontalPodAutoscalerConfig.behavior`.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  minReplicaCount: 2
  cooldownPeriod: 900  #~ 900
  triggers: [{type: rabbitmq}]
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  minReplicaCount: 2
  triggers: [{type: rabbitmq}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 2, idleReplicaCount: 0, cooldownPeriod: 900, triggers: [{type: rabbitmq}]}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, cooldownPeriod: 900, triggers: [{type: rabbitmq}]}
```
"""

from predeploy import Autoscaler, Findings, Intent, rule


@rule("low", since="0.1", kinds=("ScaledObject",))
def cooldown_never_used(autoscaler: Autoscaler, intent: Intent) -> Findings:
    cooldown, floor = autoscaler["spec.cooldownPeriod"], autoscaler.floor
    if intent.idle.stated and intent.idle.value == "zero":
        return  # it will be used as soon as the floor is what is wanted
    if cooldown.present and autoscaler["spec.idleReplicaCount"].absent and floor.value >= 1:
        yield cooldown.finding(
            f"ScaledObject `{autoscaler.name}` never goes below {floor}, so that its cooldown of {cooldown.text} s is not used; say how fast"
            " it shrinks in advanced.horizontalPodAutoscalerConfig.behavior, or leave it out (it counts when the floor is 0)",
            fix=cooldown.remove(safe=True),
            related=((floor.node, f"{floor} at the least"),),
        )
