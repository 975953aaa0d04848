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

from predeploy import Document, Findings, Function, Node, Stack, StackResource, is_whole, rule

# what is sent to → what lets a sender in, where that names it, and what it lets the sender do
DOORS = {
    "AWS::SQS::Queue": ("queue", "AWS::SQS::QueuePolicy", "Queues", "sqs:SendMessage"),
    "AWS::SNS::Topic": ("topic", "AWS::SNS::TopicPolicy", "Topics", "sns:Publish"),
    "function": ("function", "AWS::Lambda::Permission", "FunctionName", "lambda:InvokeFunction"),
}
TOLD = {"LambdaConfigurations": "Function", "QueueConfigurations": "Queue", "TopicConfigurations": "Topic"}
ALIASES = ("AWS::Lambda::Alias", "AWS::Lambda::Version")
LOST = {"s3": "the deploy is refused", "apigateway": "each call is answered with 500"}


@rule(
    "high",
    since="0.1",
    kinds=(
        "AWS::Events::Rule",
        "AWS::SNS::Subscription",
        "AWS::SNS::Topic",
        "AWS::S3::Bucket",
        "AWS::ApiGateway::Method",
        "AWS::ApiGatewayV2::Integration",
    ),
)
def sender_not_allowed(sender: StackResource) -> Findings:
    stack = sender.stack
    for service, node in sent(sender["Properties"], sender.kind):
        names = [name for name in stack.mentioned(node) if name in stack.documents]
        if len(names) != 1 or not is_whole(Document(sender.root)):
            continue
        target = stack.documents[names[0]]
        door = DOORS.get("function" if isinstance(target, Function) else target.kind)
        if door and not lets_in(stack, target, door, service):
            word, policy, _, action = door
            yield node.finding(
                f"`{sender.name}` sends to {word} `{target.name}`, which does not let {service}.amazonaws.com in: "
                f"{LOST.get(service, 'it never gets anything')}; add an {policy} with {action}",
                related=(target.node,),
            )


def sent(said: Node, kind: str) -> Iterator[tuple[str, Node]]:
    """Who sends, and what names the receiver."""
    if kind == "AWS::Events::Rule":
        for target in said["Targets"]:
            yield from (
                ("events", target[path]) for path in ("Arn", "DeadLetterConfig.Arn") if target["RoleArn"].absent
            )
    elif kind.startswith("AWS::SNS::"):
        for one in said["Subscription"] if kind == "AWS::SNS::Topic" else (said,):
            yield from (("sns", one[path]) for path in ("Endpoint", "RedrivePolicy.deadLetterTargetArn"))
    elif kind == "AWS::S3::Bucket":
        for block, key in TOLD.items():
            yield from (("s3", one[key]) for one in said[f"NotificationConfiguration.{block}"])
    elif said["Integration.Credentials"].absent and said["CredentialsArn"].absent:
        yield from (("apigateway", said[path]) for path in ("Integration.Uri", "IntegrationUri"))


def lets_in(stack: Stack, target: Document, door: tuple[str, str, str, str], service: str) -> bool:
    """Does anything let the service in, or may it?"""
    _, kind, key, _ = door
    for policy in stack.of(kind):
        if may_mean(stack, policy["Properties"][key], target) and any(
            serves(one, service) for one in principals(policy)
        ):
            return True
    everything = stack.documents.values()
    return any(
        one.node["Type"].unknown or (connects(one) and target.name in stack.mentioned(one.node)) for one in everything
    )


def may_mean(stack: Stack, named: Node, target: Document) -> bool:
    """Is the target named, itself or by an alias of it, or does nobody know what is?"""
    names = set(stack.mentioned(named))
    for alias in (stack.documents[one] for one in (*names,) if one in stack.documents):
        if alias.kind in ALIASES or alias.node["Type"].unknown:
            names |= stack.mentioned(alias["Properties.FunctionName"]) or {target.name}
    return not names or target.name in names


def connects(one: Document) -> bool:
    return one.kind == "AWS::Serverless::Connector" or one.node["Connectors"].written


def principals(policy: Document) -> Iterator[Node]:
    said = policy["Properties"]
    statements = said["PolicyDocument.Statement"].each() if said["PolicyDocument"].written else [said]
    for one in statements:
        who = one["Principal"]
        yield from (who, *who["AWS"].each(), *who["Service"].each())


def serves(who: Node, service: str) -> bool:
    return who.unknown or (who.text or "").partition(".")[0] in (service, "*")
