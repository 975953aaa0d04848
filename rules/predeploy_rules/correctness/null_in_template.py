r"""A property that is empty makes CloudFormation refuse the whole template.

`Name:` with nothing behind it is null in YAML, and "'null' values are not allowed in templates". Leave the property out, or
write `""`. SAM passes the variables of its functions on as they are. In the definition of a state machine and in event
patterns null has a meaning, and is left alone.
https://github.com/aws-cloudformation/cfn-lint/issues/38 and .../issues/1657 (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Description:  #~ Description
Resources:
  Pack:
    Type: AWS::Lambda::Function
    Properties:
      Layers:  #~ Layers
      Environment: {Variables: {KEY: , STAGE: prod}}  #~ KEY
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Environment: {Variables: {STAGE: }}}}  #~ STAGE
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Environment:
        Variables:
          KEY:  #~ KEY
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Metadata: {Shown: }
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Layers:
      Events: {Get: {Type: HttpApi, Properties: }}
      Environment: {Variables: {KEY: "", OTHER: !Ref "AWS::NoValue"}}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: {Definition: {StartAt: A, States: {A: {Type: Pass, ResultPath: null, End: true}}}}
  Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {detail: {by: [null]}}}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, environment: {KEY: }}
functions: {pack: {handler: pack.handler, environment: {KEY: }}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

MEANT = frozenset({"Definition", "EventPattern", "DefinitionBody", "Body", "Fn::GetAZs"})
SECTIONS = ("Description", "Parameters", "Mappings", "Conditions", "Resources", "Outputs")


@rule("high", since="0.1", kinds=("template",))
def null_in_template(template: Document) -> Findings:
    for block in blocks(template):
        for node in nulls(block):
            yield node.finding(
                f"`{node.name}` is empty, which is null: CloudFormation refuses the template; leave it out"
            )


def blocks(template: Document) -> Iterator[Node]:
    """What SAM leaves alone."""
    yield template["Globals.Function.Environment"]
    yield from (template.node.key(name) for name in SECTIONS if name != "Resources")
    resources = template["Resources"]
    for _, resource in resources.items():
        serverless = (resource["Type"].text or "AWS::Serverless::").startswith("AWS::Serverless::")
        yield resource["Properties.Environment"] if serverless else resource["Properties"]


def nulls(block: Node) -> Iterator[Node]:
    """The entries of maps below a node that are written and null; and the node itself."""
    ahead = [block]
    while ahead:
        node = ahead.pop()
        if node.written and node.raw is None:
            yield node
        elif node.is_map:
            ahead += [node.key(key) for key in node.value if isinstance(key, str) and key not in MEANT]
        elif node.is_list:
            ahead += [one for one in node if one.is_map]
