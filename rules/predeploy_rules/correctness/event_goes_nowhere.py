r"""An event that is sent to something that does not exist reaches nobody.

A source, Trigger or Subscription of Knative Eventing that names a sink which is not there never becomes ready, and whoever
waits for the event waits for ever. Said where an object of nearly that name and of the same kind stands in the same folder:
one of the two is misspelt. https://knative.dev/docs/eventing/sinks/ (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: event-display}
spec: {template: {spec: {containers: [{image: "display:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec:
  schedule: "*/10 * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: event-displays}}  #~ event-displays
```
```yaml fixed
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: event-display}
spec: {template: {spec: {containers: [{image: "display:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec:
  schedule: "*/10 * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: event-display}}
```
```yaml bad
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default-broker}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec: {broker: default-brokr, subscriber: {uri: "http://orders.example.com"}}  #~ default-brokr
```
It is there; it may be elsewhere; another namespace has one of that name:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: event-display}
spec: {template: {spec: {containers: [{image: "display:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec: {schedule: "*/10 * * * *", sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: event-display}}}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec: {broker: default, subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: orders}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders-v1}
spec: {template: {spec: {containers: [{image: "display:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec: {schedule: "*/10 * * * *", sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: orders-v2}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: event-display, namespace: shop}
spec: {template: {spec: {containers: [{image: "display:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec:
  schedule: "*/10 * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: event-displays, namespace: other}}
```
"""

import difflib
from collections.abc import Iterator
from itertools import islice

from predeploy import Document, Findings, Node, Project, pattern, rule

NUMBERS = pattern(r"[0-9]+")
ALIKE = 0.8  # of 1: a slip of the pen, not a longer name
MANY = 50  # names that are compared
KINDS = (
    "Broker", "Trigger", "Subscription", "Channel", "Sequence", "Parallel", "PingSource", "ApiServerSource", "SinkBinding",
    "ContainerSource", "KafkaSource",
)  # fmt: skip


@rule("medium", since="0.1", kinds=KINDS)
def event_goes_nowhere(document: Document, project: Project) -> Findings:
    if not document.group.endswith(".knative.dev"):
        return
    for kind, name in named(document):
        if not kind or not name.text or project.named(Document, kind, name.text, document) is not None:
            continue
        near = difflib.get_close_matches(name.text, islice(beside(kind, document, project), MANY), n=1, cutoff=ALIKE)
        numbered = near and NUMBERS.sub("", near[0]) == NUMBERS.sub("", name.text)  # orders-v1 is not orders-v2
        if near and not numbered and project.complete_for(document, Document):
            yield name.finding(
                f"{document.kind} `{document.name}` sends to {kind} `{name.text}`, which does not exist; did you mean `{near[0]}`?",
                fix=name.replace(near[0], safe=False),
            )


def beside(kind: str, near: Document, project: Project) -> Iterator[str]:
    """The names of the objects of a kind in the same folder and namespace."""
    for one in project.all(Document):
        same = one.namespace == near.namespace or not one.namespace or not near.namespace
        if one.kind == kind and same and project.distance(one, near) in (0, 1):
            yield one.name


def named(document: Document) -> Iterator[tuple[str, Node]]:
    """Kind and name of everything that events are sent to, in the namespace of the object."""
    spec = document["spec"]
    if document.kind == "Trigger":
        yield "Broker", spec["broker"]
    if document.kind == "Subscription":
        yield spec["channel.kind"].text or "", spec["channel.name"]
    places = [spec[path] for path in ("sink", "subscriber", "reply", "delivery.deadLetterSink")]
    for part in (*spec["steps"], *spec["branches"]):
        places += [part, *(part[path] for path in ("subscriber", "filter", "reply", "delivery.deadLetterSink"))]
    for place in places:
        ref = place["ref"]
        if ref["namespace"].absent or ref["namespace"].text == document.namespace:
            yield ref["kind"].text or "", ref["name"]
