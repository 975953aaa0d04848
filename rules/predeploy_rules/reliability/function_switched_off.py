r"""A function with a reserved concurrency of 0 never runs.

Every call is throttled: APIs answer 429 or 500, queues fill up, events of S3 and SNS are dropped after some hours. Zero
is the emergency switch; left in a template it switches the function off again with each deploy. Remove the setting, or
give the function the concurrency it may use. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
(as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: 0  #~ 0
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, reservedConcurrency: 0}  #~ 0
```
```yaml good
Parameters: {Most: {Type: Number}}
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: 1}}
  Ship: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: !Ref Most}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Pack: {Type: AWS::Lambda::Function, Properties: {Handler: pack.handler}}
```
Of Azure's functions function.json says it:
```json bad file=app/Pay/function.json
{"disabled": true, "bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}]}
#~ 1:14
```
```json good file=app/Pay/function.json
{"disabled": false, "bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}]}
```
"""

from predeploy import Findings, Function, rule


@rule("medium", since="0.1")
def function_switched_off(function: Function) -> Findings:
    reserved = function.concurrency
    if reserved.value == 0 and reserved.state == "own":
        yield reserved.finding(
            f"`{function.name}` reserves 0 concurrent executions: every call of it is throttled, it never runs; remove the setting",
            fix=reserved.node.remove(safe=False),
        )
    disabled = function.setting("disabled")  # of function.json
    if disabled.is_true and function.platform == "azure-functions":
        yield disabled.finding(
            f"`{function.name}` is disabled: nothing calls it, whatever its trigger; remove the setting, or the function",
            fix=disabled.remove(safe=False),
        )
