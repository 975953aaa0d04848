r"""A resource that names another of its template without `dependsOn` may be made before it.

Resource Manager makes resources at the same time, and takes `resourceId(…)` for a text: only `reference(…)` and `dependsOn`
make it wait. Whether the other is there in time is luck; a new environment fails where the old one had it already. Silent
where the two are parts of one another, or a third one stands between them.
https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "Y1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop",
      "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
#~ 7:38 "[resourceId('Microsoft.Web/serverfarms', 'plan')]"
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"other": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "Y1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop",
      "dependsOn": ["[resourceId('Microsoft.Web/serverfarms', 'plan')]"],
      "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "cart", "dependsOn": ["[parameters('other')]"],
      "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "pack", "dependsOn": ["shop"],
      "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop",
      "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
```
"""

from predeploy import ArmResource, Findings, rule

NEEDED = {
    "Microsoft.Web/sites": ("properties.serverFarmId",),
    "Microsoft.App/containerApps": ("properties.managedEnvironmentId", "properties.environmentId"),
    "Microsoft.App/jobs": ("properties.environmentId",),
}


@rule("medium", since="0.1", kinds=tuple(NEEDED))
def dependency_not_said(resource: ArmResource) -> Findings:
    stack = resource.stack
    for path in NEEDED[resource.kind]:
        node = resource[path]
        target = stack.pointed(node)
        if target is None or target["existing"].is_true or [*resource["dependsOn"].each()]:
            continue
        yield node.finding(
            f"`{resource.name}` names {target.kind} `{target.name}` of this template and does not wait for it: it may be made "
            "first, and fails; add it to dependsOn",
            related=(target.node,),
        )
