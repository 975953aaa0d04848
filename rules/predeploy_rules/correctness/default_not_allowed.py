r"""A parameter whose default is none of its own allowed values is refused wherever nobody gives another.

Azure checks the default as it checks what is given: by `allowedValues`, `minValue` and `maxValue`, `minLength` and
`maxLength`, and by the type. An empty default is mostly a place that each deployment fills.
https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "size": {"type": "string", "defaultValue": "EP4", "allowedValues": ["EP1", "EP2", "EP3"]},
    "count": {"type": "int", "defaultValue": [3]},
    "most": {"type": "int", "defaultValue": 30, "maxValue": 20},
    "disk": {"type": "string", "defaultValue": "", "allowedValues": ["Standard_LRS", "Premium_LRS"]}
  },
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "[parameters('size')]"}}
  ]
}
#~ 5:48
#~ 6:30
#~ 7:45
#~ 8:48
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "size": {"type": "string", "defaultValue": "ep1", "allowedValues": ["EP1", "EP2", "EP3"]},
    "zones": {"type": "array", "defaultValue": ["1"], "allowedValues": ["1", "2", "3"]},
    "count": {"type": "int", "defaultValue": 3, "minValue": 1}
  },
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "[parameters('size')]"}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "size": {"type": "string", "defaultValue": "[resourceGroup().tags.size]", "allowedValues": ["EP1", "EP2"]},
    "plain": {"type": "bool", "defaultValue": false}
  },
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "[parameters('size')]"}}
  ]
}
```
"""

from predeploy import Document, Findings, Node, rule

# Type → what Python makes of such a value
TYPES = {
    "string": str,
    "securestring": str,
    "int": int,
    "bool": bool,
    "array": list,
    "object": dict,
    "secureobject": dict,
}


@rule("high", since="0.1", severities=("medium",), kinds=("arm template",))
def default_not_allowed(template: Document) -> Findings:
    for name, parameter in template["parameters"].items():
        default = parameter["defaultValue"]
        known = default.present and not any(one.unknown for one in default)
        trouble = refused(parameter, default) if known else ""
        if trouble:
            hidden = (parameter["type"].text or "secure").lower().startswith("secure")
            yield default.finding(
                f"the default of parameter `{name}` {trouble}: Azure refuses the template wherever no other value is given",
                secret=hidden,
                severity="medium" if default.value in ("", [], {}) else "high",
            )


def refused(parameter: Node, default: Node) -> str:
    kind, allowed = TYPES.get((parameter["type"].text or "").lower()), parameter["allowedValues"]
    spelled = isinstance(default.value, str) and kind in (int, bool)  # a number or a boolean in quotes may pass
    if kind is not None and default.value.__class__ is not kind and not spelled:
        return f"is no {parameter['type'].text}"
    values = [one.value for one in allowed]
    if values and all(one.present for one in allowed) and not same(default.value, values):
        return f"is not among the {len(values)} allowed values"
    size, word = (
        (default.number, "Value")
        if kind is int
        else (float(len(default.value)), "Length")
        if kind in (str, list)
        else (0.0, "")
    )
    least, most = (parameter[f"{end}{word}"].number for end in ("min", "max")) if word else (0.0, 0.0)
    if size < least:
        return f"is below the least of {least:g}" if kind is int else f"is shorter than {least:g}"
    return "" if not size > most else f"is above the most of {most:g}" if kind is int else f"is longer than {most:g}"


def same(value: object, allowed: list[object]) -> bool:
    """Texts are compared whatever their case; of an array each element must be allowed."""
    plain = [one.lower() if isinstance(one, str) else one for one in allowed]
    if isinstance(value, list):
        return value in allowed or all(same(one, allowed) for one in value)
    return (value.lower() if isinstance(value, str) else value) in plain
