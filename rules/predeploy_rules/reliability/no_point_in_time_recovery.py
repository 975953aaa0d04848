r"""A table without point-in-time recovery cannot undo a wrong write.

With it DynamoDB can bring the table back to any second of the last 35 days; without it a bad deploy or a script that
deletes too much is final. It costs $0.20 per GB and month (us-east-1).
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html and
https://aws.amazon.com/dynamodb/pricing/ (as of 2026-11). Not said of
tables whose items expire by themselves, and outside prod.

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:  #~ Orders
    Type: AWS::DynamoDB::Table
  Items:
    Type: AWS::DynamoDB::Table
    Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: false}}  #~ false
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Recovery: {Type: String}}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}}
  Items: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !Ref Recovery}}}
  Sessions: {Type: AWS::DynamoDB::Table, Properties: {TimeToLiveSpecification: {AttributeName: ends, Enabled: true}}}
```
```yaml good target={environment: dev}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
```
"""

from predeploy import Findings, StackResource, Target, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
    replaces={
        "checkov": ("CKV_AWS_28", "CKV_AWS_165"),
        "cdk-nag": "DynamoDBPITREnabled",
        "cfn-guard": "DYNAMODB_PITR_ENABLED",
        "cfn-nag": "W78",
    },
)
def no_point_in_time_recovery(table: StackResource, target: Target) -> Findings:
    enabled = table["Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"]
    expires, replicas = table["Properties.TimeToLiveSpecification.Enabled"], table["Properties.Replicas"]
    off = enabled.absent and expires.absent and replicas.absent  # a global table says it for each replica
    if (off or enabled.is_false) and target.environment in (None, "prod"):
        yield enabled.finding(f"table `{table.name}` has no point-in-time recovery: a wrong write cannot be undone")
