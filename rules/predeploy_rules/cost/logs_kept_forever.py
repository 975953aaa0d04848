r"""Logs without a retention are kept, and paid for, for ever.

CloudWatch Logs never deletes by itself, and a function whose log group stands in no template gets one without an end:
$0.03 per GB and month (us-east-1, 2026-11), more each month. Set `RetentionInDays` on the log group, declare one
for each function (`/aws/lambda/<its name>`), or set `provider.logRetentionInDays` in serverless.yml. Said once a stack.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html and
https://aws.amazon.com/cloudwatch/pricing/ (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Lines: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: shop}}  #~ Lines
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function}  #~ Pack
  Ship: {Type: AWS::Serverless::Function}
  Shipped: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Ship}", RetentionInDays: 30}}
```
```yaml bad file=serverless.yml
service: shop
provider:  #~ provider
  name: aws
functions: {pack: {handler: pack.handler}}
```
```yaml fixed file=serverless.yml
service: shop
provider:
  name: aws
  logRetentionInDays: 30
functions: {pack: {handler: pack.handler}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {LoggingConfig: {LogGroup: !Ref Lines}}}
Resources:
  Pack: {Type: AWS::Serverless::Function}
  Lines: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
```
```yaml good
# names that are known at deployment only may be those of the functions
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Name: {Type: String}}
Resources:
  Pack: {Type: AWS::Lambda::Function, Properties: {FunctionName: pack}}
  Packed: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/pack, RetentionInDays: 7}}
  Ship: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref Name}}
  Shipped: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Name}", RetentionInDays: 7}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler, logRetentionInDays: 14}, ship: {handler: ship.handler, disableLogs: true}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
plugins: [serverless-plugin-log-retention]
functions: {pack: {handler: pack.handler}}
```
"""

from predeploy import Document, Findings, Node, StackResource, pattern, rule, without_log_group

GROUP = "AWS::Logs::LogGroup"
FRAMEWORK = pattern(r"CustomResourceProvider|LogRetention")  # functions of the CDK's own, which run at deployments


@rule(
    "low",
    since="0.1",
    kinds=("template", "serverless"),
    replaces={
        "serverless-rules": "WS1004",
        "cdk-nag": "CloudWatchLogGroupRetentionPeriod",
        "checkov": "CKV_AWS_66",
        "cfn-nag": "W86",
        "cfn-guard": "CW_LOGGROUP_RETENTION_PERIOD_CHECK",
    },
)
def logs_kept_forever(document: Document) -> Findings:
    if isinstance(document, StackResource):
        endless = [one.node for one in endless_in_stack(document)]
    else:
        endless = endless_in_service(document)
    if endless:
        first, more = endless[0], f" and {len(endless) - 1} more" if len(endless) > 1 else ""
        place = first["Properties.RetentionInDays"] if first["Type"].text == GROUP else first
        whose = f"`{first.name}`{more}" if first["Type"].written else "the functions"
        yield first.finding(
            f"the logs of {whose} are kept for ever, at $0.03 per GB and month; set a retention such as 30 days",
            fix=place.insert(30, safe=False),
            related=tuple((one, "kept for ever too") for one in endless[1:6]),
        )


def endless_in_stack(template: StackResource) -> list[Document]:
    """The log groups without an end, and the functions without a log group."""
    groups = [one for one in template.stack.of(GROUP) if one["Properties.RetentionInDays"].absent]
    bare = (one for one in without_log_group(template.stack) if not FRAMEWORK.search(one.name))
    # the delivery class keeps logs for a day, whatever is said
    return [*(one for one in groups if one["Properties.LogGroupClass"].text != "DELIVERY"), *bare]


def endless_in_service(service: Document) -> list[Node]:
    retention, plugins, block, functions = (
        service[path] for path in ("provider.logRetentionInDays", "plugins", "resources", "functions")
    )
    names = [one.text for one in plugins]
    if not retention.absent or plugins.unknown or any(name is None or "log-retention" in name for name in names):
        return []
    if block.unknown or functions.unknown or "LogGroup" in str(block.data) or service["provider.logs.lambda"].written:
        return []
    bare = [
        one for group in functions.each() for _, one in group.items() if one.is_map and not one["disableLogs"].written
    ]
    return [retention] if any(one["logRetentionInDays"].absent for one in bare) else []
