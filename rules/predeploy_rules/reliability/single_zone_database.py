r"""A database in one zone is away for as long as its zone, its disk or its update takes.

With `MultiAZ: true` RDS keeps a standby in another zone and changes over within a minute or two, also for updates; it
costs as much as the instance again. Not said of Aurora, whose storage spans zones, of replicas, and outside prod.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBInstanceClass: db.t4g.micro}  #~ Properties
  Books:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: mysql, MultiAZ: false}  #~ false
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Zones: {Type: String}}
Resources:
  Ledger: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, MultiAZ: true}}
  Books: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, MultiAZ: !Ref Zones}}
  Replica: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, SourceDBInstanceIdentifier: !Ref Ledger}}
  Member: {Type: AWS::RDS::DBInstance, Properties: {Engine: aurora-postgresql, DBClusterIdentifier: orders}}
```
```yaml good target={environment: staging}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Ledger: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres}}
```
"""

from predeploy import Findings, StackResource, Target, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("AWS::RDS::DBInstance",),
    replaces={"checkov": "CKV_AWS_157", "cdk-nag": "RDSMultiAZSupport"},
)
def single_zone_database(database: StackResource, target: Target) -> Findings:
    zones, engine = database["Properties.MultiAZ"], database["Properties.Engine"]
    part = [database["Properties"][key] for key in ("SourceDBInstanceIdentifier", "DBClusterIdentifier")]
    if engine.unknown or (engine.text or "").startswith("aurora") or any(not one.absent for one in part):
        return
    if (zones.absent or zones.is_false) and target.environment in (None, "prod"):
        yield zones.finding(
            f"database `{database.name}` stands in one zone, and is down when that zone is; set MultiAZ",
            fix=zones.replace(True, safe=False) or zones.insert(True, safe=False),
        )
