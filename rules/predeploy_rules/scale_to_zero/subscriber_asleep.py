r"""A subscriber that sleeps hears no message.

With Dapr it is the sidecar that takes messages from the broker, and reads input bindings; without a pod there is no sidecar.
What is woken by requests only (Knative, KEDA's HTTP add-on) stays at zero while its topic fills. Scale by the broker's own
metric with a KEDA ScaledObject: https://docs.dapr.io/developing-applications/integrations/autoscale-keda/ (as of 2026-11), or
keep one pod.

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: packer}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-id: packer, dapr.io/app-port: "8080"}}
    spec: {containers: [{image: "registry.example.com/packer:1.4"}]}
---
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: orders}
spec: {topic: orders, pubsubname: broker, routes: {default: /orders}}
scopes: [packer]  #~ packer
```
A floor of one; a ScaledObject that looks at the broker:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: packer}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-id: packer, autoscaling.knative.dev/min-scale: "1"}}
    spec: {containers: [{image: "registry.example.com/packer:1.4"}]}
---
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: orders}
spec: {topic: orders, pubsubname: broker, routes: {default: /orders}}
scopes: [packer]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-id: packer}}
    spec: {containers: [{name: packer}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
---
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: orders}
spec: {topic: orders, pubsubname: broker, routes: {default: /orders}}
scopes: [packer]
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Project, Scaling, Workload, rule

BY_REQUESTS = ("external-push",)  # of the HTTP add-on
MOST = 20  # sources of one app that are told of; thousands of apps of one name may have thousands


@rule("medium", since="0.1")
def subscriber_asleep(scaling: Scaling, project: Project) -> Findings:
    workload = scaling.subject
    if scaling.floor.value != 0 or not isinstance(workload, Workload):
        return
    app = workload.pod_annotation("dapr.io/app-id").text
    if app is None or not _woken_by_requests(scaling):
        return
    for document, scope in project.once(_listens, lambda: _by_app(project)).get(app, ())[:MOST]:
        if 0 <= project.distance(document, workload) <= 1:
            yield scope.finding(
                f"{workload.kind} `{workload.name}` sleeps when no request comes, and asleep it takes nothing from {document.kind}"
                f" `{document.name}`: scale it by the broker, or keep one pod",
                related=((scaling.floor.node, "may be zero"),),
            )


def _woken_by_requests(scaling: Scaling) -> bool:
    if not scaling.scalers:
        return scaling.subject.group == "serving.knative.dev"
    views = [scaler.view for scaler in scaling.scalers]
    triggers = [trigger["type"].text for view in views if view is not None for trigger in view["spec.triggers"]]
    return bool(triggers) and all(one in BY_REQUESTS for one in triggers)


def _by_app(project: Project) -> dict[str, list[tuple[Document, Node]]]:
    """What each app takes messages through, with the place that says so."""
    found: dict[str, list[tuple[Document, Node]]] = {}
    for document in project.kinds("Subscription", "Component"):
        for scope in _listens(document) if document.group == "dapr.io" else ():
            found.setdefault(scope.text or "", []).append((document, scope))
    return found


def _listens(document: Document) -> Iterator[Node]:
    """The apps that take messages through it."""
    if document.kind == "Subscription":
        yield from document["scopes"]
    elif document.kind == "Component" and (document["spec.type"].text or "").startswith("bindings."):
        directions = [one["value"].text or "" for one in document["spec.metadata"] if one["name"].text == "direction"]
        if directions and all("input" in one for one in directions):
            yield from document["scopes"]
