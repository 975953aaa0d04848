r"""Storage that is not encrypted from the start has to be made anew to become so.

Encryption at rest costs nothing here and cannot be switched on later: the database or file system is replaced and its
data copied. These are not encrypted unless the template says so: RDS instances (Aurora is, since 2026-02-18), EFS,
DocumentDB, ElastiCache with Redis OSS. Where AWS, or a setting of the account, encrypts by default (EBS, Aurora, Neptune,
Redshift, Valkey) only an explicit `false` counts. Restored and replicated ones follow their source and are silent.
Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html,
https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html,
https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html,
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html (as of 2026-11).

```yaml bad
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:  #~ Properties
      Engine: postgres
```
```yaml fixed
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      StorageEncrypted: true
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    Files: {Type: AWS::EFS::FileSystem}  #~ Files
    Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {Engine: redis}}  #~ Properties
    Disk: {Type: AWS::EC2::Volume, Properties: {Encrypted: false}}  #~ false
```
```yaml good
Resources:
  Member: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, DBClusterIdentifier: !Ref Cluster}}
  Aurora: {Type: AWS::RDS::DBInstance, Properties: {Engine: aurora-mysql}}
  Restored: {Type: AWS::RDS::DBInstance, Properties: {DBSnapshotIdentifier: !Ref Snapshot}}
  Replica: {Type: AWS::RDS::DBInstance, Properties: {SourceDBInstanceIdentifier: orders}}
  Cluster: {Type: AWS::Neptune::DBCluster}
  Disk: {Type: AWS::EC2::Volume, Properties: {Size: 8}}
  Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {Engine: valkey}}
  Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
```
```yaml bad
# a class that cannot be encrypted: the switch alone is refused, and no fix is offered
Resources:
  Orders: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql, DBInstanceClass: db.t2.micro}}  #~ Properties
```
```yaml good
Parameters: {Encrypt: {Type: String}}
Resources:
  Orders: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql, StorageEncrypted: !Ref Encrypt}}
```
"""

from predeploy import Findings, StackResource, rule

# type → the switch, and whether it is off unless said
_SWITCHES = {
    "AWS::RDS::DBInstance": ("StorageEncrypted", True),
    "AWS::DocDB::DBCluster": ("StorageEncrypted", True),
    "AWS::Neptune::DBCluster": ("StorageEncrypted", False),
    "AWS::EFS::FileSystem": ("Encrypted", True),
    "AWS::EC2::Volume": ("Encrypted", False),
    "AWS::Redshift::Cluster": ("Encrypted", False),
    "AWS::ElastiCache::ReplicationGroup": ("AtRestEncryptionEnabled", True),
    "AWS::OpenSearchService::Domain": ("EncryptionAtRestOptions.Enabled", False),
    "AWS::Elasticsearch::Domain": ("EncryptionAtRestOptions.Enabled", False),
}
# What it takes its encryption from, or what says that it is encrypted
_FOLLOWS = (
    "DBClusterIdentifier", "DBSnapshotIdentifier", "DBClusterSnapshotIdentifier", "SourceDBInstanceIdentifier", "SourceDbiResourceId",
    "SourceDBInstanceAutomatedBackupsArn", "SnapshotIdentifier", "SourceDBClusterIdentifier", "GlobalReplicationGroupId", "KmsKeyId",
)  # fmt: skip

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html#Overview.Encryption.Availability (2026-11)
_CANNOT = "db.t2.micro"
_CHECKOV = (
    "CKV_AWS_3", "CKV_AWS_5", "CKV_AWS_16", "CKV_AWS_29", "CKV_AWS_42", "CKV_AWS_44", "CKV_AWS_64", "CKV_AWS_74",
)  # fmt: skip
_CDK_NAG = (
    "RDSStorageEncrypted", "EFSEncrypted", "EC2EBSVolumeEncrypted", "DocumentDBClusterEncryptionAtRest",
    "NeptuneClusterEncryptionAtRest", "ElastiCacheRedisClusterEncryption", "RedshiftClusterEncryptionAtRest",
)  # fmt: skip


@rule(
    "medium",
    since="0.1",
    kinds=tuple(_SWITCHES),
    replaces={
        "checkov": _CHECKOV,
        "cdk-nag": _CDK_NAG,
        "cfn-guard": ("RDS_STORAGE_ENCRYPTED", "EFS_ENCRYPTED_CHECK", "ENCRYPTED_VOLUMES"),
    },
)
def unencrypted_storage(storage: StackResource) -> Findings:
    switch, off_unless_said = _SWITCHES[storage.kind]
    properties = storage["Properties"]
    flag, engine = properties[switch], properties["Engine"]
    if (
        any(properties[name].written for name in _FOLLOWS)
        or engine.unknown
        or (engine.text or "").startswith(("aurora", "valkey"))
    ):
        return
    if storage.kind == "AWS::ElastiCache::ReplicationGroup" and engine.absent:
        return  # which engine it would be is not sure
    if flag.is_false or (flag.absent and off_unless_said):
        able = properties["DBInstanceClass"].text != _CANNOT
        fix = flag.insert(True, safe=False) if flag.absent else flag.replace(True, safe=False)
        first = "" if able else f"take another class than {_CANNOT}, which cannot be, and "
        yield flag.finding(
            f"{storage.kind} `{storage.name}` is not encrypted at rest, and cannot be later without replacing it;"
            f" {first}set {switch}: true",
            fix=fix if able else None,
        )
