r"""An event that its receiver keeps refusing is dropped, or comes back for days, and nobody sees it.

Knative Eventing gives up on an event after its retries and drops it; Pub/Sub delivers a message again and again until it
expires after seven days, at your cost, and then drops it. A dead-letter sink (or topic) keeps what could not be delivered:
`delivery.deadLetterSink` of the Broker, Channel, Trigger or Subscription, `deadLetterPolicy` of a Pub/Sub subscription.
https://knative.dev/docs/eventing/event-delivery/, https://cloud.google.com/pubsub/docs/handling-failures (as of 2026-11).

```yaml bad
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default}
spec: {}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}  #~ orders
spec: {broker: default, subscriber: {uri: "http://orders.example.com"}}
```
```yaml bad
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}  #~ orders
spec: {topicRef: {name: orders}, pushConfig: {pushEndpoint: "https://orders.example.com"}}
```
Named at one end is enough; a broker that is not in this run may say it:
```yaml good
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default}
spec: {delivery: {deadLetterSink: {uri: "http://dead.example.com"}}}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec: {broker: default, subscriber: {uri: "http://orders.example.com"}}
```
```yaml good
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec: {broker: default, subscriber: {uri: "http://orders.example.com"}}
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec: {topicRef: {name: orders}, deadLetterPolicy: {deadLetterTopicRef: {name: failed}, maxDeliveryAttempts: 5}}
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: rows}
spec: {topicRef: {name: orders}, bigqueryConfig: {tableRef: {name: orders}}}
```
"""

import re

from predeploy import Document, Findings, Project, pattern, rule

ASIDE = pattern(r"dlq|dead|failed|failure", re.I)


@rule("low", since="0.1", kinds=("Trigger", "PubSubSubscription"))
def undeliverable_events_are_lost(document: Document, project: Project) -> Findings:
    if ASIDE.search(document.name) or not document.name:
        return
    if document.group == "eventing.knative.dev":
        broker = project.named(Document, "Broker", document["spec.broker"].text, document)
        ends = [document, broker] if isinstance(broker, Document) else []
        if ends and all(end["spec.delivery.deadLetterSink"].absent for end in ends if isinstance(end, Document)):
            yield document["metadata.name"].finding(
                f"Trigger `{document.name}` and its Broker name no dead-letter sink: an event that is refused is dropped after"
                " its retries; add delivery.deadLetterSink",
                related=((ends[1]["metadata.name"], "its broker"),),
            )
    elif document.kind == "PubSubSubscription" and document["spec.deadLetterPolicy"].absent:
        push = document["spec.pushConfig.pushEndpoint"]
        if push.present:
            yield document["metadata.name"].finding(
                f"subscription `{document.name}` has no dead-letter topic: a message that is refused comes again for days and"
                " is lost then; add a deadLetterPolicy"
            )
