r"""A batch larger than its queue or stream gives is refused.

Lambda takes at most 10 messages at once from a FIFO queue, 10 from a standard queue unless it may gather them for a
while (`MaximumBatchingWindowInSeconds` of 1 or more, then 10,000), and 10,000 records from a stream; more is rejected.
https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn, BatchSize: 100}}  #~ 100
        First: {Type: SQS, Properties: {Queue: !GetAtt First.Arn, BatchSize: 20, MaximumBatchingWindowInSeconds: 5}}  #~ 20
        Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, BatchSize: 20000, StartingPosition: LATEST}}  #~ 20000
  Orders: {Type: AWS::SQS::Queue}
  First: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: first.fifo}}
  Clicks: {Type: AWS::Kinesis::Stream}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler, events: [{sqs: {arn: "arn:aws:sqs:eu-west-1:1:orders", batchSize: 50}}]}}  #~ 50
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn, BatchSize: 100, MaximumBatchingWindowInSeconds: 5}}
        Others: {Type: SQS, Properties: {Queue: !ImportValue others, BatchSize: 10}}
        Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, BatchSize: 10000, StartingPosition: LATEST}}
  Orders: {Type: AWS::SQS::Queue}
  Clicks: {Type: AWS::Kinesis::Stream}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack:
    handler: pack.handler
    events: [{sqs: {arn: "arn:aws:sqs:eu-west-1:1:orders", batchSize: 50, maximumBatchingWindow: 10}}]
```
Storage queues of Azure give 32 messages at once at the most:
```json bad file=app/host.json
{"version": "2.0", "extensions": {"queues": {"batchSize": 64}}}
#~ 1:59
```
```json good file=app/host.json
{"version": "2.0", "extensions": {"queues": {"batchSize": 32}}}
```
"""

from predeploy import Findings, Function, Node, Queue, StackResource, rule

WINDOWLESS = 10
AT_ONCE = "extensions.queues.batchSize"  # of host.json
MOST = 10_000


@rule("high", since="0.1")
def batch_size_out_of_range(function: Function) -> Findings:
    if function.platform == "azure-functions":
        size, limit = function.body[AT_ONCE], function.limit("batch")
        if limit.refuses(size.number):
            yield size.finding(
                f"function app `{function.name}` takes {size.text} messages at once from a storage queue, which gives"
                f" {limit.least:g} to {limit.most:g}: the host does not start"
            )
    if function.platform != "aws-lambda":
        return
    for event in function.events:
        size, window = (
            setting(event.node, "BatchSize"),
            setting(event.node, "MaximumBatchingWindowInSeconds", "maximumBatchingWindow"),
        )
        queue = function.stack.pointed(event.source) if isinstance(function, StackResource) else None
        ordered = (isinstance(queue, Queue) and queue.fifo is True) or (event.source.text or "").endswith(".fifo")
        what = f"function `{function.name}` takes {size.text} at once"
        if event.kind == "queue" and ordered and size.number > WINDOWLESS:
            yield size.finding(f"{what} from a FIFO queue: Lambda refuses more than {WINDOWLESS}")
        elif event.kind == "queue" and size.number > WINDOWLESS and (window.absent or window.number == 0):
            yield size.finding(
                f"{what} from a queue without a window to gather them: Lambda refuses more than {WINDOWLESS}; set a window of 1 s or more"
            )
        elif event.kind in ("queue", "stream") and size.number > MOST:
            yield size.finding(f"{what}: Lambda refuses more than {MOST}")


def setting(event: Node, name: str, small: str = "") -> Node:
    """A setting of an event source; serverless.yml spells it its own way."""
    properties = event["Properties"]
    return properties[name] if properties.written else event[small or name[0].lower() + name[1:]]
