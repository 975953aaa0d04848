r"""A dead-letter queue that keeps messages no longer than its source loses them before anybody looks.

A message keeps the time at which it was first sent when it moves to the dead-letter queue of a standard queue, so what it
spent in the source is taken from what the dead-letter queue grants it. Keep dead letters for longer than the source
keeps its messages, 14 days at the most:
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
(as of 2026-11). Both keep them for four days unless told otherwise.

```yaml bad
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 604800
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}
  Failed:
    Type: AWS::SQS::Queue
    Properties: {MessageRetentionPeriod: 345600}  #~ 345600 @medium
```
```yaml bad
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}
  Failed:
    Type: AWS::SQS::Queue
    Properties: {QueueName: failed}  #~ Properties @low
```
```yaml fixed
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}
  Failed:
    Type: AWS::SQS::Queue
    Properties: {QueueName: failed, MessageRetentionPeriod: 1209600}
```
```yaml good
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}
  Failed: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600}}
```
An ordered queue begins to count anew; 14 days are all there is; another stack's queue is not known:
```yaml good
Parameters: {FailedArn: {Type: String}}
Resources:
  Sorted:
    Type: AWS::SQS::Queue
    Properties: {FifoQueue: true, RedrivePolicy: {deadLetterTargetArn: !GetAtt SortedFailed.Arn, maxReceiveCount: 5}}
  SortedFailed: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
  Long:
    Type: AWS::SQS::Queue
    Properties: {MessageRetentionPeriod: 1209600, RedrivePolicy: {deadLetterTargetArn: !GetAtt LongFailed.Arn, maxReceiveCount: 5}}
  LongFailed: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600}}
  Away: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Ref FailedArn, maxReceiveCount: 5}}}
```
A queue that is its own dead-letter queue has another trouble:
```yaml good
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Orders.Arn, maxReceiveCount: 5}}}
```
"""

from predeploy import Connection, Findings, Queue, rule

LONGEST = 1_209_600  # s, 14 days: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html (as of 2026-11)
DAY = 86_400


@rule("medium", since="0.1", kinds=("deadletter",), severities=("low",))
def dead_letters_expire_first(connection: Connection) -> Findings:
    source, kept, sent = connection.caller.view, connection.waits, connection.works
    if source is connection.callee.view or not isinstance(source, Queue):
        return
    if source.fifo is False and connection.slack <= 0 and kept.value < LONGEST:
        days = f"{kept.value / DAY:g} days" + (" (default)" if kept.state == "default" else "")
        yield kept.finding(
            f"{connection.callee.name} keeps a dead letter {days} counted from its first send, {connection.caller.name} up to"
            f" {sent.value / DAY:g} days before: it may expire unseen; set MessageRetentionPeriod to {LONGEST} (14 days)",
            fix=kept.replace(LONGEST, safe=False),
            related=((sent.node, f"keeps messages {sent.value / DAY:g} days"),),
            severity=connection.weighed("medium"),
        )
