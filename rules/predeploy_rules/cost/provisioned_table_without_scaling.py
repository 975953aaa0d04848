r"""A table with fixed capacity is paid for at night and throttles at noon.

Provisioned capacity that nothing scales costs its full price when nobody reads, and refuses requests above it. On demand
(`BillingMode: PAY_PER_REQUEST`) costs nothing idle and takes what comes; fixed capacity is cheaper only above roughly a
third of steady use ($0.00065 an hour per write unit against $0.625 per million writes, us-east-1, 2026-11). Add a
ScalableTarget where it is. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html
and https://aws.amazon.com/dynamodb/pricing/.

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      ProvisionedThroughput: {ReadCapacityUnits: 50, WriteCapacityUnits: 50}  #~ ProvisionedThroughput @low
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Carts:
    Type: AWS::Serverless::SimpleTable
    Properties: {ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}}  #~ ProvisionedThroughput @info
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Mode: {Type: String}}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
  Either: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: !Ref Mode, ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}}}
```
```yaml good
# half a dollar
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Small: {Type: AWS::DynamoDB::Table, Properties: {ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}}}
  Scaled:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "dynamodb:table:WriteCapacityUnits", ResourceId: !Sub "table/${Orders}"}
```
"""

from predeploy import Findings, StackResource, Target, rule

WORTH = 1.0  # USD a month, below which nobody should spend a minute on it
SCALERS = ("AWS::ApplicationAutoScaling::ScalableTarget", "")  # or what may be one


@rule(
    "low",
    since="0.1",
    severities=("info", "medium", "high"),
    kinds=("AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable"),
    replaces={"checkov": "CKV2_AWS_16", "cdk-nag": "DynamoDBAutoScalingEnabled", "cfn-nag": "W73"},
)
def provisioned_table_without_scaling(table: StackResource, target: Target) -> Findings:
    mode, capacity = table["Properties.BillingMode"], table["Properties.ProvisionedThroughput"]
    stack = table.stack
    if not capacity.is_map or not (mode.absent or mode.text == "PROVISIONED"):
        return
    if any(True for kind in SCALERS for _ in stack.of(kind)):
        return
    levels = [capacity, *(one["ProvisionedThroughput"] for one in table["Properties.GlobalSecondaryIndexes"])]
    reads, writes = (sum(one[key].number for one in levels) for key in ("ReadCapacityUnits", "WriteCapacityUnits"))
    money = target.prices.of((reads, "rcu-hour"), (writes, "wcu-hour"))
    if money is not None and money.usd_month >= WORTH:
        yield capacity.finding(
            f"table `{table.name}` {'and its indexes hold' if levels[1:] else 'holds'} {reads:g} read and {writes:g} write units day and night, and nothing scales them:"
            f" {money}; on demand costs nothing idle",
            money=money,
        )
