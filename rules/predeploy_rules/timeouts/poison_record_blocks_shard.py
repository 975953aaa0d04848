r"""One bad record stops its shard until it expires.

Lambda hands the records of a Kinesis or DynamoDB stream over in order and tries a batch that fails again and again, up to
the end of the record's life: 24 hours, up to 365 days for Kinesis. Nothing behind it is worked on meanwhile. Reporting
single failures (`ReportBatchItemFailures`), halving the batch or naming a destination for failures does not help while
retries and age are without limit, the default. Set `MaximumRetryAttempts`, with `BisectBatchOnFunctionError` and an
`OnFailure` destination: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks:  #~ Clicks
          Type: Kinesis
          Properties:
            Stream: !GetAtt Clicks.Arn
            FunctionResponseTypes: [ReportBatchItemFailures]
  Clicks: {Type: AWS::Kinesis::Stream}
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks:
          Type: Kinesis
          Properties:
            Stream: !GetAtt Clicks.Arn
            FunctionResponseTypes: [ReportBatchItemFailures]
            MaximumRetryAttempts: 3
            BisectBatchOnFunctionError: true
  Clicks: {Type: AWS::Kinesis::Stream}
```
```yaml bad
Resources:
  Count: {Type: AWS::Lambda::Function}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Count, EventSourceArn: !GetAtt Orders.StreamArn, MaximumRetryAttempts: -1}  #~ -1
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  count: {handler: count.handler, events: [{stream: {type: dynamodb, arn: "arn:aws:dynamodb:eu-west-1:1:table/x/stream/y"}}]}  #~ stream
```
A batch of one record cannot be halved:
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks:  #~ Clicks
          Type: Kinesis
          Properties: {Stream: !GetAtt Clicks.Arn, BatchSize: 1}
  Clicks: {Type: AWS::Kinesis::Stream}
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks:
          Type: Kinesis
          Properties: {Stream: !GetAtt Clicks.Arn, BatchSize: 1, MaximumRetryAttempts: 3}
  Clicks: {Type: AWS::Kinesis::Stream}
```
A pipe:
```yaml bad
Resources:
  Follow:
    Type: AWS::Pipes::Pipe
    Properties:
      Source: !GetAtt Orders.StreamArn
      SourceParameters: {DynamoDBStreamParameters: {StartingPosition: LATEST}}  #~ DynamoDBStreamParameters
      Target: !GetAtt Bus.Arn
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
```
A limit on tries or on age is enough; a broker has no shards:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Tried: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, MaximumRetryAttempts: 3}}
        Young: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, MaximumRecordAgeInSeconds: 3600}}
        Broker: {Type: MSK, Properties: {Stream: "arn:aws:kafka:eu-west-1:1:cluster/x", Topics: [clicks]}}
  Clicks: {Type: AWS::Kinesis::Stream}
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  count:
    handler: count.handler
    events:
      - stream: {type: kinesis, arn: "arn:aws:kinesis:eu-west-1:1:stream/clicks", maximumRetryAttempts: 5}
      - kafka: {topic: clicks}
      - msk: {arn: "arn:aws:kafka:eu-west-1:1:cluster/x", topic: clicks}
```
"""

from math import inf

from predeploy import Connection, Findings, Node, rule, together

TRIES = 3


@rule("medium", since="0.1", kinds=("stream",))
def poison_record_blocks_shard(connection: Connection) -> Findings:
    tries, age, event = connection.attempts, connection.waits, connection.via
    if tries.value == inf and age.value == inf:
        halve, how = halving(event)
        more = halve.absent and batch_size(event).number != 1
        place = next((limit.node for limit in (tries, age) if limit.node.written), event)
        yield place.finding(
            f"{connection.callee.name} is given a failing batch again and again until its records expire: one bad record stops"
            f" its shard of {connection.caller.name}; set MaximumRetryAttempts"
            + (f" and {halve.name[0].upper()}{halve.name[1:]}" if more else ""),
            fix=together(tries.replace(TRIES, safe=False), *[halve.insert(how, safe=False)] * more),
        )


def halving(event: Node) -> tuple[Node, bool | str]:
    """What makes a failing batch smaller, and the value that does."""
    if event["Properties"].written:
        return event["Properties.BisectBatchOnFunctionError"], True
    if "SourceParameters" in event.path:  # of a pipe
        return event["OnPartialBatchItemFailure"], "AUTOMATIC_BISECT"
    return event["bisectBatchOnFunctionError"], True


def batch_size(event: Node) -> Node:
    if event["Properties"].written:
        return event["Properties.BatchSize"]
    return event["BatchSize" if "SourceParameters" in event.path else "batchSize"]
