r"""Provisioned concurrency that never changes is paid for day and night.

Lambda keeps that many instances warm and bills them by the hour, called or not: what was pay-per-use has become a server.
Scale it by schedule or by use (`AWS::ApplicationAutoScaling::ScalableTarget`), or leave it out where an occasional cold
start of a second hurts nobody. A stated `latency`, or `idle: warm`, says that it is meant.
https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html; $0.015 per GB-hour kept (us-east-1, 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Score:
    Type: AWS::Serverless::Function
    Properties:
      MemorySize: 1024
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}  #~ 5} @low
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  score: {handler: score.handler, memorySize: 512, provisionedConcurrency: 1}  #~ 1} @info
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Score:
    Type: AWS::Serverless::Function
    Properties: {AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}}
  Daytime:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "lambda:function:ProvisionedConcurrency", ResourceId: !Sub "function:${Score}:live"}
```
```yaml good file=template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Score:
    Type: AWS::Serverless::Function
    Properties: {AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: Score}, intent: {latency: 200ms}}]
```
```yaml good
Parameters: {Warm: {Type: Number}}
Transform: AWS::Serverless-2016-10-31
Resources:
  Score:
    Type: AWS::Serverless::Function
    Properties: {AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: !Ref Warm}}
```
"""

from predeploy import Findings, Function, Intent, Scaling, StackResource, Target, rule


@rule("low", since="0.1", severities=("info", "medium", "high"))
def provisioned_concurrency_always_on(function: Function, scaling: Scaling, intent: Intent, target: Target) -> Findings:
    kept = scaling.floor
    if function.platform != "aws-lambda" or not kept.value > 0:
        return
    if intent.wants_speed or scaled_by_use(function):
        return
    arm = function.architecture.text == "arm64"
    money = target.prices.provisioned(function.memory.value, kept.value, arm=arm)
    yield kept.finding(
        f"`{function.name}` keeps {kept.value:g} instance{'s' * (kept.value > 1)} of {function.memory} warm day and night;"
        f" scale provisioned concurrency by schedule or by use",
        money=money,
        severity=None if money else "low",
    )


def scaled_by_use(function: Function) -> bool:
    """May something in the stack change what is provisioned?"""
    stack = StackResource(function.node).stack
    return any(True for kind in ("AWS::ApplicationAutoScaling::ScalableTarget", "") for _ in stack.of(kind))
