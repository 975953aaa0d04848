r"""An output that holds a key is kept in the history of deployments, for everybody who may look at it.

Azure keeps the outputs of each deployment in plain text, as long as the deployment. Whoever needs the key asks for it
(`listKeys`, a reference to Key Vault), or goes without one by a managed identity:
https://learn.microsoft.com/azure/azure-resource-manager/bicep/linter-rule-outputs-should-not-contain-secrets (2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "outputs": {
    "key": {"type": "string", "value": "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'orders'), '2023-05-01').keys[0].value]"}
  },
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2", "sku": {"name": "Standard_LRS"}}
  ]
}
#~ 5:40
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"password": {"type": "securestring"}},
  "outputs": {
    "again": {"type": "string", "value": "[concat('Password=', parameters('password'))]"}
  },
  "resources": [
    {"type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "orders"}
  ]
}
#~ 6:42
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "outputs": {
    "address": {"type": "string", "value": "[reference('orders').primaryEndpoints.blob]"},
    "key": {"type": "securestring", "value": "[listKeys('orders', '2023-05-01').keys[0].value]"}
  },
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2", "sku": {"name": "Standard_LRS"}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "outputs": {"id": {"type": "string", "value": "[resourceId('Microsoft.Storage/storageAccounts', 'orders')]"}},
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "orders", "kind": "StorageV2", "sku": {"name": "Standard_LRS"}}
  ]
}
```
"""

from predeploy import ArmTemplate, Findings, Node, pattern, rule

KEYS = pattern(
    r"(?i)\blist(?:keys|secrets|accountsas|servicesas|connectionstrings|adminkeys|credentials|key|host\w+)\s*\("
)
NAMED = pattern(r"(?i)parameters\(\s*'([^']{1,80})'\s*\)")
SECURE = frozenset({"securestring", "secureobject"})


@rule("medium", since="0.1", replaces={"psrule": "Azure.Deployment.OutputSecretValue"})
def secret_in_outputs(template: ArmTemplate) -> Findings:
    for one in templates(template):
        for name, output in one["outputs"].items():
            if (output["type"].text or "securestring").lower() not in SECURE:
                yield from shown(name, output["value"], one["parameters"])


def templates(template: ArmTemplate) -> list[Node]:
    """The template, and those that are nested in it: each deployment keeps its own outputs."""
    documents = template.stack.of("Microsoft.Resources/deployments")
    return [template.node, *(one["properties.template"] for one in documents)]


def shown(name: str, value: Node, parameters: Node) -> Findings:
    written = value.raw if value.raw.__class__ is str else str(getattr(value.raw, "value", ""))
    if value.raw is not None and written:
        secure = [one for one in NAMED.findall(written) if is_secure(parameters.key(one))]
        what = "a key of the service" if KEYS.search(written) else f"parameter `{secure[0]}`" if secure else ""
        if what:
            yield value.finding(
                f"output `{name}` shows {what} to everybody who may look at the deployment; leave it out, or make its type secure",
            )


def is_secure(parameter: Node) -> bool:
    return (parameter["type"].text or "").lower() in SECURE
