r"""A fallback that its scaler cannot use gives a safety that is not there.

`fallback` sets a number of pods while the source of a metric cannot be reached. KEDA leaves it out for triggers of cpu and
memory, which the cluster measures itself, and for every ScaledJob:
https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback (as of 2026-11).

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
"""

from predeploy import Document, Findings, rule

MEASURED = ("cpu", "memory")


@rule("medium", since="0.1", kinds=("ScaledObject", "ScaledJob"))
def fallback_does_nothing(document: Document) -> Findings:
    fallback, triggers = document["spec.fallback"], [one["type"].text for one in document["spec.triggers"]]
    if not fallback.is_map or document.group != "keda.sh":
        return
    if document.kind == "ScaledJob":
        yield fallback.finding(
            f"ScaledJob `{document.name}` has a fallback, which only a ScaledObject can have",
            fix=fallback.remove(safe=True),
        )
    elif triggers and all(one in MEASURED for one in triggers):
        yield fallback.finding(
            f"the fallback of ScaledObject `{document.name}` is never used: KEDA has none for {' and '.join(sorted({*map(str, triggers)}))}",
            fix=fallback.remove(safe=True),
        )
