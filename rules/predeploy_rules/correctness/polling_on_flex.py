r"""On Flex Consumption a blob trigger that polls never fires.

The plan knows the event-based trigger only: set `"source": "EventGrid"` in the binding and subscribe the container to
Event Grid. https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#considerations (as of 2026-11)

```json bad file=app/host.json
{"version": "2.0"}
```
```json bad file=app/Resize/function.json
{"bindings": [
  {"name": "photo", "type": "blobTrigger", "direction": "in", "path": "photos/{name}", "connection": "Photos"}
]}
#~ 2:29
```
```json bad file=infra/main.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "FC1", "tier": "FlexConsumption"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "photos", "kind": "functionapp,linux",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
```
```json good file=app/host.json
{"version": "2.0"}
```
```json good file=app/Resize/function.json
{"bindings": [{"name": "photo", "type": "blobTrigger", "direction": "in", "path": "photos/{name}", "source": "EventGrid"}]}
```
```json good file=infra/main.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "FC1", "tier": "FlexConsumption"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "photos", "kind": "functionapp,linux",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
```
On an unknown plan, nobody knows:
```json good file=app/host.json
{"version": "2.0"}
```
```json good file=app/Resize/function.json
{"bindings": [{"name": "photo", "type": "blobTrigger", "direction": "in", "path": "photos/{name}"}]}
```
"""

from predeploy import AzureFunction, Findings, Project, rule


@rule("high", since="0.1")
def polling_on_flex(function: AzureFunction, project: Project) -> Findings:
    if function.app is None or function.app.tier != "flex":
        return
    for event in function.events:
        source = event.node["source"]
        polls = source.absent or (source.text or "eventgrid").lower() != "eventgrid"
        if event.kind == "bucket" and polls:
            yield event.node["type"].finding(
                f"the blob trigger of `{function.name}` polls, which Flex Consumption does not do: it never fires; set source to EventGrid"
            )
