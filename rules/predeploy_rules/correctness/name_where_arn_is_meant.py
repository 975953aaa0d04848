r"""`!Ref` gives the name or the URL of many resources, and where an ARN is wanted the deploy fails half-way.

`Ref` of a queue is its URL, of a function, role, table, stream or bucket its name. The template is valid, so that it is only
the service that refuses it, after minutes, and the stack rolls back. Say `!GetAtt Name.Arn`.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Role: !Ref Worker  #~ !Ref
      Events:
        Sold: {Type: SQS, Properties: {Queue: !Ref Orders}}  #~ !Ref
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {maxReceiveCount: 5, deadLetterTargetArn: !Ref Dead}}}  #~ !Ref
  Dead: {Type: AWS::SQS::Queue}
  Worker: {Type: AWS::IAM::Role}
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      Targets: [{Arn: {Ref: Pack}, Id: a}]  #~ Arn
  Listens: {Type: AWS::SNS::Subscription, Properties: {Endpoint: !Ref Orders, TopicArn: !Ref Sold, Protocol: sqs}}  #~ !Ref
  Sold: {Type: AWS::SNS::Topic}
  Reads:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: "dynamodb:Query", Resource: [!Ref Carts, !GetAtt Carts.Arn]}  #~ !Ref
  Carts: {Type: AWS::DynamoDB::Table}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack:
    handler: pack.handler
    events:
      - sqs: !Ref Orders  #~ !Ref
      - sqs: {arn: !Ref Orders}  #~ !Ref
resources: {Resources: {Orders: {Type: AWS::SQS::Queue}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Given: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Worker.Arn
      Events:
        Sold: {Type: SQS, Properties: {Queue: !Ref Given}}
        Told: {Type: SNS, Properties: {Topic: !Ref Sold}}
        Run: {Type: S3, Properties: {Bucket: !Ref Files}}
  Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {maxReceiveCount: 5, deadLetterTargetArn: !GetAtt Dead.Arn}}}
  Dead: {Type: AWS::SQS::Queue}
  Files: {Type: AWS::S3::Bucket}
  Sold: {Type: AWS::SNS::Topic}
  Worker: {Type: AWS::IAM::Role}
  Allowed: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Orders]}}
  Calls: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Pack, SourceArn: !Sub "${Sold}"}}
  Machine: {Type: AWS::StepFunctions::StateMachine}
  Nightly: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !Ref Machine, RoleArn: !GetAtt Worker.Arn}]}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler, role: !Ref Worker, events: [{sqs: !GetAtt Orders.Arn}, {sns: !Ref Sold}]}}
resources: {Resources: {Orders: {Type: AWS::SQS::Queue}, Sold: {Type: AWS::SNS::Topic}, Worker: {Type: AWS::IAM::ManagedPolicy}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, StackResource, rule
from predeploy.data.cloudformation_values import ARNS

# What `Ref` gives where it is no ARN
NAMES = (
    "Lambda::Function Serverless::Function DynamoDB::Table Serverless::SimpleTable Kinesis::Stream"
    " KinesisFirehose::DeliveryStream S3::Bucket IAM::Role Logs::LogGroup"
)
GIVES = {"AWS::SQS::Queue": "a URL", **{f"AWS::{kind}": "a name" for kind in NAMES.split()}}
OF_SERVICE = {
    "function": ("role", "onError", "events.*.sqs", "events.*.sqs.arn", "events.*.stream", "events.*.stream.arn"),
    "serverless": ("provider.iam.role.statements.*.Resource.*", "provider.iamRoleStatements.*.Resource.*"),
}


@rule(
    "high",
    since="0.1",
    kinds=(*ARNS, *OF_SERVICE),
    platforms=("aws", "aws-iam", "aws-lambda", "aws-sqs", "serverless"),
)
def name_where_arn_is_meant(document: Document) -> Findings:
    block = document["Properties"] if document.kind in ARNS else document.node
    stack = StackResource(block).stack
    for path in ARNS.get(document.kind) or OF_SERVICE[document.kind]:
        for node in walked(block, path):
            name = referred(stack.raw(node))
            target = stack.documents.get(name) if name else None
            gives = GIVES.get(target.kind) if target is not None else None
            if target is not None and gives:
                yield node.finding(
                    f"`Ref` of {name} ({target.kind}) gives {gives}, and an ARN is wanted here: "
                    f"the deploy fails; write !GetAtt {name}.Arn",
                    related=(target.node,),
                )


def walked(node: Node, path: str) -> Iterator[Node]:
    """The nodes at a path in which `*` is each item of a list, or a map itself, for it may stand instead of a list, and each
    of its entries."""
    here, star, further = path.partition("*")
    found = node[here.strip(".")] if here.strip(".") else node
    ahead = [found, *(inner for _, inner in found.items())] if found.is_map else [*found.each()]
    for one in ahead if star else ():
        yield from walked(one, further.strip("."))
    if not star:
        yield found


def referred(raw: object) -> str | None:
    """The name in a `Ref`."""
    named = raw.get("Ref") if isinstance(raw, dict) and len(raw) == 1 else None
    named = getattr(raw, "value", None) if getattr(raw, "tag", "") == "!Ref" else named
    return named if isinstance(named, str) else None
