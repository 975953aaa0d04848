r"""An app that names two languages starts none of its functions.

FUNCTIONS_WORKER_RUNTIME says which worker the host starts, `linuxFxVersion` which image it runs in; the image of one
language has no worker of the other. https://learn.microsoft.com/azure/azure-functions/functions-app-settings
#functions_worker_runtime (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux", "properties": {"siteConfig": {
      "linuxFxVersion": "Python|3.12",
      "appSettings": [{"name": "FUNCTIONS_WORKER_RUNTIME", "value": "node"}]
    }}}
  ]
}
#~ 6:25
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux", "properties": {"siteConfig": {
      "linuxFxVersion": "DOTNET-ISOLATED|10.0",
      "appSettings": [{"name": "FUNCTIONS_WORKER_RUNTIME", "value": "dotnet-isolated"}]
    }}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux", "properties": {"siteConfig": {
      "linuxFxVersion": "DOCKER|registry.example.com/orders:1.4",
      "appSettings": [{"name": "FUNCTIONS_WORKER_RUNTIME", "value": "custom"}]
    }}}
  ]
}
```
"""

from predeploy import Findings, FunctionApp, rule

LANGUAGES = frozenset({"python", "node", "java", "powershell", "dotnet", "dotnet-isolated"})


@rule("high", since="0.1")
def runtime_mismatch(app: FunctionApp) -> Findings:
    worker, image = dict(app.settings).get("FUNCTIONS_WORKER_RUNTIME"), app.config("linuxFxVersion")
    wanted = (worker.text or "").lower() if worker is not None else ""
    given = (image.text or "").partition("|")[0].lower()
    if worker is not None and wanted in LANGUAGES and given in LANGUAGES and wanted != given:
        yield image.finding(
            f"function app `{app.name}` runs in an image for {given} (`{image.text}`) and starts workers of {wanted}: none of"
            " its functions is found; make them agree",
            related=((worker, "FUNCTIONS_WORKER_RUNTIME"),),
        )
