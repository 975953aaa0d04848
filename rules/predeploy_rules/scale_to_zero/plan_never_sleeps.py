r"""A Premium or Dedicated plan is paid for when nobody calls the functions on it.

Such a plan keeps at least one instance running. Flex Consumption sleeps, and can join a virtual network, too:
https://learn.microsoft.com/azure/azure-functions/functions-scale (as of 2026-11). A plan that a web app shares has its
reason; so have functions that must answer at once.

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan",
     "sku": {"name": "EP1", "tier": "ElasticPremium"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
#~ 6:22 @medium
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "EP1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop", "kind": "app",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"size": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "one", "sku": {"name": "FC1"}},
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "two", "sku": {"name": "[parameters('size')]"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'one')]"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "stock", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'two')]"}}
  ]
}
```
"""

from predeploy import AppServicePlan, Findings, FunctionApp, Intent, Target, rule


@rule("info", since="0.1", severities=("low", "medium", "high"))
def plan_never_sleeps(plan: AppServicePlan, intent: Intent, target: Target) -> Findings:
    if plan.tier not in ("premium", "dedicated"):
        return
    sites = plan.stack.on_plans
    on_it, hidden = sites.get(plan.stack.identity(plan), []), not plan.stack.whole or "" in sites
    if not on_it or hidden or intent.wants_copies or not all(isinstance(one, FunctionApp) for one in on_it):
        return
    money = target.prices.of((plan.cores, "azure-premium-vcpu-hour"), (plan.memory, "azure-premium-gb-hour"))
    names = " and ".join(f"`{one.name}`" for one in on_it[:2]) + (
        f" and {len(on_it) - 2} more" if len(on_it) > 2 else ""
    )
    yield plan["sku.name"].finding(
        f"plan `{plan.name}` ({plan.size}) runs day and night for {names}; on Flex Consumption {'it sleeps' if len(on_it) == 1 else 'they sleep'} when nobody calls",
        money=money,
        severity=None if money else "info",
    )
