r"""A sender that waits for less time than its receiver may work sends the same message again meanwhile.

Pub/Sub waits for the answer to a push as long as the subscription's acknowledgement deadline says, 10 s unless set and
600 s at the most; Cloud Scheduler waits for an attempt 180 s unless set; Knative Eventing waits as long as the `timeout`
of the delivery. Then the message counts as failed and comes again, while the first one is still being worked on: Cloud Run
answers 504 at its own timeout and does not stop the work. Let the sender wait longer than the receiver may work, or let
the receiver answer at once and work later. https://cloud.google.com/pubsub/docs/push#receive_push,
https://cloud.google.com/run/docs/configuring/request-timeout, https://knative.dev/docs/eventing/event-delivery/ (as of
2026-11).

```yaml bad
apiVersion: run.cnrm.cloud.google.com/v1beta1
kind: RunService
metadata: {name: orders}
spec: {template: {timeout: 120s, containers: [{image: "orders:1"}]}}
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec:
  topicRef: {name: orders}
  ackDeadlineSeconds: 60  #~ 60 @medium
  pushConfig: {pushEndpoint: "https://orders-a1b2c3d4e5-uc.a.run.app/push"}
```
```yaml fixed
apiVersion: run.cnrm.cloud.google.com/v1beta1
kind: RunService
metadata: {name: orders}
spec: {template: {timeout: 120s, containers: [{image: "orders:1"}]}}
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec:
  topicRef: {name: orders}
  ackDeadlineSeconds: 120
  pushConfig: {pushEndpoint: "https://orders-a1b2c3d4e5-uc.a.run.app/push"}
```
Knative Eventing:
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: packer}
spec: {template: {spec: {timeoutSeconds: 120, containers: [{image: "packer:1"}]}}}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: packer}
spec:
  broker: default
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: packer}}
  delivery: {timeout: PT30S}  #~ PT30S @high
```
How long the receiver may work, nobody chose:
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: packer}
spec: {template: {spec: {containers: [{image: "packer:1"}]}}}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: packer}
spec:
  broker: default
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: packer}}
  delivery: {timeout: PT30S}  #~ PT30S @medium
```
A deadline that is long enough, one that is not said (Knative then waits as long as it takes), an endpoint elsewhere:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: packer}
spec: {template: {spec: {timeoutSeconds: 30, containers: [{image: "packer:1"}]}}}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: packer}
spec:
  broker: default
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: packer}}
  delivery: {timeout: PT1M}
---
apiVersion: messaging.knative.dev/v1
kind: Subscription
metadata: {name: packer}
spec:
  channel: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: orders}
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: packer}}
```
```yaml good
apiVersion: run.cnrm.cloud.google.com/v1beta1
kind: RunService
metadata: {name: orders}
spec: {template: {timeout: 60s, containers: [{image: "orders:1"}]}}
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: elsewhere}
spec: {ackDeadlineSeconds: 10, pushConfig: {pushEndpoint: "https://hooks.example.com/orders"}}
---
apiVersion: cloudscheduler.cnrm.cloud.google.com/v1beta1
kind: CloudSchedulerJob
metadata: {name: nightly}
spec: {schedule: "0 3 * * *", httpTarget: {uri: "https://orders-a1b2c3d4e5-uc.a.run.app/nightly"}}
```
"""

from predeploy import Connection, Findings, rule

MOST = {"PubSubSubscription": 600.0, "CloudSchedulerJob": 1800.0}  # s; sources in timeout-above-platform-limit


@rule("high", since="0.1", kinds=("push",), severities=("medium", "low"))
def push_deadline_too_short(connection: Connection) -> Findings:
    waits, works, sender = connection.waits, connection.works, connection.caller.view
    if connection.mode != "sync" or not connection.slack < 0:
        return
    most = MOST.get(sender.kind if sender is not None else "", works.value)
    meant = waits.state == "own" and works.state == "default"  # only the wait was chosen, and may be enough
    own = waits.state == "own" and works.value <= most and waits.node.value.__class__ in (int, float)
    yield waits.finding(
        f"{connection.caller.name} waits {waits} for an answer, {connection.callee.name} may work {works}: the message comes"
        f" again while it is still being worked on; wait {min(works.value, most):g} s"
        + (", the most there is, and let the receiver stop by then" if works.value > most else ""),
        fix=waits.replace(int(works.value), safe=False) if own else None,
        related=((works.node, f"may work {works}"),),
        severity=connection.weighed("medium" if meant else "high"),
    )
