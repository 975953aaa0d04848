r"""A message that shows again soon after a try leaves no room for batches that were throttled.

When Lambda is throttled it keeps the messages it already took and tries again within the visibility timeout; what is
not done by then counts as received once more and wanders towards the dead-letter queue without having failed. AWS asks
for six times the function's timeout, plus the batching window:
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 30}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn, MaximumBatchingWindowInSeconds: 5}}}
  Orders:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 90}  #~ 90 @medium
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 30}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn, MaximumBatchingWindowInSeconds: 5}}}
  Orders:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 185}
```
Nobody chose the six seconds that serverless.yml gives a function:
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, events: [{sqs: {arn: {"Fn::GetAtt": [Orders, Arn]}}}]}
resources:
  Resources:
    Orders: {Type: AWS::SQS::Queue}  #~ Orders @low
```
Six times, and less than once, which is another rule's:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 10, Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 120, Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
```
Another stack's queue:
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {OrdersArn: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 10, Events: {Orders: {Type: SQS, Properties: {Queue: !Ref OrdersArn}}}}
```
"""

from predeploy import Connection, Findings, Queue, rule

ROOM = 6  # times the function's timeout; source above


@rule(
    "medium",
    since="0.1",
    kinds=("poll",),
    severities=("low",),
    replaces={"cdk-nag": "LambdaEventSourceSQSVisibilityTimeout"},
)
def little_room_to_retry(connection: Connection) -> Findings:
    waits, works, window = connection.waits, connection.works, connection.window
    wanted = ROOM * works.value + window.value
    queue = connection.caller.view
    if not isinstance(queue, Queue) or queue.platform != "aws-sqs":
        return
    if connection.slack >= 0 and waits.value < wanted:
        sum_ = f"{ROOM} × {works.value:g} s" + (f" + {window.value:g} s" if window.value else "")
        yield waits.finding(
            f"{connection.caller.name} hides a message {waits}, {connection.callee.name} may work {works} on it: throttled"
            f" batches have little room for another try; set VisibilityTimeout ≥ {wanted:g} s ({sum_})",
            fix=waits.replace(int(wanted), safe=True),
            related=((works.node, f"may work {works}"),),
            severity="low" if works.state == "default" else "medium",
        )
