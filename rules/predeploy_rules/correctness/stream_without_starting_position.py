r"""A stream that does not say where to begin is refused.

For Kinesis and DynamoDB streams Lambda must be told whether to begin with the oldest record (`TRIM_HORIZON`) or with the
next (`LATEST`): without `StartingPosition` the mapping is rejected. The Serverless Framework says TRIM_HORIZON itself.
https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn}}  #~ Properties
  Count:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Pack, EventSourceArn: !GetAtt Carts.StreamArn}  #~ Properties
  Clicks: {Type: AWS::Kinesis::Stream}
  Carts: {Type: AWS::DynamoDB::Table}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST}}
        Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}
  Clicks: {Type: AWS::Kinesis::Stream}
  Orders: {Type: AWS::SQS::Queue}
```
```yaml good
Parameters: {Source: {Type: String}}
Resources:
  Count:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: pack, EventSourceArn: !Ref Source}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, StackResource, rule

STREAMS = ("AWS::Kinesis::Stream", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")


@rule(
    "high",
    since="0.1",
    kinds=("AWS::Serverless::Function", "AWS::Lambda::EventSourceMapping"),
    replaces={"cfn-lint": "E3633"},
)
def stream_without_starting_position(resource: StackResource) -> Findings:
    for properties in mappings(resource):
        if properties["StartingPosition"].absent:
            yield properties.finding(
                f"`{resource.name}` reads a stream and does not say where to begin: Lambda refuses it; set StartingPosition to LATEST or TRIM_HORIZON"
            )


def mappings(resource: StackResource) -> Iterator[Node]:
    """The settings of every mapping of a stream."""
    if resource.kind == "AWS::Serverless::Function":
        for _, event in resource["Properties.Events"].items():
            if event["Type"].text in ("Kinesis", "DynamoDB") and event["Properties"].present:
                yield event["Properties"]
        return
    source = resource["Properties.EventSourceArn"]
    pointed = resource.stack.pointed(source)
    if (pointed is not None and pointed.kind in STREAMS) or any(
        word in (source.text or "") for word in (":kinesis:", ":dynamodb:")
    ):
        yield resource["Properties"]
