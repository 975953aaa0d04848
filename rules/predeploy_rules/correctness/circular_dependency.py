r"""Resources that wait for each other are never made.

Each `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn` makes a resource wait for another; a circle of them is refused as a
whole: "Circular dependency between resources". Usually a security group, a policy or a permission of its own, which
refers to both, breaks the circle. Templates with `Fn::If` are passed over: it may take the circle away.
https://repost.aws/knowledge-center/cloudformation-circular-dependency (as of 2026-11). So does Docker Compose with services
that depend on each other: https://docs.docker.com/reference/compose-file/services/#depends_on (as of 2026-11).

```yaml bad
Resources:
  Web:  #~ Web
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: web, SecurityGroupEgress: [{IpProtocol: tcp, DestinationSecurityGroupId: !Ref Db}]}
  Db:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: db, SecurityGroupIngress: [{IpProtocol: tcp, SourceSecurityGroupId: !Ref Web}]}
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:  #~ Pack
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{Statement: [{Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Pack.Arn}]}]
```
```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, depends_on: [api]}  #~ web
  api: {image: shop:1.4, depends_on: {db: {condition: service_started}}}
  db: {image: "postgres:17.2", depends_on: [web]}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, depends_on: [api, db]}
  api: {image: shop:1.4, depends_on: [db]}
  db: {image: "postgres:17.2"}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {API: !Ref Api}}
      Events: {Http: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}}
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live}}
```
```yaml good
Conditions: {Both: !Equals [!Ref "AWS::Region", eu-west-1]}
Resources:
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: !If [Both, !Ref Db, web]}}
  Db: {Type: AWS::EC2::SecurityGroup, DependsOn: Web, Properties: {GroupDescription: db}}
```
```yaml good
Resources:
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web}}
  Db: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: db}}
  Between: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Db, SourceSecurityGroupId: !Ref Web}}
```
"""

from collections.abc import Callable

from predeploy import ComposeFile, Findings, Node, StackResource, circles, rule

# What stays in the function when SAM makes several resources of it; its policies become its role
OF_FUNCTION = ("Environment", "Layers", "Role", "VpcConfig", "KmsKeyArn", "FileSystemConfigs")


@rule("high", since="0.1", kinds=("template", "compose file"), replaces={"cfn-lint": "E3004"})
def circular_dependency(template: StackResource | ComposeFile) -> Findings:
    if isinstance(template, ComposeFile):
        services = {one.name: one for one in template.services}
        waiting = {
            name: {other for other, _, _ in one.dependencies} & services.keys() for name, one in services.items()
        }
        for circle in circles(waiting):
            yield services[circle[0]].node.finding(
                f"{' → '.join([*circle, circle[0]])} wait for each other (depends_on): Docker refuses the project",
                related=tuple((services[name].node, "waits for the next") for name in circle[1:]),
            )
        return
    text = template.node.tree.source.text
    if any(word in text for word in ("!If", "Fn::If", "Fn::ForEach")):
        return
    stack = template.stack
    documents = stack.documents
    graph = {
        name: waits_for(one, stack.mentioned) & documents.keys()
        for name, one in documents.items()
        if isinstance(one, StackResource)
    }
    for circle in circles(graph):
        others = tuple((documents[name].node, "waits for the next") for name in circle[1:])
        way = " → ".join([*circle, circle[0]])
        yield documents[circle[0]].node.finding(
            f"{way} wait for each other: CloudFormation refuses the template", related=others
        )


def waits_for(resource: StackResource, mentioned: Callable[[Node], set[str]]) -> set[str]:
    """The logical ids that a resource surely waits for."""
    properties = resource["Properties"]
    names = {one.text for one in resource["DependsOn"].each() if one.text}
    if not resource.kind.startswith("AWS::Serverless::"):
        return names | mentioned(properties)
    if resource.kind == "AWS::Serverless::Function":
        parts = OF_FUNCTION if properties["Role"].written else (*OF_FUNCTION, "Policies")
        names = names.union(*(mentioned(properties[part]) for part in parts))
    return names
