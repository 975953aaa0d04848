r"""A queue that feeds a function faster than its reserved concurrency lets it run has its messages throttled away.

With `ScalingConfig.MaximumConcurrency` above `ReservedConcurrentExecutions` Lambda takes messages that it then cannot hand
over; each such try counts as a receive, so that good messages end among the dead letters. Reserve at least as much.
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: 5
      Events: {Sold: {Type: SQS, Properties: {Queue: arn, ScalingConfig: {MaximumConcurrency: 50}}}}  #~ 50
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, reservedConcurrency: 5, events: [{sqs: {arn: "arn:aws:sqs:a:b:c", maximumConcurrency: 6}}]}  #~ 6
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Most: {Type: Number}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: 50
      Events: {Sold: {Type: SQS, Properties: {Queue: arn, ScalingConfig: {MaximumConcurrency: 50}}}}
  Cart:
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: !Ref Most
      Events: {Sold: {Type: SQS, Properties: {Queue: arn, ScalingConfig: {MaximumConcurrency: 50}}}}
  Sell: {Type: AWS::Serverless::Function, Properties: {Events: {Sold: {Type: SQS, Properties: {ScalingConfig: {MaximumConcurrency: 50}}}}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Off:
    Type: AWS::Serverless::Function
    Properties:
      ReservedConcurrentExecutions: 0
      Events: {Sold: {Type: SQS, Properties: {Queue: arn, ScalingConfig: {MaximumConcurrency: 50}}}}
```
"""

from predeploy import Findings, Function, rule

PATHS = ("Properties.ScalingConfig.MaximumConcurrency", "maximumConcurrency")


@rule("medium", since="0.1", platforms=("aws-lambda",))
def reserved_below_poller(function: Function) -> Findings:
    reserved = function.concurrency
    for event in function.events if reserved.value > 0 else ():
        for most in (event.node[path] for path in PATHS):
            if event.kind == "queue" and most.number > reserved.value:
                yield most.finding(
                    f"`{function.name}` is fed by up to {most.text} batches at once, and may run {reserved.value:g} times: the rest "
                    f"is throttled, and ends among the dead letters; reserve {most.text}, or feed less",
                    related=((reserved.node, f"reserves {reserved.value:g}"),),
                )
