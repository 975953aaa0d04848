r"""A dead-letter queue of the other kind is refused, and so is a FIFO queue that listens to a standard topic.

The dead letters of a FIFO queue go to a FIFO queue, those of a standard queue to a standard one. A FIFO topic tells FIFO and
standard queues; a standard topic cannot tell a FIFO queue.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html and
https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy: {maxReceiveCount: 5, deadLetterTargetArn: !GetAtt Dead.Arn}  #~ !GetAtt
  Dead: {Type: AWS::SQS::Queue}
  Sold: {Type: AWS::SNS::Topic}
  Listens: {Type: AWS::SNS::Subscription, Properties: {Endpoint: !GetAtt Orders.Arn, TopicArn: !Ref Sold, Protocol: sqs}}  #~ !GetAtt
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Ordered: {Type: String}}
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}}
  Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
  Carts: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Other.Arn}}}
  Other: {Type: AWS::SQS::Queue, Properties: {FifoQueue: !Ref Ordered}}
  Sold: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true}}
  Listens: {Type: AWS::SNS::Subscription, Properties: {Endpoint: !GetAtt Orders.Arn, TopicArn: !Ref Sold, Protocol: sqs}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler}}
resources: {Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: "${ssm:/dead}"}}}}}
```
"""

from predeploy import Document, Findings, StackResource, rule

FIFO = {"AWS::SQS::Queue": "Properties.FifoQueue", "AWS::SNS::Topic": "Properties.FifoTopic"}


@rule("high", since="0.1", kinds=("AWS::SQS::Queue", "AWS::SNS::Subscription"), replaces={"cfn-lint": "E3502"})
def dead_letters_of_another_kind(document: Document) -> Findings:
    stack = StackResource(document.node).stack
    source: Document | None
    if document.kind == "AWS::SQS::Queue":
        source, node = document, document["Properties.RedrivePolicy.deadLetterTargetArn"]
    else:
        source, node = stack.pointed(document["Properties.TopicArn"]), document["Properties.Endpoint"]
    target = stack.pointed(node)
    if source is None or target is None or source.kind not in FIFO or target.kind != "AWS::SQS::Queue":
        return
    ours, theirs = is_fifo(source), is_fifo(target)
    if source.name == target.name:
        yield node.finding(
            f"queue `{source.name}` is its own dead-letter queue: what fails comes back to it; name another"
        )
    elif source is document and None not in (ours, theirs) and ours != theirs:
        yield node.finding(
            f"queue `{source.name}` is {said(ours)} and its dead-letter queue `{target.name}` is {said(theirs)}: SQS refuses that",
            related=(target.node,),
        )
    elif source is not document and ours is False and theirs:
        yield node.finding(
            f"topic `{source.name}` is a standard one and queue `{target.name}` is FIFO: SNS refuses the subscription",
            related=(target.node,),
        )


def is_fifo(document: Document) -> bool | None:
    flag = document[FIFO[document.kind]]
    return None if flag.unknown else flag.is_true


def said(fifo: bool | None) -> str:
    return "FIFO" if fifo else "a standard one"
