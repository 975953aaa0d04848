r"""A fallback that its scaler cannot use is refused, or gives a safety that is not there.

`fallback` sets a number of pods while the source of a metric cannot be reached. KEDA wants at least one trigger for it that
is not cpu or memory, which the cluster measures itself; a ScaledJob has no fallback at all:
https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback (as of 2026-11; CheckFallbackValid of kedacore/keda). What
older versions refuse, a trigger of `metricType: Value`, 2.18 takes.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  minReplicaCount: 1
  fallback: {failureThreshold: 3, replicas: 6}  #~ fallback
  triggers: [{type: cpu, metricType: Utilization, metadata: {value: "70"}}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  fallback: {failureThreshold: 3, replicas: 6}
  triggers: [{type: rabbitmq, metricType: Value, metadata: {queueName: orders}}]
```
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec:
  fallback: {failureThreshold: 3, replicas: 6}  #~ fallback
  jobTargetRef: {template: {spec: {containers: [{name: packer}]}}}
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  fallback: {failureThreshold: 3, replicas: 6}
  triggers: [{type: cpu, metadata: {value: "70"}}, {type: kafka, metadata: {bootstrapServers: "kafka:9092", consumerGroup: packer}}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 1, triggers: [{type: cpu, metadata: {value: "70"}}]}
```
A formula makes one metric of several:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  fallback: {failureThreshold: 3, replicas: 6}
  advanced: {scalingModifiers: {formula: "orders * 2", target: "5"}}
  triggers: [{type: rabbitmq, name: orders, metricType: Value, metadata: {queueName: orders}}]
```
"""

from predeploy import Document, Findings, rule

MEASURED = ("cpu", "memory")


@rule("high", since="0.1", kinds=("ScaledObject", "ScaledJob"), severities=("medium",))
def fallback_does_nothing(document: Document) -> Findings:
    fallback, triggers = document["spec.fallback"], list(document["spec.triggers"])
    if not fallback.is_map or document.group != "keda.sh":
        return
    if document.kind == "ScaledJob":
        yield fallback.finding(
            f"ScaledJob `{document.name}` has a fallback, which only a ScaledObject can have",
            severity="medium",
            fix=fallback.remove(safe=True),
        )
    elif (
        triggers
        and document["spec.advanced.scalingModifiers"].absent
        and all(trigger["type"].text in MEASURED for trigger in triggers)
    ):
        yield fallback.finding(
            f"ScaledObject `{document.name}` has a fallback and no trigger that could use it: KEDA refuses it; leave it out, or add one that is"
            " neither cpu nor memory",
            fix=fallback.remove(safe=True),
        )
