r"""A cooldown shorter than the polling interval stops the pods at the first empty look.

KEDA asks its triggers every `pollingInterval` (30 s) and goes to zero when the last one that was active lies
`cooldownPeriod` (300 s) back: https://keda.sh/docs/latest/reference/scaledobject-spec/ (as of 2026-11). Below the interval
the cooldown has no meaning: one look between two messages ends the pods, and the next message starts them again.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  cooldownPeriod: 5  #~ 5
  triggers: [{type: rabbitmq}]
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  cooldownPeriod: 30
  triggers: [{type: rabbitmq}]
```
```yaml bad
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}
spec:
  functionref: {type: name, name: pack}
  messageQueueType: kafka
  mqtkind: keda
  topic: orders
  pollingInterval: 30
  cooldownPeriod: 10  #~ 10
  minReplicaCount: 0
```
Where it never goes to zero the cooldown is not used:
To wait as long as this one looks would keep its pods up for an hour after each message:
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, pollingInterval: 3600, cooldownPeriod: 300, triggers: [{type: rabbitmq}]}  #~ 300
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 1, cooldownPeriod: 5, triggers: [{type: rabbitmq}]}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, pollingInterval: 5, cooldownPeriod: 5, triggers: [{type: rabbitmq}]}
```
"""

from predeploy import Autoscaler, Document, Findings, effective, rule

POLLING = 30.0  # s; source above
OFTEN = 900  # s: pods that wait longer for more are idle-tail-too-long's


@rule("low", since="0.1", kinds=("ScaledObject", "MessageQueueTrigger"))
def cooldown_below_polling(autoscaler: Autoscaler | Document) -> Findings:
    trigger = autoscaler["spec.minReplicaCount"]  # of Fission's, which has KEDA's settings
    floor = autoscaler.floor if isinstance(autoscaler, Autoscaler) else effective(trigger, default=0.0)
    polling = effective(autoscaler["spec.pollingInterval"], default=POLLING)
    cooldown = autoscaler["spec.cooldownPeriod"]
    if floor.value == 0 and cooldown.number < polling.value:
        seldom = polling.value > OFTEN
        wanted = "look more often" if seldom else f"set cooldownPeriod ≥ {polling.value:g}"
        yield cooldown.finding(
            f"{autoscaler.kind} `{autoscaler.name}` cools down {cooldown.text} s but looks every {polling}: its pods stop at the first empty"
            f" look; {wanted}",
            fix=None if seldom else cooldown.replace(int(polling.value), safe=False),
            related=((polling.node, f"looks every {polling}"),),
        )
