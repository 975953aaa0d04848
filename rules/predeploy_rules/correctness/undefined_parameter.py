r"""A template that names a parameter or variable which it does not declare is refused before anything is deployed.

So is an expression that is none: a bracket too few, a text in double quotes. Within a nested template whose expressions are
evaluated in its own scope, only its own names count.
https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"account": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[parameters('acount')]",
     "location": "[resourceGroup().location", "kind": "StorageV2", "sku": {"name": "[variables('sku')]"}},
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[concat('a', 'b']"}
  ]
}
#~ 6:87
#~ 7:84
#~ 8:87
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"account": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "inner", "properties": {
      "mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"},
      "template": {"resources": [
        {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "[parameters('account')]", "sku": {"name": "B1"}}]}}}
  ]
}
#~ 9:83
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"account": {"type": "string"}},
  "variables": {"copy": [{"name": "sku", "count": 2, "input": {"name": "Standard_LRS"}}]},
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[Parameters('Account')]",
     "location": "[[not an expression]", "kind": "StorageV2", "sku": {"name": "[variables('sku')[0].name]"}},
    {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "inner", "properties": {
      "mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"},
      "parameters": {"size": {"value": "[parameters('account')]"}},
      "template": {"parameters": {"size": {"type": "string"}}, "resources": [
        {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "[parameters('size')]", "sku": {"name": "B1"}}]}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "functions": [{"namespace": "contoso", "members": {"unique": {"parameters": [{"name": "prefix", "type": "string"}],
    "output": {"type": "string", "value": "[concat(parameters('prefix'), 'x')]"}}}}],
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[contoso.unique('a')]"}
  ]
}
```
"""

from predeploy import ArmTemplate, Findings, rule, similar


@rule("high", since="0.1")
def undefined_parameter(template: ArmTemplate) -> Findings:
    for node, kind, name, known in template.faults():
        if kind == "malformed":
            yield node.finding(f"this is no expression: {name}; Azure refuses the template")
            continue
        near = similar(name[:80], known, cutoff=0.6)
        hint = f"; did you mean `{near}`?" if near else ""
        yield node.finding(f"there is no {kind} `{name}` in this template: Azure refuses it{hint}")
