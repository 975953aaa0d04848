r"""On a Dedicated plan functions stop being called a while after the last request, unless Always On keeps the app loaded.

App Service unloads an idle app after some twenty minutes, and then no timer, queue or Service Bus trigger works: only a
web request loads it again. Set `alwaysOn: true` on Basic plans and above, or use a plan that is made for functions:
https://learn.microsoft.com/azure/azure-functions/dedicated-plan#always-on (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "S1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]", "siteConfig": {"http20Enabled": true}}}
  ]
}
#~ 7:90
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "S1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]", "siteConfig": {"alwaysOn": true}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "S1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    {"type": "Microsoft.Web/sites/config", "apiVersion": "2023-12-01", "name": "orders/web", "properties": {"alwaysOn": true}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "EP1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]", "siteConfig": {}}}
  ]
}
```
It is to sleep, so that its plan is what is wrong:
```json good file=azuredeploy.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "S1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]", "siteConfig": {"http20Enabled": true}}}
  ]
}
```
```yaml good file=predeploy.yaml
defaults: {intent: {idle: zero}}
```
"""

from predeploy import Findings, FunctionApp, Intent, rule


@rule("medium", since="0.1")
def sleeps_without_always_on(app: FunctionApp, intent: Intent) -> Findings:
    to_sleep = intent.idle.stated and intent.idle.value == "zero"  # then it is on the wrong plan
    if app.tier != "dedicated" or to_sleep or not app.configured_here:
        return
    always = app.config("alwaysOn")
    if always.absent or always.is_false:
        size = f" ({app.plan.size})" if app.plan is not None and app.plan.size else ""
        yield always.finding(
            f"function app `{app.name}` is on a Dedicated plan{size} without Always On: when no request comes for twenty"
            " minutes it is unloaded, and its timers and queues stand still; set alwaysOn",
            fix=always.insert(True, safe=False) if always.absent else always.replace(True, safe=False),
        )
