r"""A value that is none of those on offer, or in the wrong unit, is refused.

CloudFormation takes the template, and the service refuses the resource some minutes later: log groups know 22 retentions,
queues count in seconds, runtimes are spelled `python3.13` and `nodejs22.x`. A runtime is only reported where it is nearly
right, for new ones appear.
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html,
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html and
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Log: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 31}}  #~ 31
  Orders: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 14}}  #~ 14
  Sold: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 60000}}  #~ 60000
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: ON_DEMAND  #~ ON_DEMAND
      AttributeDefinitions: [{AttributeType: String, AttributeName: id}]  #~ String
  Pack:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python313  #~ python313
      Architectures: [arm]  #~ arm
      TracingConfig: {Mode: Enabled}  #~ Enabled
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22}}
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Tracing: Enabled, Runtime: node22.x}}  #~ Enabled
#~ 4:83 node22.x
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Days: {Type: Number}}
Resources:
  Log: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: "30"}}
  Other: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !Ref Days}}
  Orders: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600, DelaySeconds: 900, MaximumMessageSize: 1048576}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: a, AttributeType: S}]}}
  Pack: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.19, Architectures: [arm64], TracingConfig: {Mode: Active}}}
  Bin: {Type: AWS::Lambda::Function, Properties: {Runtime: provided.al2027}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Tracing: Active, Runtime: dotnet12, Architectures: [!Ref "AWS::NoValue"]}}
```
"""

from predeploy import Findings, StackResource, pattern, rule
from predeploy.data.cloudformation_values import VALUES

REFUSED = "the deploy is refused"
SLIP = pattern(
    r"python\d{2,4}|python-?\d\.\d+\.x|nodejs\d+|node\d+(?:\.x)?|nodejs\d+\.\d+|java\d+\.x|ruby\d{2}|dotnet\d+\.0|Python.*|Nodejs.*"
)
NOT_SLIPS = frozenset({"nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "dotnetcore1.0"})


@rule("high", since="0.1", kinds=tuple(VALUES), replaces={"cfn-lint": ("E3030", "E3034")})
def value_not_offered(resource: StackResource) -> Findings:
    for path, takes in VALUES[resource.kind].items():
        for node in resource["Properties"].every(path):
            text = node.text
            if text is None:
                continue
            name = path.removesuffix(".*").rpartition(".")[2]
            shown = " ".join(map(str, takes[:6])) + (" …" if len(takes) > 6 else "")
            if all(isinstance(one, int) for one in takes):
                least, most = map(float, takes)
                if node.number < least or node.number > most:
                    yield node.finding(
                        f"{name} of `{resource.name}` is {text}, and takes {least:.0f} to {most:.0f}: {REFUSED}"
                    )
            elif text not in takes:
                yield node.finding(f"{name} of `{resource.name}` is `{text}`, and takes {shown}: {REFUSED}")
    runtime = resource["Properties.Runtime"]
    if resource.kind.endswith("::Function") and runtime.text not in NOT_SLIPS and SLIP.fullmatch(runtime.text or ""):
        yield runtime.finding(
            f"Lambda has no runtime `{runtime.text}`: they are spelled python3.13, nodejs22.x, java21, dotnet8"
        )
