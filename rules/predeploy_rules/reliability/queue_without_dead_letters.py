r"""A queue without a dead-letter queue loses the messages that nobody can handle.

What the function fails on comes back again and again, uses up its capacity, and is deleted without a trace when its
retention ends (four days by default). With a `RedrivePolicy` it is put aside after a few tries, where somebody can look
at it and send it again. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
(as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders:  #~ Orders
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 60}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Repair:
    Type: AWS::Serverless::Function
    Properties: {Events: {Failed: {Type: SQS, Properties: {Queue: !GetAtt Failed.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
```
```yaml good
Parameters: {Policy: {Type: String}}
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: !Ref Policy}}
  Unread: {Type: AWS::SQS::Queue}
```
```yaml good file=serverless.yml
# the queue of another stack
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, events: [{sqs: "arn:aws:sqs:us-east-1:123456789012:orders"}]}
```
"""

import re

from predeploy import Connection, Findings, Queue, StackResource, pattern, rule

ASIDE = pattern(r"dlq|dead|failed|failure", re.I)


@rule(
    "medium",
    since="0.1",
    kinds=("poll",),
    replaces={"serverless-rules": "ES6000", "cdk-nag": ("SQSQueueDLQ", "SQSRedrivePolicy")},
)
def queue_without_dead_letters(connection: Connection) -> Findings:
    queue = connection.caller.view
    if (
        not isinstance(queue, Queue)
        or not isinstance(queue, StackResource)
        or not queue["Properties.RedrivePolicy"].absent
    ):
        return
    if ASIDE.search(queue.name) or _is_aside(queue):
        return
    days = queue.retention.value / 86_400
    yield queue.finding(
        f"queue `{queue.name}` has no dead-letter queue: what {connection.callee.name} cannot handle comes back until it"
        f" expires{f' after {days:g} days' if days >= 1 else ''}, and is lost; add a RedrivePolicy",
        related=((connection.via, f"read by {connection.callee.name}"),),
    )


def _is_aside(queue: StackResource) -> bool:
    """Is it where the dead letters of another queue go?"""
    stack = queue.stack
    others = [one for one in stack.mentioning(queue.name) if one.kind == queue.kind]
    return any(queue.name in stack.mentioned(one["Properties.RedrivePolicy"]) for one in others)
