r"""A reference to something that the template does not define is refused.

`Ref`, `Fn::GetAtt`, `Fn::Sub`, `DependsOn` and `Condition` name parameters, resources and conditions of the same template.
CloudFormation rejects the whole change set for one that is not there ("Unresolved resource dependencies"), ROS, whose
templates may define locals too, the template. In a script within `Fn::Sub`, a shell's own `${VARIABLE}` is written
`${!VARIABLE}`.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
(as of 2026-11). Templates with macros are passed over, and the names of resources that SAM makes are known; in a
serverless.yml, to which plugins add, only names are reported that look like one of its resources.

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
          ARN: {"Fn::GetAtt": [Queue, Arn]}  #~ ARN
          URL: !Sub "https://${Api}.${AWS::Region}.amazonaws.com/${stage}"  #~ !Sub x2
          ROLE: !GetAtt PackRole.Arn
  Orders: {Type: AWS::SQS::Queue}
Outputs:
  Where: {Value: !GetAtt Order.Arn}  #~ !GetAtt
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, environment: {TABLE: !Ref CartTable}}  #~ !Ref
functions: {pack: {handler: pack.handler, role: !GetAtt PackRole.Arn}}
resources:
  Resources:
    CartsTable: {Type: AWS::DynamoDB::Table}
```
```json bad
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}
  }
}
#~ 4:58 "QueueName"
```
```yaml bad file=ros.yaml
ROSTemplateFormatVersion: "2015-09-01"
Parameters: {Stage: {Type: String}}
Resources:
  shop_log: {Type: ALIYUN::SLS::Project, Properties: {Name: {"Fn::Sub": "shop-${Stage}-${ALIYUN::Region}"}}}
  pack:
    Type: ALIYUN::FC3::Function
    DependsOn: [shop_logs]  #~ shop_logs
    Properties: {FunctionName: pack, Handler: a.b, Runtime: nodejs20, Code: {OssBucketName: {Ref: Bucket}}}  #~ OssBucketName
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
```yaml good file=serverless.yml
# what the framework and its plugins make, and what a file that is not here may hold
service: shop
provider: {name: aws, environment: {API: !Ref ApiGatewayRestApi, STACK: "${cf:other.Arn}", GRAPH: !GetAtt GraphQlApi.Arn}}
functions: {pack: {handler: pack.handler, environment: {ARN: !GetAtt PackLambdaFunction.Arn, POOL: !Ref UserPool}}}
resources:
  Resources: {CartsTable: {Type: AWS::DynamoDB::Table}}
```
```yaml good file=ros.yaml
# locals, what a count makes several of, and a script's own variable
ROSTemplateFormatVersion: "2015-09-01"
Locals: {Size: {Value: 1024}}
Resources:
  pack: {Type: ALIYUN::FC3::Function, Count: 2, Properties: {FunctionName: pack, MemorySize: {Ref: Size}}}
  Tick: {Type: ALIYUN::FC3::Trigger, Properties: {FunctionName: {Ref: "pack[0]"}}}
  Host: {Type: ALIYUN::ECS::Instance, Properties: {UserData: {"Fn::Sub": "echo ${HOSTNAME} ${Tick}"}}}
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

from collections.abc import Iterator

from predeploy import Document, Findings, Node, StackResource, is_whole, rule, similar

# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html (2026-11)
GENERATED = ("ServerlessRestApi", "ServerlessHttpApi", "ServerlessDeploymentApplication", "CodeDeployServiceRole")


@rule(
    "high",
    since="0.1",
    kinds=("template", "serverless", "ros"),
    replaces={"cfn-lint": ("E1010", "E1020", "E3005", "E8002")},
)
def undefined_reference(document: Document) -> Findings:
    stack = StackResource(document.node).stack
    service, host = document.kind == "serverless", "ROS" if document.kind == "ros" else "CloudFormation"
    if not stack.documents or (not service and not is_whole(document)):
        return
    # a SAM resource or a module becomes several, whose names begin with its own
    made = (*GENERATED, *(name for name, one in stack.documents.items() if makes_more(one.kind)))
    known = sorted(stack.documents)
    for node, name in of_service(document) if service else of_template(document):
        # plugins make more in a serverless.yml; what ROS does with a stranger in Fn::Sub is told nowhere
        guess = service or (host == "ROS" and node.unknown and "Sub" in repr(node.raw))
        near = similar(name, known, cutoff=0.85 if guess else 0.6)
        if (near or not guess) and not name.startswith(made):
            hint = f"; did you mean `{near}`?" if near else ""
            yield node.finding(f"`{name}` is no resource or parameter of this template: {host} refuses it{hint}")
    for node in () if service else conditions(document):
        if node.text and document["Conditions"].key(node.text).absent:
            yield node.finding(f"`{node.text}` is no condition of this template: {host} refuses it")


def makes_more(kind: str) -> bool:
    return not kind or kind.startswith(("AWS::Serverless::", "Aliyun::Serverless::")) or kind.endswith("::MODULE")


def of_service(service: Document) -> Iterator[tuple[Node, str]]:
    stack = StackResource(service.node).stack
    for section in ("provider", "functions", "resources"):
        yield from stack.strangers(service[section])


def of_template(template: Document) -> Iterator[tuple[Node, str]]:
    """What is mentioned in a value, and what others wait for by name."""
    stack = StackResource(template.node).stack
    for section in ("Globals", "Resources", "Outputs"):
        if stack.mentioned(template[section]) - stack.documents.keys():  # asked of a whole section at once
            yield from stack.strangers(template[section])
    said = "DependsOn" in template.node.tree.source.text
    for _, resource in template["Resources"].items() if said else ():
        for one in resource["DependsOn"].each():
            if one.text and one.text not in stack.documents:
                yield one, one.text


def conditions(template: Document) -> Iterator[Node]:
    said = "Condition" in template.node.tree.source.text
    for section in ("Resources", "Outputs") if said else ():
        yield from (one["Condition"] for _, one in template[section].items())
