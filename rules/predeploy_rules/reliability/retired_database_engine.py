r"""Aurora Serverless v1 is gone: a new cluster of it cannot be made.

It ended on 2025-03-31, and what still ran was moved to a provisioned cluster or to version 2. Take `EngineMode` out, give
the cluster a `ServerlessV2ScalingConfiguration` and an instance of class `db.serverless`; with `MinCapacity: 0` it pauses
like version 1 did. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.how-it-works.html and
.../aurora-serverless.relnotes.html (as of 2026-11)

```yaml bad
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, EngineMode: serverless, ScalingConfiguration: {AutoPause: true}}  #~ serverless
```
```yaml good
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}}
  Fixed: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-mysql, EngineMode: provisioned}}
```
```yaml good
Parameters: {Mode: {Type: String}}
Resources:
  Orders: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-mysql, EngineMode: !Ref Mode}}
```
"""

from predeploy import Findings, StackResource, rule


@rule("high", since="0.1", kinds=("AWS::RDS::DBCluster",))
def retired_database_engine(cluster: StackResource) -> Findings:
    mode = cluster["Properties.EngineMode"]
    if mode.text == "serverless":
        yield mode.finding(
            f"cluster `{cluster.name}` is Aurora Serverless v1, which ended on 2025-03-31; use ServerlessV2ScalingConfiguration"
            " and an instance of class db.serverless"
        )
