r"""An endpoint that also answers plain HTTP sends what it is given, keys and cookies too, past everybody on the way.

App Service takes HTTP beside HTTPS unless `httpsOnly` is true, Container Apps when `allowInsecure` is, storage accounts
when `supportsHttpsTrafficOnly` is false. https://learn.microsoft.com/azure/app-service/configure-ssl-bindings#enforce-https,
…/container-apps/ingress-overview, …/storage/common/storage-require-secure-transfer (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": false}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop", "kind": "app", "properties": {"enabled": true}}
  ]
}
#~ 6:34
#~ 7:96
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart",
     "properties": {"configuration": {"ingress": {"external": true, "allowInsecure": true, "targetPort": 80}}}},
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2",
     "sku": {"name": "Standard_LRS"}, "properties": {"supportsHttpsTrafficOnly": false}}
  ]
}
#~ 6:86 @low
#~ 8:82
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true}},
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart",
     "properties": {"configuration": {"ingress": {"external": false, "allowInsecure": true, "targetPort": 80}}}},
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2",
     "sku": {"name": "Standard_LRS"}, "properties": {}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"https": {"type": "bool"}},
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": "[parameters('https')]"}}
  ]
}
```
"""

from predeploy import Document, Findings, rule

SITE, APP, STORAGE = "Microsoft.Web/sites", "Microsoft.App/containerApps", "Microsoft.Storage/storageAccounts"


@rule(
    "medium",
    since="0.1",
    severities=("low",),
    kinds=(SITE, APP, STORAGE),
    replaces={
        "checkov": ("CKV_AZURE_14", "CKV_AZURE_70", "CKV_AZURE_3"),
        "psrule": ("Azure.AppService.UseHTTPS", "Azure.ContainerApp.Insecure"),
    },
)
def plain_http_accepted(resource: Document) -> Findings:
    body = resource["properties"]
    if resource.kind == SITE:
        only = body["httpsOnly"]
        if only.is_false or (only.absent and body.is_map):
            yield only.finding(
                f"`{resource.name}` also answers plain HTTP: keys and answers can be read on the way; set httpsOnly to true",
                fix=only.insert(True, safe=False) if only.absent else only.replace(True, safe=False),
            )
    elif resource.kind == APP:
        insecure = body["configuration.ingress.allowInsecure"]
        if insecure.is_true and body["configuration.ingress.external"].is_true:
            yield insecure.finding(
                f"container app `{resource.name}` answers plain HTTP from outside instead of sending callers to HTTPS",
                fix=insecure.replace(False, safe=False),
                severity="low",
            )
    elif body["supportsHttpsTrafficOnly"].is_false:
        yield body["supportsHttpsTrafficOnly"].finding(
            f"storage account `{resource.name}` takes requests over plain HTTP, signatures and data readable; set it to true",
            fix=body["supportsHttpsTrafficOnly"].replace(True, safe=False),
        )
