r"""A Basic namespace of Service Bus has queues only, and plain ones: topics, sessions and duplicate detection are refused.

They come with the Standard tier:
https://learn.microsoft.com/azure/service-bus-messaging/service-bus-resource-manager-exceptions (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2022-10-01-preview", "name": "shop", "sku": {"name": "Basic"}},
    {"type": "Microsoft.ServiceBus/namespaces/topics", "apiVersion": "2022-10-01-preview", "name": "shop/orders", "properties": {}},
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/packing",
     "properties": {"requiresSession": true}}
  ]
}
#~ 6:100
#~ 8:40
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2022-10-01-preview", "name": "shop", "sku": {"name": "Basic"},
     "resources": [{"type": "queues", "apiVersion": "2022-10-01-preview", "name": "packing", "properties": {"requiresSession": false}}]}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"tier": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2022-10-01-preview", "name": "shop", "sku": {"name": "[parameters('tier')]"}},
    {"type": "Microsoft.ServiceBus/namespaces/topics", "apiVersion": "2022-10-01-preview", "name": "shop/orders", "properties": {}}
  ]
}
```
"""

from predeploy import ArmResource, Findings, rule

NAMESPACE = "Microsoft.ServiceBus/namespaces"
FEATURES = {"requiresSession": "sessions", "requiresDuplicateDetection": "duplicate detection"}


@rule("high", since="0.1", kinds=(f"{NAMESPACE}/topics", f"{NAMESPACE}/queues"))
def tier_without_feature(resource: ArmResource) -> Findings:
    stack = resource.stack
    own = stack.identity(resource).removeprefix(f"{resource.kind}/".lower()).partition("/")[0]
    space = stack.documents.get(f"{NAMESPACE}/{own}".lower())
    if space is None or (space["sku.name"].text or "").lower() != "basic":
        return
    related = ((space["sku.name"], "the tier"),)
    if resource.kind.endswith("topics"):
        yield resource["name"].finding(
            f"topic `{resource.name}` stands in a Basic namespace, which has queues only: Azure refuses it",
            related=related,
        )
    for key, what in FEATURES.items():
        node = resource["properties"][key]
        if node.is_true and resource.kind.endswith("queues"):
            yield node.finding(
                f"queue `{resource.name}` asks for {what}, which a Basic namespace does not have: Azure refuses it",
                related=related,
            )
