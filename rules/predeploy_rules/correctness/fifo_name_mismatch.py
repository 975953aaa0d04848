r"""A FIFO queue or topic whose name does not end in `.fifo` is refused.

The ending is part of the kind: SQS and SNS reject a FIFO queue or topic of another name, and a standard one with this
ending. Without a name CloudFormation makes a fitting one.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html and
https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html (as of 2026-11).

```yaml bad
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: {QueueName: orders, FifoQueue: true}  #~ orders
  News:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${AWS::StackName}-news.fifo"}
  Others:
    Type: AWS::SQS::Queue
    Properties: {QueueName: others.fifo}  #~ others.fifo
```
```yaml good
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders.fifo, FifoQueue: true}}
  Unnamed: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true}}
  News: {Type: AWS::SNS::Topic, Properties: {TopicName: news, FifoTopic: false}}
```
```yaml good
Parameters: {Fifo: {Type: String}}
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders, FifoQueue: !Ref Fifo}}
```
"""

from predeploy import Findings, StackResource, rule


@rule("high", since="0.1", kinds=("AWS::SQS::Queue", "AWS::SNS::Topic"))
def fifo_name_mismatch(resource: StackResource) -> Findings:
    word = resource.kind.rpartition("::")[2]
    name, fifo = resource["Properties"][f"{word}Name"], resource["Properties"][f"Fifo{word}"]
    if name.text is None:
        return
    if fifo.is_true and not name.text.endswith(".fifo"):
        yield name.finding(
            f"FIFO {word.lower()} `{resource.name}` is called `{name.text}`: the name must end in `.fifo`, or it is refused"
        )
    elif name.text.endswith(".fifo") and (fifo.absent or fifo.is_false):
        yield name.finding(
            f"{word.lower()} `{resource.name}` is called `{name.text}` without Fifo{word}: it is refused; set Fifo{word} to true"
        )
