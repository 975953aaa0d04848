r"""A queue that gives up after few tries throws good messages to the dead letters.

Lambda counts a message as received also when it could not run the function: when it is throttled, and when another
message of the same batch failed. With a low `maxReceiveCount` a burst alone fills the dead-letter queue. AWS asks for at
least 5: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 3  #~ 3
  Failed: {Type: AWS::SQS::Queue}
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 5
  Failed: {Type: AWS::SQS::Queue}
```
One message a call, so that none fails for another; an ordered queue, which a message must not block; no function at all:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn, BatchSize: 1}}
        Sorted: {Type: SQS, Properties: {Queue: !GetAtt Sorted.Arn}}
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3}}}
  Sorted: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 2}}}
  Polled: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 2}}}
  Failed: {Type: AWS::SQS::Queue}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
```
"""

from predeploy import Connection, Findings, Queue, rule

ENOUGH = 5  # receives; source above


@rule("low", since="0.1", kinds=("poll",))
def too_few_receives(connection: Connection) -> Findings:
    queue, tries = connection.caller.view, connection.attempts
    sizes = [connection.via[path] for path in ("Properties.BatchSize", "batchSize")]
    alone = any(size.unknown or size.number == 1 for size in sizes)
    if isinstance(queue, Queue) and queue.fifo is False and not alone and tries.value < ENOUGH:
        yield tries.finding(
            f"{connection.caller.name} gives up after {tries.value:g} receives, and throttled ones count: good messages may"
            f" end up among the dead letters; set maxReceiveCount ≥ {ENOUGH}",
            fix=tries.replace(ENOUGH, safe=False),
        )
