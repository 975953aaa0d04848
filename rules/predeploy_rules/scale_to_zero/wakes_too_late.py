r"""Work that is too little to wake anybody waits for ever.

KEDA starts the first pod when a trigger exceeds its activation value, and counts pods by its threshold from there. With an
activation above the threshold, work for several pods lies there with none running:
https://keda.sh/docs/latest/concepts/scaling-deployments/#activating-and-scaling-thresholds (as of 2026-11). Leave the
activation at 0, its default, or at most a little above.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: aws-sqs-queue
      metadata: {queueLength: "10", activationQueueLength: "50"}  #~ "50"
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: aws-sqs-queue
      metadata: {queueLength: "10", activationQueueLength: "0"}
```
Where a pod always runs, the activation is not used:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  minReplicaCount: 1
  triggers: [{type: aws-sqs-queue, metadata: {queueLength: "10", activationQueueLength: "50"}}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers: [{type: prometheus, metadata: {threshold: "10", activationThreshold: "5"}}, {type: kafka, metadata: {activationLagThreshold: "3"}}]
```
"""

from predeploy import Autoscaler, Findings, rule

ACTIVATION = "activation"


@rule("medium", since="0.1", kinds=("ScaledObject",))
def wakes_too_late(autoscaler: Autoscaler) -> Findings:
    for trigger in autoscaler["spec.triggers"] if autoscaler.floor.value == 0 else ():
        for key, wakes in trigger["metadata"].items():
            name = key.removeprefix(ACTIVATION)
            each = trigger["metadata"].key(name[:1].lower() + name[1:])
            if key.startswith(ACTIVATION) and wakes.number > each.number:
                yield wakes.finding(
                    f"ScaledObject `{autoscaler.name}` wakes above {wakes.text}, though a pod is worth {each.text}: up to {wakes.text} wait"
                    f" with nobody at work; set {key} below {each.text}",
                    fix=wakes.replace("0", safe=False),
                    related=((each, "for one pod"),),
                )
