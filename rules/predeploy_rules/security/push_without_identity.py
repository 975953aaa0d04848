r"""A message that is pushed without a token can only be taken by a service that lets everybody in.

Cloud Run and Cloud Functions ask each caller who it is. Pub/Sub and Cloud Scheduler show a token only where an `oidcToken`
names an account to speak for; without it a private service refuses every message, and a public one takes whatever anybody
on the internet sends it as if it were a message of yours. https://cloud.google.com/run/docs/triggering/pubsub-push,
https://cloud.google.com/scheduler/docs/http-target-auth (as of 2026-11).

```yaml bad
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec:
  topicRef: {name: orders}
  pushConfig:
    pushEndpoint: https://orders-a1b2c3d4e5-uc.a.run.app/push  #~ https
---
apiVersion: cloudscheduler.cnrm.cloud.google.com/v1beta1
kind: CloudSchedulerJob
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  httpTarget:
    uri: https://europe-west1-shop.cloudfunctions.net/nightly  #~ https
```
A token; a pull subscription; an address that asks in its own way:
```yaml good
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec:
  topicRef: {name: orders}
  pushConfig:
    pushEndpoint: https://orders-a1b2c3d4e5-uc.a.run.app/push
    oidcToken: {serviceAccountEmail: push@shop-prod.iam.gserviceaccount.com}
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: reports}
spec: {topicRef: {name: orders}, deadLetterPolicy: {maxDeliveryAttempts: 5}}
```
```yaml good
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec: {topicRef: {name: orders}, pushConfig: {pushEndpoint: "https://hooks.example.com/orders?token=x"}}
---
apiVersion: cloudscheduler.cnrm.cloud.google.com/v1beta1
kind: CloudSchedulerJob
metadata: {name: nightly}
spec: {schedule: "0 3 * * *", httpTarget: {uri: "${URL}"}}
```
"""

from predeploy import Document, Findings, pattern, rule

# Kind → where it says what it calls, and by which key
CALLS = {
    "PubSubSubscription": ("spec.pushConfig", "pushEndpoint"),
    "CloudSchedulerJob": ("spec.httpTarget", "uri"),
}
GOOGLE = pattern(r"https://[a-z0-9.-]{1,250}\.(?:run\.app|cloudfunctions\.net)(?:/|\Z)")


@rule("medium", since="0.1", kinds=tuple(CALLS))
def push_without_identity(document: Document) -> Findings:
    path, key = CALLS[document.kind]
    call = document[path]
    if GOOGLE.match(call[key].text or "") and call["oidcToken"].absent and call["oauthToken"].absent:
        yield call[key].finding(
            f"{document.kind} `{document.name}` shows no token to `{call[key].text}`: it is refused, or everybody is let in;"
            " name an account under oidcToken"
        )
