r"""A database whose backups are switched off cannot be brought back.

`BackupRetentionPeriod: 0` turns automated backups and point-in-time recovery off: after a wrong DELETE or a corrupted
table there is nothing to go back to, and no read replica can be made. A day costs little, for backups up to the size of
the database are free. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
(as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, BackupRetentionPeriod: 0}  #~ 0}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Days: {Type: Number}}
Resources:
  Ledger: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres}}
  Books: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, BackupRetentionPeriod: !Ref Days}}
  Replica: {Type: AWS::RDS::DBInstance, Properties: {SourceDBInstanceIdentifier: !Ref Ledger, BackupRetentionPeriod: 0}}
```
```yaml good target={environment: test}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Ledger: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, BackupRetentionPeriod: 0}}
```
"""

from predeploy import Findings, StackResource, Target, rule


@rule(
    "medium",
    since="0.1",
    kinds=("AWS::RDS::DBInstance",),
    replaces={"checkov": "CKV_AWS_133", "trivy": "AVD-AWS-0077", "cdk-nag": "RDSInstanceBackupEnabled"},
)
def no_backups(database: StackResource, target: Target) -> Findings:
    days, replica = database["Properties.BackupRetentionPeriod"], database["Properties.SourceDBInstanceIdentifier"]
    if days.number == 0 and replica.absent and target.environment in (None, "prod"):
        yield days.finding(f"database `{database.name}` keeps no backups; set BackupRetentionPeriod to 1 day or more")
