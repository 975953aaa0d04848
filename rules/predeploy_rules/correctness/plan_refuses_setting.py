r"""A setting that the app's plan does not allow is refused when the template is deployed.

Always On is for Dedicated plans: Free, Consumption, Flex Consumption and Premium plans refuse it (Premium keeps an instance
anyway). A Linux app needs a plan with `reserved: true`. Flex Consumption wants `functionAppConfig`, takes the language from
there and no `linuxFxVersion`, and runs one app a plan.
https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan, …/functions-infrastructure-as-code and
…/dedicated-plan#always-on (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "Y1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux",
     "properties": {
       "serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]",
       "siteConfig": {"alwaysOn": true, "linuxFxVersion": "Python|3.12"}
     }}
  ]
}
#~ 9:35
#~ 9:59
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "FC1"}, "properties": {"reserved": true}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux",
     "properties": {
       "serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]",
       "siteConfig": {"linuxFxVersion": "Python|3.12"}
     }}
  ]
}
#~ 7:6
#~ 9:41
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "B1"}, "properties": {"reserved": true}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux",
     "properties": {
       "serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]",
       "siteConfig": {"alwaysOn": true, "linuxFxVersion": "Python|3.12"}
     }}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"planId": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux",
     "properties": {"serverFarmId": "[parameters('planId')]", "siteConfig": {"alwaysOn": true, "linuxFxVersion": "Python|3.12"}}}
  ]
}
```
"""

from collections.abc import Iterator

from predeploy import AppServiceSite, Findings, FunctionApp, Node, rule

WORDS = {
    "consumption": "a Consumption",
    "flex": "a Flex Consumption",
    "premium": "a Premium",
    "free": "a Free or Shared",
}


@rule("high", since="0.1")
def plan_refuses_setting(site: AppServiceSite) -> Findings:
    for node, trouble in refused(site):
        related = ((site.plan["sku.name"], "its plan"),) if site.plan is not None else ()
        yield node.finding(f"`{site.name}` {trouble}: Azure refuses it", related=related)


def refused(site: AppServiceSite) -> Iterator[tuple[Node, str]]:
    plan, linux = site.plan, site.config("linuxFxVersion")
    always = site.config("alwaysOn")
    if always.is_true and site.tier in WORDS:
        yield always, f"asks for Always On, which {WORDS[site.tier]} plan does not have"
    if linux.text and plan is not None and plan.linux is False and plan.tier is not None:
        yield linux, f"is to run `{linux.text}` on plan `{plan.name}`, which is for Windows without `reserved: true`"
    if not isinstance(site, FunctionApp) or site.tier != "flex":
        return
    config, body = site["properties.functionAppConfig"], site["properties"]
    if config.absent and body.is_map:
        yield body, "has no functionAppConfig, without which nothing runs on Flex Consumption"
    if linux.text:
        yield linux, "says linuxFxVersion; on Flex Consumption the language stands in functionAppConfig.runtime"
    on_it = site.stack.on_plans.get(site.stack.identity(plan), []) if plan is not None else []
    if len(on_it) > 1 and on_it[0].node.path != site.node.path:
        yield body["serverFarmId"], "is the second app on a plan of Flex Consumption, which takes one"
