r"""A container app without ingress and without a rule that looks outside goes to zero and never comes back.

Container Apps starts a replica for a request or for what a scale rule counts; rules of CPU and memory count replicas that
run, and wake none. Enable ingress, add a rule of the queue that feeds it, or keep one replica:
https://learn.microsoft.com/azure/container-apps/scale-app#default-scale-rule (as of 2026-11)

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
"""

from predeploy import ContainerApp, Findings, rule


@rule("high", since="0.1", kinds=("Microsoft.App/containerApps",))
def nobody_wakes_it(app: ContainerApp) -> Findings:
    if app.floor.value != 0 or app.wakers != [] or app.pod.absent:
        return
    if app["properties.configuration"].unknown or app.pod["scale"].unknown or app["kind"].written:
        return  # functionapp: the rules are made of its triggers
    rules = list(app.pod["scale.rules"])
    why = "its rules count running replicas only" if rules else "it has neither ingress nor a scale rule"
    yield app.floor.finding(
        f"container app `{app.name}` goes to zero and never comes back: {why}; add what wakes it, or keep one replica",
        fix=app.floor.replace(1, safe=False),
    )
