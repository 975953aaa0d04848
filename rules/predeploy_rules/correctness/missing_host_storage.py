r"""A function app without `AzureWebJobsStorage` has nowhere to keep its keys, timers and leases.

The host refuses to start, or starts without what needs storage: every trigger but HTTP. It is a connection string, or with a managed identity `AzureWebJobsStorage__accountName` (or the addresses of its services).
https://learn.microsoft.com/azure/azure-functions/functions-app-settings#azurewebjobsstorage (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp", "properties": {"siteConfig": {
      "appSettings": [
        {"name": "FUNCTIONS_EXTENSION_VERSION", "value": "~4"},
        {"name": "FUNCTIONS_WORKER_RUNTIME", "value": "node"}
      ]}}}
  ]
}
#~ 6:7
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp", "properties": {"siteConfig": {
      "appSettings": [
        {"name": "FUNCTIONS_WORKER_RUNTIME", "value": "node"},
        {"name": "AzureWebJobsStorage__accountName", "value": "orders"}
      ]}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"more": {"type": "array"}},
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp", "properties": {"siteConfig": {
      "appSettings": "[concat(createArray(createObject('name', 'FUNCTIONS_WORKER_RUNTIME', 'value', 'node')), parameters('more'))]"}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "flow", "kind": "functionapp,workflowapp", "properties": {"siteConfig": {
      "appSettings": [{"name": "FUNCTIONS_WORKER_RUNTIME", "value": "node"}]}}}
  ]
}
```
"""

from predeploy import Findings, FunctionApp, rule

WANTED = "azurewebjobsstorage"


@rule("high", since="0.1")
def missing_host_storage(app: FunctionApp) -> Findings:
    if not app.settings_known:
        return
    names = [name.lower() for name, _ in app.settings]
    # only what runs functions for certain: other settings may come by another way
    if any(name.startswith("functions_") for name in names) and not any(name.startswith(WANTED) for name in names):
        yield app["properties.siteConfig.appSettings"].finding(
            f"function app `{app.name}` has no AzureWebJobsStorage among its {len(names)} app settings: its host has no place"
            " for keys, timers and leases; add it, or AzureWebJobsStorage__accountName"
        )
