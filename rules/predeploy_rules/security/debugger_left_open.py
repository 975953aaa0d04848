r"""Remote debugging in what is deployed opens a port through which the app can be stopped, read and changed.

It is switched on for an hour by hand when it is needed, and does not belong into a template:
https://learn.microsoft.com/azure/app-service/configure-common#configure-general-settings (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {"remoteDebuggingEnabled": true}}}
  ]
}
#~ 6:81
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {"remoteDebuggingEnabled": false}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"stage": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"siteConfig": {"remoteDebuggingEnabled": "[equals(parameters('stage'), 'dev')]"}}}
  ]
}
```
"""

from predeploy import Document, Findings, rule

PLACES = {
    "Microsoft.Web/sites": "properties.siteConfig.remoteDebuggingEnabled",
    "Microsoft.Web/sites/config": "properties.remoteDebuggingEnabled",
}


@rule(
    "medium",
    since="0.1",
    kinds=tuple(PLACES),
    replaces={"checkov": ("CKV_AZURE_72", "CKV_AZURE_155"), "psrule": "Azure.AppService.RemoteDebug"},
)
def debugger_left_open(site: Document) -> Findings:
    node = site[PLACES[site.kind]]
    if node.is_true:
        yield node.finding(
            f"`{site.name}` can be debugged from outside in what is deployed; switch it on by hand while it is needed",
            fix=node.replace(False, safe=False),
        )
