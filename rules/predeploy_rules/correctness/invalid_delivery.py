r"""A delivery of events that Knative Eventing cannot read is refused.

`timeout` and `backoffDelay` are durations of ISO 8601, `PT30S` and not `30s`; the timeout must be longer than nothing;
`retry` is a number of 0 or more, `backoffPolicy` is `linear` or `exponential`.
https://knative.dev/docs/eventing/event-delivery/, github knative/eventing, pkg/apis/duck/v1/delivery_types.go (as of
2026-08).

```yaml bad
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec:
  broker: default
  subscriber: {uri: "http://orders.example.com"}
  delivery:
    timeout: 30s  #~ 30s
    backoffDelay: "1"  #~ "1"
    backoffPolicy: quadratic  #~ quadratic
    retry: -1  #~ -1
```
```yaml fixed
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec:
  broker: default
  subscriber: {uri: "http://orders.example.com"}
  delivery:
    timeout: PT30S
    backoffDelay: "PT1S"
    backoffPolicy: quadratic
    retry: -1
```
```yaml bad
apiVersion: flows.knative.dev/v1
kind: Sequence
metadata: {name: orders}
spec: {steps: [{uri: "http://orders.example.com", delivery: {timeout: PT0S}}]}  #~ PT0S
```
```yaml good
apiVersion: messaging.knative.dev/v1
kind: Subscription
metadata: {name: orders}
spec:
  channel: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: orders}
  delivery: {retry: 5, backoffPolicy: exponential, backoffDelay: PT0.5S, timeout: PT1M30S}
```
```yaml good
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default}
spec: {delivery: {timeout: "${TIMEOUT}", backoffDelay: P1Y2M1DT2H}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {delivery: {timeout: 30s}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, pattern, rule

KINDS = (
    "Broker",
    "Trigger",
    "Subscription",
    "Channel",
    "InMemoryChannel",
    "KafkaChannel",
    "Sequence",
    "Parallel",
    "KafkaSource",
)
ISO = pattern(
    r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?\Z"
)
NOTHING = pattern(r"[PT0DHMS.]+\Z")
POLICIES = ("linear", "exponential")


@rule("high", since="0.1", kinds=KINDS)
def invalid_delivery(document: Document) -> Findings:
    if not document.group.endswith(".knative.dev"):
        return
    for delivery in deliveries(document):
        for key in ("timeout", "backoffDelay"):
            yield from of_duration(document, delivery[key])
        retry, policy = delivery["retry"], delivery["backoffPolicy"]
        if retry.number < 0:
            yield retry.finding(f"{document.kind} `{document.name}` tries {retry.text} times again: it takes 0 or more")
        if policy.text is not None and policy.text not in POLICIES:
            yield policy.finding(f"there is no backoffPolicy `{policy.text}`: it is `linear` or `exponential`")


def deliveries(document: Document) -> Iterator[Node]:
    yield document["spec.delivery"]
    for path in ("spec.steps", "spec.branches"):
        yield from (part["delivery"] for part in document[path])


def of_duration(document: Document, node: Node) -> Findings:
    text = node.text
    if text is None:
        return
    what = f"{node.name} `{text}` of {document.kind} `{document.name}`"
    if not ISO.match(text):
        seconds = node.duration
        known = seconds > 0 and float(seconds).is_integer()
        yield node.finding(
            f"{what} is no duration of ISO 8601 and is refused" + (f"; write `PT{seconds:g}S`" if known else ""),
            fix=node.replace(f"PT{seconds:g}S", safe=True) if known else None,
        )
    elif node.name == "timeout" and NOTHING.match(text):
        yield node.finding(f"{what} must be longer than nothing: it is refused")
