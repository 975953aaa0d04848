r"""A queue, topic or function that does not let its sender in gets nothing.

Services send in their own name: EventBridge, SNS, S3 and API Gateway need a QueuePolicy, a TopicPolicy or a
Lambda::Permission that names them. Without it EventBridge and SNS give up in silence, API Gateway answers 500, and a bucket
is refused at once. SAM makes these for the events of its own functions. Dead-letter queues need the same.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html and
https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue}
  Sold: {Type: AWS::SNS::Topic}
  Pack: {Type: AWS::Lambda::Function}
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      Targets:
        - {Id: a, Arn: !GetAtt Orders.Arn}  #~ !GetAtt
        - {Id: b, Arn: !GetAtt Pack.Arn}  #~ !GetAtt
  Listens: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Sold, Protocol: sqs, Endpoint: !GetAtt Orders.Arn}}
  Files: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {TopicConfigurations: [{Event: "s3:*", Topic: !Ref Sold}]}}}  #~ !Ref
  Allowed:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}]}
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {Type: HttpApi}}}}
  Other: {Type: AWS::Serverless::Function}
  Api: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: a, IntegrationUri: !Sub "arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${Pack.Arn}/invocations"}}  #~ !Sub
  Mistaken: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Other, Principal: apigateway.amazonaws.com, Action: "lambda:InvokeFunction"}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Known: {Type: String}}
Resources:
  Orders: {Type: AWS::SQS::Queue}
  Sold: {Type: AWS::SNS::Topic}
  Pack: {Type: AWS::Lambda::Function}
  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Pack}}
  Nightly: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Orders.Arn}, {Id: b, Arn: !GetAtt Pack.Arn}, {Id: c, Arn: !Ref Known}]}}
  ByRole: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !Ref Sold, RoleArn: !Ref Known}]}}
  Listens: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Sold, Protocol: sqs, Endpoint: !GetAtt Orders.Arn}}
  Calls: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Live, Principal: !Ref Known, Action: "lambda:InvokeFunction"}}
  Allowed:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument: {Statement: {Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*"}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function}
  Nightly:
    Type: AWS::Events::Rule
    Connectors: {Pack: {Properties: {Destination: {Id: Pack}, Permissions: [Write]}}}
    Properties: {Targets: [{Id: b, Arn: !GetAtt Pack.Arn}]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, StackResource, door_of, is_whole, lets_in, rule

TOLD = {"LambdaConfigurations": "Function", "QueueConfigurations": "Queue", "TopicConfigurations": "Topic"}
LOST = {"s3": "the deploy is refused", "apigateway": "each call is answered with 500"}
KINDS = "Events::Rule SNS::Subscription SNS::Topic S3::Bucket ApiGateway::Method ApiGatewayV2::Integration"


@rule("high", since="0.1", kinds=tuple(f"AWS::{kind}" for kind in KINDS.split()))
def sender_not_allowed(sender: StackResource) -> Findings:
    stack = sender.stack
    for service, node in sent(sender["Properties"], sender.kind):
        names = [name for name in stack.mentioned(node) if name in stack.documents]
        if len(names) != 1 or not is_whole(Document(sender.root)):
            continue
        target = stack.documents[names[0]]
        door = door_of(target)
        if door and not lets_in(stack, target, service):
            yield node.finding(
                f"`{sender.name}` sends to {door.word} `{target.name}`, which does not let {service}.amazonaws.com in: "
                f"{LOST.get(service, 'it never gets anything')}; add an {door.kind} with {door.action}",
                related=(target.node,),
            )


def sent(said: Node, kind: str) -> Iterator[tuple[str, Node]]:
    """Who sends, and what names the receiver."""
    if kind == "AWS::Events::Rule":
        for target in said["Targets"]:
            paths = ("Arn", "DeadLetterConfig.Arn") if target["RoleArn"].absent else ("DeadLetterConfig.Arn",)
            yield from (("events", target[path]) for path in paths)
    elif kind.startswith("AWS::SNS::"):
        for one in said["Subscription"] if kind == "AWS::SNS::Topic" else (said,):
            yield from (("sns", one[path]) for path in ("Endpoint", "RedrivePolicy.deadLetterTargetArn"))
    elif kind == "AWS::S3::Bucket":
        for block, key in TOLD.items():
            yield from (("s3", one[key]) for one in said[f"NotificationConfiguration.{block}"])
    elif said["Integration.Credentials"].absent and said["CredentialsArn"].absent:
        yield from (("apigateway", said[path]) for path in ("Integration.Uri", "IntegrationUri"))
