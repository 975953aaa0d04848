r"""Dead letters that no alarm counts lie there until they expire.

A dead-letter queue keeps what nobody could handle, for two weeks at the most, and says nothing. Where a stack has alarms
one of them belongs on `ApproximateNumberOfMessagesVisible` of this queue. An alarm on `NumberOfMessagesSent` never fires:
SQS does not count the messages that it moves there itself.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
(as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}  #~ Failed @low
  Backlog:
    Type: AWS::CloudWatch::Alarm
    Properties: {MetricName: ApproximateAgeOfOldestMessage, Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}]}
```
```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
  DeadLetters:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: NumberOfMessagesSent  #~ NumberOfMessagesSent @medium
      Dimensions: [{Name: QueueName, Value: !GetAtt Failed.QueueName}]
```
```yaml fixed
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
  DeadLetters:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{Name: QueueName, Value: !GetAtt Failed.QueueName}]
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
  DeadLetters:
    Type: AWS::CloudWatch::Alarm
    Properties: {MetricName: ApproximateNumberOfMessagesVisible, Dimensions: [{Name: QueueName, Value: !GetAtt Failed.QueueName}]}
```
```yaml good
# somebody works them off
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
  Repair: {Type: AWS::Serverless::Function, Properties: {Events: {One: {Type: SQS, Properties: {Queue: !GetAtt Failed.Arn}}}}}
  Errors: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Repair}]}}
```
```yaml bad
# what a function could not work on
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Failed.Arn}, Events: {New: {Type: SNS, Properties: {Topic: !Ref Orders}}}}
  Orders: {Type: AWS::SNS::Topic}
  Failed: {Type: AWS::SQS::Queue}  #~ Failed @low
  Errors: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Pack}]}}
```
```yaml good
# Lambda sends its dead letters itself, and what is sent is counted
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Failed.Arn}, Events: {New: {Type: SNS, Properties: {Topic: !Ref Orders}}}}
  Orders: {Type: AWS::SNS::Topic}
  Failed: {Type: AWS::SQS::Queue}
  DeadLetters:
    Type: AWS::CloudWatch::Alarm
    Properties: {MetricName: NumberOfMessagesSent, Dimensions: [{Name: QueueName, Value: !GetAtt Failed.QueueName}]}
```
```yaml good
# no alarms here at all: they are made elsewhere, or not at all
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5}}}
  Failed: {Type: AWS::SQS::Queue}
```
"""

from collections.abc import Iterator
from functools import partial

from predeploy import Connection, Document, Findings, Node, Queue, Stack, StackResource, rule

ALARM = "AWS::CloudWatch::Alarm"
VISIBLE = "ApproximateNumberOfMessagesVisible"


@rule("low", since="0.1", severities=("medium",), kinds=("deadletter",))
def dead_letters_unwatched(connection: Connection) -> Findings:
    queue = connection.callee.view
    if not isinstance(queue, StackResource) or not isinstance(queue, Queue):
        return
    stack = queue.stack
    alarms, hidden = stack.once(watched, partial(watched, stack))
    about = alarms.get(queue.name, [])
    for alarm in about:
        metric = alarm["Properties.MetricName"]
        if metric.text == "NumberOfMessagesSent" and isinstance(connection.caller.view, Queue):
            yield metric.finding(
                f"alarm `{alarm.name}` counts NumberOfMessagesSent, which leaves out the messages that SQS itself moves to"
                f" dead-letter queue `{queue.name}`: it never fires; count {VISIBLE}",
                severity="medium",
                fix=metric.replace(VISIBLE, safe=False),
            )
    handled = stack.once(emptied, partial(emptied, stack))
    number = sum(1 for _ in stack.of(ALARM))
    if (
        number
        and not about
        and not hidden
        and handled is not None
        and queue.name not in handled
        and not list(stack.of(""))
    ):
        yield queue.finding(
            f"dead-letter queue `{queue.name}` has no alarm, though the stack has {number}: dead letters lie there"
            f" until they expire; watch its {VISIBLE}",
            severity="low",
        )


def watched(stack: Stack) -> tuple[dict[str, list[Document]], bool]:
    """The alarms about each resource; and whether one may be about any."""
    about: dict[str, list[Document]] = {}
    hidden = False
    for alarm in stack.of(ALARM):
        places = [stack.mentioned(one) or one for one in dimensions(alarm)]
        hidden = hidden or any(isinstance(one, Node) and one.unknown for one in places)
        for name in set[str]().union(*(one for one in places if not isinstance(one, Node))):
            about.setdefault(name, []).append(alarm)
    return about, hidden


def emptied(stack: Stack) -> set[str] | None:
    """What the functions are called by; None where it may be any queue."""
    if any(event.kind == "queue" and stack.pointed(event.source) is None for _, event in stack.calls):
        return None
    return set[str]().union(*(stack.mentioned(event.node) for _, event in stack.calls))


def dimensions(alarm: Document) -> Iterator[Node]:
    """What an alarm looks at: the values of its dimensions, also of its metric expressions."""
    yield from (one["Value"] for one in alarm["Properties.Dimensions"])
    yield from alarm["Properties.Metrics"]
    for path in ("Properties.Dimensions", "Properties.Metrics"):
        if alarm[path].unknown:
            yield alarm[path]
