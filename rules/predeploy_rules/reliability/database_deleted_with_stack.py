r"""A database that goes with its stack takes all its data along.

Without `DeletionPolicy: Retain` (or `Snapshot`) CloudFormation deletes the resource when it leaves the template: with
the stack, but also after a rename, a moved file or a wrong condition. Retain keeps it and its data; set
UpdateReplacePolicy alike, for some changes replace the resource. Low where `Delete` is written out, as somebody may well
mean it. Not said of RDS, which makes a last snapshot by itself, of buckets, which cannot be deleted while they hold
something, of tables whose items expire, and outside prod.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:  #~ Orders @medium
    Type: AWS::DynamoDB::Table
    Properties: {BillingMode: PAY_PER_REQUEST}
  Users:
    Type: AWS::Cognito::UserPool
    DeletionPolicy: Delete  #~ Delete @low
  Ledger:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Delete  #~ Delete @low
    Properties: {Engine: postgres}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
resources:
  Resources:
    Orders: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}  #~ Orders
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Kept: {Type: String}}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}
  Items: {Type: AWS::DynamoDB::Table, DeletionPolicy: !Ref Kept}
  Carts: {Type: AWS::DynamoDB::Table, Properties: {DeletionProtectionEnabled: true}}
  Sessions: {Type: AWS::DynamoDB::Table, Properties: {TimeToLiveSpecification: {AttributeName: ends, Enabled: true}}}
  Ledger: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres}}
  Replica: {Type: AWS::RDS::DBInstance, DeletionPolicy: Delete, Properties: {SourceDBInstanceIdentifier: !Ref Ledger}}
  Uploads: {Type: AWS::S3::Bucket}
  Users: {Type: AWS::Cognito::UserPool, Properties: {DeletionProtection: ACTIVE}}
```
```yaml good target={environment: dev}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
```
"""

from predeploy import Findings, StackResource, Target, rule

# The default of DeletionPolicy is Delete, but for RDS clusters and for instances outside of one (source above)
SNAPSHOT_BY_ITSELF = ("AWS::RDS::DBCluster", "AWS::RDS::DBInstance")
# what also keeps the data: a protection, backups of its own, or items that end anyway
KEPT = (
    "DeletionProtection",
    "DeletionProtectionEnabled",
    "TimeToLiveSpecification.Enabled",
    "BackupPolicy.Status",
    "SourceDBInstanceIdentifier",
    "DBClusterIdentifier",
)


@rule(
    "medium",
    since="0.1",
    severities=("low",),
    kinds=(
        *SNAPSHOT_BY_ITSELF,
        "AWS::DynamoDB::Table",
        "AWS::DynamoDB::GlobalTable",
        "AWS::Serverless::SimpleTable",
        "AWS::EFS::FileSystem",
        "AWS::DocDB::DBCluster",
        "AWS::Neptune::DBCluster",
        "AWS::Redshift::Cluster",
        "AWS::Cognito::UserPool",
    ),
    replaces={"cfn-lint": ("I3011", "W3011"), "cfn-nag": ("F80", "W3011")},
)
def database_deleted_with_stack(resource: StackResource, target: Target) -> Findings:
    policy = resource["DeletionPolicy"]
    goes = policy.text == "Delete" or (policy.absent and resource.kind not in SNAPSHOT_BY_ITSELF)
    kept = [resource.properties[path] for path in KEPT]
    off = all(one.absent or one.is_false or one.text in ("INACTIVE", "DISABLED") for one in kept)
    if goes and off and target.environment in (None, "prod"):
        yield policy.finding(
            f"`{resource.name}` and its data are deleted with the stack, or when it is renamed; set DeletionPolicy (and"
            " UpdateReplacePolicy) to Retain",
            fix=policy.insert("Retain", safe=False),
            severity="low" if policy.text else "medium",
        )
