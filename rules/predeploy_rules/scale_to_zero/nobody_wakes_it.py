r"""What is at zero, or goes there, and nothing brings it back.

A container app without ingress and without a rule that looks outside never comes back: Container Apps starts a replica for a request or for what a scale rule counts; rules of CPU and memory count replicas that
run, and wake none. Enable ingress, add a rule of the queue that feeds it, or keep one replica:
https://learn.microsoft.com/azure/container-apps/scale-app#default-scale-rule (as of 2026-11). In a cluster KEDA's cron trigger opens
a window; outside of it nothing wakes the pods, whoever calls them. And a Deployment with 0 replicas and no scaler is parked: delete
it, or say why it stays (an annotation that names `suspend`, `paused` or `parked`).

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "packer", "properties": {
      "configuration": {"activeRevisionsMode": "Single"},
      "template": {"containers": [{"name": "packer", "image": "registry.example.com/packer:1.4"}]}}}
  ]
}
#~ 7:7
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "packer", "properties": {
      "template": {
        "scale": {"minReplicas": 0, "rules": [{"name": "busy", "custom": {"type": "cpu", "metadata": {"value": "70"}}}]}}}}
  ]
}
#~ 7:34
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "packer", "properties": {
      "template": {"scale": {"minReplicas": 0, "rules": [{"name": "orders", "azureQueue": {"queueName": "orders", "queueLength": 5}}]}}}},
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {
      "configuration": {"ingress": {"targetPort": 8080}}, "template": {}}},
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "watch", "properties": {
      "template": {"scale": {"minReplicas": 1}}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"ingress": {"type": "object"}},
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "packer", "properties": {
      "configuration": {"ingress": "[parameters('ingress')]"}, "template": {}}}
  ]
}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: main, image: "registry.example.com/shop:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {defaultBackend: {service: {name: shop, port: {number: 80}}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers:
    - {type: cron, metadata: {timezone: Europe/Berlin, start: 0 8 * * 1-5, end: 0 18 * * 1-5, desiredReplicas: "2"}}  #~ cron
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: old-shop}
spec: {replicas: 0, template: {metadata: {labels: {app: old}}, spec: {containers: [{name: main, image: "registry.example.com/shop:1.3"}]}}}  #~ 0 @info
```
Nobody calls it outside its window; a queue wakes it, too; it is parked on purpose:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: report}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/report:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: report}
spec:
  scaleTargetRef: {name: report}
  triggers: [{type: cron, metadata: {timezone: Europe/Berlin, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: "1"}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - {type: cron, metadata: {timezone: Europe/Berlin, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: "1"}}
    - {type: rabbitmq, metadata: {queueName: orders}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: old-shop, annotations: {example.com/parked: until the sale}}
spec: {replicas: 0, template: {spec: {containers: [{name: main, image: "registry.example.com/shop:1.3"}]}}}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: shop-746d5fddf6, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: shop, uid: 5c9b}]}
spec: {replicas: 0, template: {spec: {containers: [{name: main, image: "registry.example.com/shop:1.3"}]}}}
```
"""

from predeploy import Findings, Project, Scaling, Workload, pattern, rule

PARKED = pattern(r"suspend|pause|park|sleep|downscale|hibernat|sablier")


@rule("high", since="0.1", severities=("medium", "info"), platforms=("kubernetes", "azure-container-apps"))
def nobody_wakes_it(subject: Workload, scaling: Scaling, project: Project) -> Findings:
    if subject.platform == "azure-container-apps":
        yield from of_container_app(subject)
    elif scaling.floor.value == 0:
        if scaling.scalers:
            yield from outside_its_window(subject, scaling, project)
        elif scaling.floor.state == "own" and not scaling.can_sleep and not subject.completes:
            yield from parked(subject, scaling, project)


def of_container_app(app: Workload) -> Findings:
    from predeploy import ContainerApp  # what other runs need not load

    if not isinstance(app, ContainerApp) or app.floor.value != 0 or app.wakers != [] or app.pod.absent:
        return
    if app["properties.configuration"].unknown or app.pod["scale"].unknown or app["kind"].written:
        return  # functionapp: the rules are made of its triggers
    rules = list(app.pod["scale.rules"])
    why = "its rules count running replicas only" if rules else "it has neither ingress nor a scale rule"
    yield app.floor.finding(
        f"container app `{app.name}` goes to zero and never comes back: {why}; add what wakes it, or keep one replica",
        fix=app.floor.replace(1, safe=False),
    )


def outside_its_window(workload: Workload, scaling: Scaling, project: Project) -> Findings:
    scaler = scaling.scalers[0].view
    triggers = list(scaler["spec.triggers"]) if scaler is not None and len(scaling.scalers) == 1 else []
    if scaler is None or not triggers or any(trigger["type"].text != "cron" for trigger in triggers):
        return
    callers = [call for call in project.calls.to(workload) if call.edge == "request"]
    if callers:
        yield triggers[0]["type"].finding(
            f"outside its cron windows {workload.kind} `{workload.name}` is at zero and nothing wakes it, though {callers[0].caller.name}"
            " calls it at any time; add a trigger for its calls, or keep one pod",
            related=((callers[0].via, "calls it"),),
            severity="medium",
        )


def parked(workload: Workload, scaling: Scaling, project: Project) -> Findings:
    if workload["metadata.ownerReferences"].written:  # the old pods of a rollout
        return
    meant = (*(str(key) for key, _ in workload.annotations.items()), *workload.labels)
    if project.complete_for(workload) and not any(PARKED.search(mark) for mark in meant):
        yield scaling.floor.finding(
            f"{workload.kind} `{workload.name}` has 0 replicas and nothing raises them; delete it, or say in an annotation why"
            " it is parked",
            severity="info",
        )
