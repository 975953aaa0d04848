r"""A message that its function cannot handle is gone where no topic takes it.

Fission tries a message `maxRetries` times more (none, unless said otherwise) and sends what fails after that to `errorTopic`;
without one it only writes a line into the log of the connector, and goes on with the next message. Name a topic, and look
at it. Brokers that keep what nobody confirmed (RabbitMQ, SQS, Pub/Sub, JetStream) deliver it again and are left out.
https://fission.io/docs/usage/triggers/message-queue-trigger-kind-keda/ (as of 2026-08), main.go of each connector in
fission/keda-connectors

```yaml bad
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}
spec:
  functionref: {type: name, name: pack}
  messageQueueType: kafka
  mqtkind: keda
  topic: orders
  maxRetries: 3
  errorTopic: ""  #~ ""
```
```yaml bad
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}  #~ orders
spec: {functionref: {type: name, name: pack}, messageQueueType: kafka, mqtkind: keda, topic: orders}
```
```yaml good
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}
spec: {functionref: {type: name, name: pack}, messageQueueType: kafka, mqtkind: keda, topic: orders, errorTopic: orders-failed}
```
```yaml good
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}
spec: {functionref: {type: name, name: pack}, messageQueueType: kafka, mqtkind: keda, topic: orders, errorTopic: "${FAILED}"}
```
```yaml good
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}
spec: {functionref: {type: name, name: pack}, messageQueueType: rabbitmq, mqtkind: keda, topic: orders, errorTopic: ""}
```
"""

from predeploy import Document, Findings, effective, rule

FORGETFUL = ("kafka", "redis", "aws-kinesis-stream")  # what was read is behind it, whether or not it was handled


@rule("low", since="0.1", kinds=("MessageQueueTrigger",))
def failed_messages_are_lost(trigger: Document) -> Findings:
    failed, spec = trigger["spec.errorTopic"], trigger["spec"]
    kept = spec["messageQueueType"].text not in FORGETFUL
    if trigger.group == "fission.io" and spec.is_map and not kept and (failed.absent or failed.text == ""):
        tries = 1 + effective(spec["maxRetries"], default=0.0, unit="").value
        after = f" after {tries:g} tr{'ies' if tries > 1 else 'y'}" if tries >= 1 else ""
        place = failed if failed.present else trigger["metadata.name"]
        yield place.finding(
            f"a message of `{spec['topic'].text or trigger.name}` that fails is gone{after}: `{trigger.name}` has no errorTopic; name one"
        )
