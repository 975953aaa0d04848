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
from collections.abc import Iterator
from typing import Any

from predeploy import Document, Findings, Node, pattern, rule

Path = tuple[str | int, ...]
PSEUDO = {
    f"AWS::{name}"
    for name in ["AccountId", "NotificationARNs", "NoValue", "Partition", "Region", "StackId", "StackName", "URLSuffix"]
}
WHOLE = {
    "AWSTemplateFormatVersion",
    "Transform",
    "Parameters",
    "Rules",
}  # a file with none of these is a part of another
# Loops and includes make resources, serverless variables mark a part of a serverless.yml
UNSEEN = pattern(r"Fn::ForEach|Fn::Transform|!Transform|\$\{(?:self|opt|file|env|sls|param)[:(]")
TRANSFORMS = {"AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen"}
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html (2026-11)
GENERATED = ("ServerlessRestApi", "ServerlessHttpApi", "ServerlessDeploymentApplication", "CodeDeployServiceRole")
PLAIN = pattern(r"(?!AWS::Serverless::)\w+::[\w:]+(?<!::MODULE)\Z")
PLACEHOLDER = pattern(r"\$\{([A-Za-z0-9_.:]+)\}")


@rule("high", since="0.1", kinds=("template",), replaces={"cfn-lint": ("E1010", "E1019", "E1020", "E3005", "E8002")})
def undefined_reference(template: Document) -> Findings:
    tree = template.node.tree
    resources, conditions = section(tree.data, "Resources"), section(tree.data, "Conditions")
    transforms = tree.data.get("Transform", [])
    macros = [
        one for one in (transforms if transforms.__class__ is list else [transforms]) if str(one) not in TRANSFORMS
    ]
    if not resources or macros or not WHOLE & tree.data.keys() or UNSEEN.search(tree.source.text):
        return
    names = {*resources, *section(tree.data, "Parameters"), *PSEUDO}
    # a SAM resource or a module becomes several, whose names begin with its own
    made = (*GENERATED, *(name for name in resources if not PLAIN.match(str(section(resources, name).get("Type")))))
    for path, function, name in references(tree.data):
        known, what = (conditions, "condition") if function == "Condition" else (names, "resource or parameter")
        if name not in known and not (known is names and name.startswith(made)):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            yield Node(tree, path, name).finding(
                f"{function} names `{name}`, and the template has no such {what}: CloudFormation refuses it{hint}"
            )


def section(data: Any, name: str) -> dict[str, Any]:
    return data[name] if data.get(name).__class__ is dict else {}


def references(data: Any) -> Iterator[tuple[Path, str, str]]:
    """Place, function and name of all that the sections of a template mention; what an anchor shares is seen once."""
    stack: list[tuple[Any, Path]] = [
        (section(data, name), (name,)) for name in ("Conditions", "Globals", "Resources", "Outputs")
    ]
    seen: set[int] = set()
    while stack:
        value, path = stack.pop()
        function, argument = getattr(value, "tag", "").lstrip("!"), getattr(value, "value", value)
        if value.__class__ is dict:
            for key in value.keys() & {"Condition", "DependsOn"} if len(path) == 2 else ():
                yield from named(key, value[key], (*path, key))
            if (
                len(value) == 1
                and (key := next(iter(value)))
                and (key in ("Ref", "Condition") or key.startswith("Fn::"))
            ):
                function, argument, path = key.removeprefix("Fn::"), value[key], (*path, key)
        if function and (function != "Condition" or path[0] == "Conditions"):
            yield from named(function, argument, path)
        children = (
            argument.items()
            if argument.__class__ is dict
            else enumerate(argument)
            if argument.__class__ is list
            else ()
        )
        if id(argument) not in seen:
            stack += [(child, (*path, key)) for key, child in children]
            seen.add(id(argument))


def named(function: str, argument: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    """The names that one function mentions itself."""
    listed = argument.__class__ is list
    first, place = (argument[0], (*path, 0)) if listed and argument else (argument, path)
    if function == "DependsOn" and listed:
        yield from (((*path, at), function, one) for at, one in enumerate(argument) if one.__class__ is str)
    elif first.__class__ is not str:
        return
    elif function in ("Ref", "GetAtt", "DependsOn"):
        yield place, function, first.partition(".")[0]
    elif (function == "If" and listed) or (function == "Condition" and not listed):
        yield place, "Condition", first
    elif function == "Sub":
        own = argument[1] if listed and len(argument) > 1 and argument[1].__class__ is dict else {}
        yield from ((place, function, name.partition(".")[0]) for name in PLACEHOLDER.findall(first) if name not in own)
