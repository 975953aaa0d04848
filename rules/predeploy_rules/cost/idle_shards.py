r"""A shard of a Kinesis stream is paid for by the hour, whether records come or not.

A provisioned shard takes 1 MB or 1,000 records a second, and costs $10.95 a month at zero records (us-east-1, 2026-11); on
demand, a stream costs more than two of them before the first record. Where little comes, a queue or a bus does the same and
costs nothing while idle. Silent in production, where a stream is scaled, and from three shards on.
https://aws.amazon.com/kinesis/data-streams/pricing/ (as of 2026-11)

```yaml bad
Resources:
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}  #~ 1}}
```
```yaml good
Resources:
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {StreamModeDetails: {StreamMode: ON_DEMAND}}}
  Many: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 8}}
```
```yaml good target={environment: prod}
Resources:
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
```
```yaml good
Parameters: {Shards: {Type: Number}}
Resources:
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: !Ref Shards}}
```
"""

from predeploy import Findings, Intent, StackResource, Target, rule

FEW = 2  # shards, which a stream on demand would not undercut


@rule("low", since="0.1", tier="strict", severities=("info", "medium"), kinds=("AWS::Kinesis::Stream",))
def idle_shards(stream: StackResource, intent: Intent, target: Target) -> Findings:
    shards, mode = stream["Properties.ShardCount"], stream["Properties.StreamModeDetails.StreamMode"]
    provisioned = mode.absent or mode.text == "PROVISIONED"
    if (intent.environment.value or target.environment) == "prod" or not provisioned or not 0 < shards.number <= FEW:
        return
    money = target.prices.of((shards.number, "shard-hour"))
    yield shards.finding(
        f"stream `{stream.name}` keeps {shards.text} shard{'s' * (shards.number > 1)}, paid for with no record too: {money}; a queue"
        " or a bus costs nothing while idle",
        money=money,
        severity=None if money else "info",
    )
