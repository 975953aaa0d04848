r"""An Aurora cluster that keeps half a capacity unit is paid for while nobody asks it anything.

With `MinCapacity: 0` Aurora Serverless v2 pauses after some minutes without a connection (`SecondsUntilAutoPause`, 300 unless
said otherwise) and wakes within about 15 s; only storage is paid for then. From 0.5 on it never pauses. An RDS Proxy keeps
connections open, and so keeps it awake as well. Silent in production, where a `latency` or `idle: warm` is stated, and for
an `EngineVersion` that cannot pause: before PostgreSQL 13.15, 14.12, 15.7 and 16.3, and Aurora MySQL 3.08.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html; $0.12 a unit and hour
(us-east-1, 2026-11)

```yaml bad
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}  #~ 0.5 @low
```
```yaml bad
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}  #~ 0, @medium
  Pool:
    Type: AWS::RDS::DBProxyTargetGroup
    Properties: {DBProxyName: orders, TargetGroupName: default, DBClusterIdentifiers: [!Ref Orders]}
```
```yaml good
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}
  Fixed: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-mysql}}
  Old:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      EngineVersion: "15.4"
      ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}
  Older:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineVersion: 8.0.mysql_aurora.3.05.2
      ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}
```
```yaml good target={environment: prod}
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, ServerlessV2ScalingConfiguration: {MinCapacity: 2, MaxCapacity: 16}}
```
```yaml good
Parameters: {Least: {Type: Number}}
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, ServerlessV2ScalingConfiguration: {MinCapacity: !Ref Least, MaxCapacity: 16}}
```
"""

import re

from predeploy import Findings, Intent, Node, StackResource, Target, rule

# what of a major version cannot pause: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
# and the announcement of 2024-11-20 (as of 2026-11)
FIRST = {"13": 15, "14": 12, "15": 7, "16": 3, "mysql_aurora.3": 8}

PROXIES = "AWS::RDS::DBProxyTargetGroup"


@rule("info", since="0.1", severities=("low", "medium", "high", "critical"), kinds=("AWS::RDS::DBCluster",))
def database_never_pauses(cluster: StackResource, intent: Intent, target: Target) -> Findings:
    least = cluster["Properties.ServerlessV2ScalingConfiguration.MinCapacity"]
    if intent.wants_speed or (intent.environment.value or target.environment) == "prod":
        return
    if least.number > 0 and can_pause(cluster["Properties.EngineVersion"]):
        money = target.prices.of((least.number, "acu-hour"))
        yield least.finding(
            f"cluster `{cluster.name}` keeps {least.text} capacity units and never pauses; with MinCapacity 0 it does"
            " when nobody is connected",
            money=money,
            severity=None if money else "info",
            fix=least.replace(0, safe=False),
        )
    elif least.number == 0:
        for group in cluster.stack.mentioning(cluster.name):
            if group.kind == PROXIES and cluster.name in cluster.stack.mentioned(
                group["Properties.DBClusterIdentifiers"]
            ):
                yield least.finding(
                    f"cluster `{cluster.name}` may pause, but the connections of proxy group `{group.name}` keep it awake:"
                    " it never does; let what calls it rarely connect to the cluster itself",
                    related=((group.node, "keeps connections open"),),
                    severity="medium",
                )


def can_pause(version: Node) -> bool:
    """What says no version gets a new one."""
    found = re.match(r"(?:8\.0\.)?(mysql_aurora\.3|[0-9]{2})\.([0-9]{1,3})", version.text or "")
    return not version.unknown and (found is None or int(found[2]) >= FIRST.get(found[1], 0))
