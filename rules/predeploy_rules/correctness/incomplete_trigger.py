r"""A trigger without what its scaler needs never scales anything.

KEDA reads the metadata of a trigger when it starts to watch it. Where a key is missing the ScaledObject is never ready, no
autoscaler is made, and the pods stay as many as they are: https://keda.sh/docs/latest/scalers/ (as of 2026-11). What may
come from a TriggerAuthentication or from the container's environment (`…FromEnv`) is not asked for here.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: cron  #~ cron
      metadata: {start: 0 8 * * 1-5, end: 0 18 * * 1-5, desiredReplicas: "3"}
    - type: aws-sqs-queue  #~ aws-sqs-queue
      metadata: {queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}
```
A window that ends when it begins is refused too:
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: nightly}
spec:
  jobTargetRef: {template: {spec: {containers: [{name: nightly}]}}}
  triggers:
    - type: cron
      metadata: {timezone: Europe/Oslo, start: 0 8 * * *, end: 0 8 * * *, desiredReplicas: "3"}  #~ 0 8 * * *, d
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - {type: cron, metadata: {timezone: Europe/Oslo, start: 0 8 * * 1-5, end: 0 18 * * 1-5, desiredReplicas: "3"}}
    - {type: aws-sqs-queue, metadata: {queueURLFromEnv: QUEUE, awsRegion: eu-west-1}}
    - {type: prometheus, metadata: {serverAddress: "http://prometheus:9090", query: up, threshold: "5"}}
```
What a TriggerAuthentication brings is not known, nor are the scalers of others:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - {type: kafka, metadata: {topic: orders}, authenticationRef: {name: kafka}}
    - {type: our-own, metadata: {}}
```
A formula over several metrics has a target of its own:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  advanced: {scalingModifiers: {formula: "orders * 2", target: "5"}}
  triggers: [{type: metrics-api, name: orders, metadata: {url: "http://shop/metrics", valueLocation: orders}}]
```
"""

from predeploy import Document, Findings, rule

# Type → what must be said, with the alternatives after `|`; https://keda.sh/docs/latest/scalers/ (as of 2026-11)
REQUIRED = {
    "aws-sqs-queue": ("queueURL", "awsRegion"),
    "azure-servicebus": ("queueName|topicName",),
    "cpu": ("value",),
    "cron": ("timezone", "start", "end", "desiredReplicas"),
    "external": ("scalerAddress",),
    "external-push": ("scalerAddress|interceptorRoute",),
    "kafka": ("bootstrapServers", "consumerGroup"),
    "kubernetes-workload": ("podSelector", "value"),
    "memory": ("value",),
    "metrics-api": ("url", "valueLocation", "targetValue"),
    "prometheus": ("serverAddress", "query", "threshold"),
    "rabbitmq": ("queueName",),
}
TARGETS = ("targetValue", "threshold", "value")  # which a formula may say for all


@rule("high", since="0.1", kinds=("ScaledObject", "ScaledJob"))
def incomplete_trigger(document: Document) -> Findings:
    formula = not document["spec.advanced.scalingModifiers"].absent
    for trigger in document["spec.triggers"] if document.group == "keda.sh" else ():
        kind, metadata = trigger["type"], trigger["metadata"]
        needed = REQUIRED.get(kind.text or "", ())
        if metadata.unknown or not trigger["authenticationRef"].absent:
            continue
        missing = [
            one for one in needed
            if all(metadata[key + suffix].absent for key in one.split("|") for suffix in ("", "FromEnv"))
            and not (formula and one in TARGETS)
        ]  # fmt: skip
        if missing:
            names = ", ".join(f"`{one.replace('|', '` or `')}`" for one in missing)
            yield kind.finding(
                f"trigger `{kind.text}` of {document.kind} `{document.name}` does not say {names}: it is never ready and scales nothing"
            )
        start, end = metadata["start"], metadata["end"]
        if kind.text == "cron" and start.text is not None and start.text == end.text:
            yield end.finding(
                f"the window of {document.kind} `{document.name}` ends when it begins (`{end.text}`): KEDA refuses it"
            )
