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

from collections.abc import Iterator
from functools import partial

from predeploy import Document, Findings, Node, Project, pattern, rule, similar

NUMBERS = pattern(r"[0-9]+")
ALIKE = 0.8  # of 1: a slip of the pen, not a longer name
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
        beside = project.beside(kind, document)
        names = project.once((named, id(beside)), partial(names_of, kind, beside))
        near = similar(name.text, names, cutoff=ALIKE)
        numbered = near and NUMBERS.sub("", near) == NUMBERS.sub("", name.text)  # orders-v1 is not orders-v2
        if near and not numbered and project.complete_for(document, Document):
            yield name.finding(
                f"{document.kind} `{document.name}` sends to {kind} `{name.text}`, which does not exist; did you mean `{near}`?",
                fix=name.replace(near, safe=False),
            )


def names_of(kind: str, documents: list[Document]) -> list[str]:
    return [one.name for one in documents if one.kind == kind]


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
