r"""A database with a public address is one password away from everybody.

`PubliclyAccessible: true` gives the instance an address on the internet; only the security group and the password stand
between it and the scanners. Put it into private subnets and reach it from the functions' VPC, through RDS Proxy or the
Data API, and for people through Session Manager or a VPN.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html (as of 2026-11).

```yaml bad
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: true  #~ true
```
```yaml fixed
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: false
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources: {Resources: {Queue: {Type: AWS::AmazonMQ::Broker, Properties: {PubliclyAccessible: true}}}}  #~ true
```
```yaml good
Resources:
  Orders: {Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: false}}
  Reports: {Type: AWS::Redshift::Cluster, Properties: {NodeType: ra3.large}}
```
```yaml good
Resources:
  Page: {Type: AWS::S3::Bucket, Properties: {PubliclyAccessible: true}}
```
"""

from predeploy import Findings, StackResource, rule


@rule(
    "high",
    since="0.1",
    kinds=(
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBCluster",
        "AWS::Redshift::Cluster",
        "AWS::RedshiftServerless::Workgroup",
        "AWS::DMS::ReplicationInstance",
        "AWS::AmazonMQ::Broker",
    ),
    replaces={
        "checkov": ("CKV_AWS_17", "CKV_AWS_69", "CKV_AWS_87", "CKV_AWS_89"),
        "cdk-nag": ("RDSInstancePublicAccess", "RedshiftClusterPublicAccess", "DMSReplicationNotPublic"),
        "cfn-guard": (
            "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
            "REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK",
            "DMS_REPLICATION_NOT_PUBLIC",
        ),
    },
)
def public_database(database: StackResource) -> Findings:
    flag = database["Properties.PubliclyAccessible"]
    if flag.is_true:
        yield flag.finding(
            f"{database.kind} `{database.name}` has an address on the internet; set PubliclyAccessible: false",
            fix=flag.replace(False, safe=False),
        )
