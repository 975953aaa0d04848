r"""A function on a retired runtime gets no security patches any more.

AWS stops patching a Lambda runtime on its deprecation day, later refuses new functions on it, and in the end updates of
existing ones too: what runs today cannot be mended then. Move to a newer version of the language while that is an errand
and not an emergency. The days are data: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (as of
2026-08-22); those on which creating and updating gets refused have moved four times, so only past ones are told.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs16.x}}  #~ nodejs16.x @medium
Resources:
  Old: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs12.x}}  #~ nodejs12.x @high
  One: {Type: AWS::Serverless::Function}
  Two: {Type: AWS::Serverless::Function}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, runtime: python3.9}  #~ python3.9 @medium
functions:
  pack: {handler: pack.handler}
  ship: {handler: ship.handler}
  bill: {handler: bill.handler, runtime: go1.x}  #~ go1.x @high
```
```json bad file=azuredeploy.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp", "location": "westeurope",
    "properties": {"siteConfig": {
      "powerShellVersion": "7.2",
      "appSettings": [
        {"name": "FUNCTIONS_EXTENSION_VERSION", "value": "~4"},
        {"name": "FUNCTIONS_WORKER_RUNTIME", "value": "powershell"}
      ]
    }}
  }]
}
#~ 7:28 @medium
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Chosen: {Type: String}}
Resources:
  New: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.14}}
  Later: {Type: AWS::Lambda::Function, Properties: {Runtime: !Ref Chosen}}
  Image: {Type: AWS::Lambda::Function, Properties: {PackageType: Image}}
  Newer: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs99.x}}
```
```yaml good file=serverless.yml
# a runtime that a plugin brings
service: shop
provider: {name: aws, runtime: rust}
functions: {pack: {handler: pack}}
```
"""

from datetime import date

from predeploy import Findings, Function, Node, Severity, StackResource, rule

SOON = 90  # days


@rule(
    "medium",
    since="0.1",
    severities=("high", "low"),
    replaces={"cfn-lint": ("W2531", "E2531", "E2533"), "checkov": "CKV_AWS_363", "cdk-nag": "LambdaLatestVersion"},
)
def retired_runtime(function: Function) -> Findings:
    runtime, today = function.runtime, date.today()
    known = function.RUNTIMES.get(runtime.text or "")
    if known is None or not speaks_for(function, runtime):
        return
    severity: Severity
    words = "versions" if function.platform == "app-engine" else "functions"
    if known.block_create is not None and known.block_create <= today:
        severity, what = "high", f"retired: since {known.block_create} {function.host} refuses new {words} on it"
    elif known.deprecation <= today:
        severity, what = "medium", f"retired: no security patches since {known.deprecation}"
    elif (known.deprecation - today).days <= SOON:
        severity, what = "low", f"about to retire: no security patches from {known.deprecation} on"
    else:
        return
    kind = "version of the host" if known.latest.startswith("~") else "runtime"  # FUNCTIONS_EXTENSION_VERSION
    yield runtime.finding(f"{kind} `{runtime.text}` is {what}; the newest is `{known.latest}`", severity=severity)


def speaks_for(function: Function, setting: Node) -> bool:
    """Is the setting the function's own, or the function the first that inherits it? What many inherit is said once."""
    own, tree = function.node.path, function.node.tree
    if setting.path[: len(own)] == own or not hasattr(tree.format, "stack"):
        return True
    functions = StackResource(function.node).stack.functions
    return next((one.node.path == own for one in functions if one.runtime.path == setting.path), True)
