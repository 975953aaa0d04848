r"""A reference to something that the template does not define is refused.

`Ref`, `Fn::GetAtt`, `Fn::Sub`, `DependsOn` and `Condition` name parameters, resources and conditions of the same template.
CloudFormation rejects the whole change set for one that is not there: "Unresolved resource dependencies". In a script
within `Fn::Sub`, a shell's own `${VARIABLE}` is written `${!VARIABLE}`.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
(as of 2026-11). Templates with macros are passed over, and the names of resources that SAM makes are known.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Parameters: {Stage: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Condition: IsProd  #~ IsProd
    DependsOn: [Order]  #~ Order
    Properties:
      Environment:
        Variables:
          QUEUE: !Ref Orderss  #~ !Ref
          ARN: {"Fn::GetAtt": [Queue, Arn]}  #~ Queue
          URL: !Sub "https://${Api}.${AWS::Region}.amazonaws.com/${stage}"  #~ !Sub x2
          ROLE: !GetAtt PackRole.Arn
          HOME: !If [IsProd, a, b]  #~ IsProd
  Orders: {Type: AWS::SQS::Queue}
Outputs:
  Where: {Value: !Ref "AWS::AccountID"}  #~ !Ref
```
```json bad
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}
  }
}
#~ 4:79 Name
```
```yaml good
Transform: [AWS::Serverless-2016-10-31]
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Parameters: {Stage: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Condition: IsProd
    Properties:
      Environment:
        Variables:
          API: !Sub "https://${ServerlessRestApi}.execute-api/${Stage}/${!Literal}/${Own}"
          OWN: !Sub ["${Own}-${AWS::StackName}", {Own: !Ref Pack.Version}]
          ROLE: !GetAtt PackRole.Arn
          ALIAS: !Ref PackAliaslive
          EMPTY: !If [IsProd, !Ref "AWS::NoValue", ""]
  Own: {Type: AWS::SNS::Topic}
```
```yaml good
# a part of the `resources` of a serverless.yml
Resources:
  Alarm: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Elsewhere}}
```
```yaml good
# a macro makes more resources
Transform: [OurOwnMacro]
Resources:
  Alarm: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Elsewhere}}
```
```yaml good
Resources:
  "Fn::Transform": {Name: AWS::Include, Parameters: {Location: s3://bucket/more.yaml}}
  Alarm: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Elsewhere}}
```
"""

import difflib
import re
from collections.abc import Iterator
from typing import Any

from predeploy import Document, Findings, Node, rule

PSEUDO = frozenset(f"AWS::{name}" for name in "AccountId NotificationARNs NoValue Partition Region StackId StackName URLSuffix".split())
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html (2026-11)
GENERATED = re.compile(r"Serverless(RestApi|HttpApi|DeploymentApplication)|CodeDeployServiceRole")
KNOWN_TRANSFORMS = re.compile(r"AWS::(Serverless-2016-10-31|LanguageExtensions|CodeDeployBlueGreen)\Z")
WHOLE = {"AWSTemplateFormatVersion", "Transform", "Parameters", "Rules"}  # a file with none of these is to be merged into another
PART = re.compile(r"\$\{(?:self|opt|file|env|sls|param)[:(]")  # variables of the Serverless Framework: the same
PLACEHOLDER = re.compile(r"\$\{([A-Za-z0-9_.:]+)\}")
Found = Iterator[tuple[tuple[str | int, ...], str, str]]


@rule("high", since="0.1", kinds=("template",), replaces={"cfn-lint": ("E1010", "E1019", "E1020", "E3005", "E8002")})
def undefined_reference(template: Document) -> Findings:
    data = template.node.tree.data
    resources, conditions = sections(data, "Resources"), sections(data, "Conditions")
    text = template.node.tree.source.text
    if not resources or not WHOLE & data.keys() or PART.search(text) or changed_by_macros(text, data):
        return
    names = {*resources, *sections(data, "Parameters"), *PSEUDO}
    makers = tuple(name for name, one in resources.items() if makes_more(one))
    for path, function, name in everything(data):
        known, what = (conditions, "condition") if function == "Condition" else (names, "resource or parameter")
        if name in known or (known is names and (name.startswith(makers) or GENERATED.match(name))):
            continue
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        yield Node(template.node.tree, path, name).finding(f"{function} names `{name}`, and the template has no such {what}: CloudFormation refuses it{hint}")


def sections(data: Any, name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if found.__class__ is dict else {}


def changed_by_macros(text: str, data: Any) -> bool:
    """May something add resources that are not written here?"""
    transforms = data.get("Transform", [])
    listed = transforms if transforms.__class__ is list else [transforms]
    if not all(one.__class__ is str and KNOWN_TRANSFORMS.match(one) for one in listed) or "Fn::ForEach" in text:
        return True
    return any("Fn::Transform" in sections(data, name) for name in ("Resources", "Parameters", "Conditions")) or "Fn::Transform" in data


def makes_more(resource: Any) -> bool:
    """A SAM resource or a module becomes several, whose names begin with its own."""
    kind = resource.get("Type") if resource.__class__ is dict else None
    return kind.__class__ is not str or kind.startswith("AWS::Serverless::") or kind.endswith("::MODULE")


def everything(data: Any) -> Found:
    seen: set[int] = set()
    for section in ("Conditions", "Globals", "Resources", "Outputs"):
        for name, one in sections(data, section).items():
            if one.__class__ is dict and section in ("Resources", "Outputs") and one.get("Condition").__class__ is str:
                yield (section, name, "Condition"), "Condition", one["Condition"]
            if one.__class__ is dict and section == "Resources":
                after = one.get("DependsOn")
                for index, item in enumerate(after if after.__class__ is list else [after]):
                    if item.__class__ is str:
                        yield (section, name, "DependsOn", *((index,) if after.__class__ is list else ())), "DependsOn", item
            yield from references(one, (section, name), seen)


def references(value: Any, path: tuple[str | int, ...], seen: set[int]) -> Found:
    """The names below a value that its functions mention; what an anchor shares is looked at once."""
    if value.__class__ in (str, int, float, bool, type(None)) or id(value) in seen:
        return
    seen.add(id(value))
    function, argument = getattr(value, "tag", "").lstrip("!"), getattr(value, "value", value)
    if value.__class__ is dict and len(value) == 1:
        [(key, inner)] = value.items()
        if key == "Ref" or key.startswith("Fn::") or (key == "Condition" and path[0] == "Conditions"):
            function, argument, path = key.removeprefix("Fn::"), inner, (*path, key)
    listed = argument.__class__ is list and argument
    first, place = (argument[0], (*path, 0)) if listed else (argument, path)
    if first.__class__ is str:
        if function in ("Ref", "GetAtt"):
            yield place, function, first.partition(".")[0]
        elif function == "Condition" or (function == "If" and listed):
            yield place, "Condition", first
        elif function == "Sub":
            own = argument[1] if listed and len(argument) > 1 and argument[1].__class__ is dict else {}
            yield from ((place, function, name.partition(".")[0]) for name in PLACEHOLDER.findall(first) if name not in own)
    children = argument.items() if argument.__class__ is dict else enumerate(argument) if argument.__class__ is list else ()
    for key, child in children:
        yield from references(child, (*path, key), seen)
