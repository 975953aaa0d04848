r"""TLS 1.0 and 1.1 are broken; whoever stands between the two ends can read along.

All browsers and SDKs speak TLS 1.2. Azure stops taking the old versions itself, service by service; a template that asks
for one will be refused or changed. https://learn.microsoft.com/azure/security/fundamentals/tls-support (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {"minTlsVersion": "1.0"}}},
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2",
     "sku": {"name": "Standard_LRS"}, "properties": {"minimumTlsVersion": "TLS1_1"}}
  ]
}
#~ 6:72
#~ 8:75
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites/config", "apiVersion": "2023-12-01", "name": "orders/web", "properties": {"minTlsVersion": "1.1"}}
  ]
}
#~ 5:126
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {"minTlsVersion": "1.2"}}},
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2",
     "sku": {"name": "Standard_LRS"}, "properties": {"minimumTlsVersion": "TLS1_2"}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"tls": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2022-10-01-preview", "name": "orders",
     "properties": {"minimumTlsVersion": "[parameters('tls')]"}}
  ]
}
```
"""

from predeploy import Document, Findings, rule

# Kind → where the least version stands
PLACES = {
    "Microsoft.Web/sites": "properties.siteConfig.minTlsVersion",
    "Microsoft.Web/sites/config": "properties.minTlsVersion",
    "Microsoft.Storage/storageAccounts": "properties.minimumTlsVersion",
    "Microsoft.ServiceBus/namespaces": "properties.minimumTlsVersion",
}
OLD = {"1.0": "1.2", "1.1": "1.2", "TLS1_0": "TLS1_2", "TLS1_1": "TLS1_2"}


@rule(
    "medium",
    since="0.1",
    kinds=tuple(PLACES),
    replaces={"checkov": ("CKV_AZURE_15", "CKV_AZURE_145", "CKV_AZURE_44"), "psrule": "Azure.AppService.MinTLS"},
)
def weak_tls(resource: Document) -> Findings:
    least = resource[PLACES[resource.kind]]
    if least.text in OLD:
        wanted = OLD[least.text]
        yield least.finding(
            f"`{resource.name}` takes connections of TLS {least.text.removeprefix('TLS').replace('_', '.')}, which can be broken;"
            f" write {wanted}",
            fix=least.replace(wanted, safe=False),
        )
