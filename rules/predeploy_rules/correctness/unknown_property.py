r"""A misspelt or misplaced property is refused, or dropped without a word.

CloudFormation and SAM refuse a property that they do not know when the stack is made or changed. What stands beside
`Properties` by mistake CloudFormation refuses, too, but SAM drops it in silence: a `Timeout` there leaves the function with
3 s. Only names that are nearly right are reported, those of another place, and variables of a function that do not stand
under `Environment.Variables`: AWS adds properties every week.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html (as of 2026-11),
https://github.com/aws-cloudformation/cfn-lint/issues/4606 (2026-08)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Timeout: 60  #~ 60 @medium
    Description: packs  #~ packs @low
    DependOn: Orders  #~ Orders @medium
    Properties:
      Runtime: python3.13
      Memory: 512  #~ 512
      TimeOut: 20  #~ 20
      Environment: {TABLE: orders}  #~ orders
  Orders: {Type: AWS::SQS::Queue, VisibilityTimeout: 30, Properties: {VisibilityTimeOut: 60}}  #~ 60
#~ 13:54 @high
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    DependOn: Orders  #~ Orders @medium
    Properties:
      Runtime: python3.13
      TimeOut: 20  #~ 20
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeOut: 60}}  #~ 60
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Timeout: 20
    DependsOn: Orders
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler}}
resources:
  Resources:
    Orders: {Type: AWS::SQS::Queue, Properties: {VisibiltyTimeout: 60}}  #~ 60
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: makefile}
    Connectors: {Orders: {Properties: {Destination: {Id: Orders}, Permissions: [Write]}}}
    Properties: {Runtime: python3.13, SomethingNew: true, Environment: {Variables: {Timeout: 60, Memory: 512}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
  Named: {Type: AWS::SNS::Topic, Description: tolerated, Properties: {TopicName: named}}
  Own: {Type: Custom::Orders, Properties: {ServiceToken: !GetAtt Pack.Arn, TimeOut: 60, VisibilityTimeOut: 3}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Transform: [OurOwnMacro]
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeOut: 60}, Timeout: 60}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, StackResource, renamed, rule, similar
from predeploy.data.cloudformation_fields import BESIDE, PROPERTIES

ALIKE = 0.84  # of 1
SHORT = {"Memory": "MemorySize", "Env": "Environment", "Retention": "RetentionInDays", "Vpc": "VpcConfig"}
REFUSED = "CloudFormation refuses it"


@rule(
    "high",
    since="0.1",
    kinds=tuple(PROPERTIES),
    severities=("medium", "low"),
    replaces={"cfn-lint": ("E3001", "E3002")},
)
def unknown_property(resource: StackResource) -> Findings:
    if any(not (one.text or "").startswith("AWS::") for one in Document(resource.root)["Transform"].each()):
        return
    who, serverless = f"`{resource.name}` ({resource.kind})", resource.kind.startswith("AWS::Serverless::")
    properties, known = resource["Properties"], PROPERTIES[resource.kind]
    for name, node in strangers(resource.node, BESIDE):
        near = alike(name, BESIDE)
        misplaced = name in known if serverless else name in known - {"Description"}
        if near or misplaced:
            yield node.finding(
                f"{who} has no key `{name}` beside Properties: {'SAM drops it silently' if serverless else REFUSED}; "
                + (f"did you mean `{near}`?" if near else "it belongs below Properties"),
                severity=("low" if name == "Description" else "medium") if serverless else "high",
                fix=renamed(node, resource.node.key(near)) if near else None,
            )
    for name, node in strangers(properties, known):
        near = alike(name, known)
        if near or name in BESIDE:
            hint = f"did you mean `{near}`?" if near else "it belongs beside Properties"
            fix = renamed(node, properties.key(near)) if near else None
            yield node.finding(f"{who} has no property `{name}`: {REFUSED}; {hint}", fix=fix)
    if resource.kind.endswith("::Function"):
        for name, node in strangers(properties["Environment"], frozenset({"Variables"})):
            yield node.finding(f"{who} has no setting Environment.{name}: variables belong below Environment.Variables")


def strangers(block: Node, known: frozenset[str]) -> Iterator[tuple[str, Node]]:
    return ((name, node) for name, node in block.items() if name not in known and not name.startswith("Fn::"))


def alike(name: str, known: frozenset[str]) -> str | None:
    same = [one for one in known if one.lower() == name.lower()]
    short = SHORT.get(name)
    return same[0] if same else short if short in known else similar(name, known, ALIKE)
