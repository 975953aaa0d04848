r"""A serverless database or cache that keeps more than it must is paid for while nobody asks.

Neptune Serverless never goes below 1 capacity unit and DocumentDB serverless never below half a one; a higher
`MinCapacity` is billed day and night. ElastiCache Serverless meters at least 1 GB of a Redis OSS cache and 100 MB of a Valkey
one, and whatever `Minimum` says. Take the least where little is asked. Silent in production and where a `latency` or
`idle: warm` is stated. https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-capacity-scaling.html,
https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-serverless-how-it-works.html,
https://aws.amazon.com/elasticache/pricing/ (as of 2026-11).

```yaml bad
Resources:
  Friends:
    Type: AWS::Neptune::DBCluster
    Properties: {ServerlessScalingConfiguration: {MinCapacity: 2.5, MaxCapacity: 16}}  #~ 2.5 @medium
  Orders:
    Type: AWS::DocDB::DBCluster
    Properties: {ServerlessV2ScalingConfiguration: {MinCapacity: 1, MaxCapacity: 4}}  #~ 1, @low
  Sessions:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: {Engine: redis, ServerlessCacheName: sessions}  #~ redis
  Pages:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: {Engine: valkey, ServerlessCacheName: pages, CacheUsageLimits: {DataStorage: {Minimum: 5, Maximum: 10, Unit: GB}}}  #~ 5
```
```yaml good
Parameters: {Least: {Type: Number}, Engine: {Type: String}}
Resources:
  Friends:
    Type: AWS::Neptune::DBCluster
    Properties: {ServerlessScalingConfiguration: {MinCapacity: 1, MaxCapacity: 16}}
  Fixed: {Type: AWS::Neptune::DBCluster}
  Orders:
    Type: AWS::DocDB::DBCluster
    Properties: {ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}}
  Later:
    Type: AWS::DocDB::DBCluster
    Properties: {ServerlessV2ScalingConfiguration: {MinCapacity: !Ref Least, MaxCapacity: 4}}
  Sessions:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: {Engine: valkey, ServerlessCacheName: sessions, CacheUsageLimits: {DataStorage: {Maximum: 10, Unit: GB}}}
  Lists:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: {Engine: memcached, ServerlessCacheName: lists}
  Some:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: {Engine: !Ref Engine, ServerlessCacheName: some, CacheUsageLimits: {DataStorage: {Minimum: 1, Unit: GB}}}
```
```yaml good target={environment: prod}
Resources:
  Friends:
    Type: AWS::Neptune::DBCluster
    Properties: {ServerlessScalingConfiguration: {MinCapacity: 8, MaxCapacity: 32}}
```
"""

from predeploy import Findings, Intent, StackResource, Target, rule

# Kind → where the floor stands, the least that is taken, what a unit is called and costs; sources above
CLUSTERS = {
    "AWS::Neptune::DBCluster": ("ServerlessScalingConfiguration.MinCapacity", 1.0, "NCU", "ncu-hour"),
    "AWS::DocDB::DBCluster": ("ServerlessV2ScalingConfiguration.MinCapacity", 0.5, "DCU", "dcu-hour"),
}
CACHE = "AWS::ElastiCache::ServerlessCache"
METERED = {"redis": 1.0, "valkey": 0.1}  # GB at the least


@rule("info", since="0.1", severities=("low", "medium", "high", "critical"), kinds=(*CLUSTERS, CACHE))
def serverless_floor(resource: StackResource, intent: Intent, target: Target) -> Findings:
    meant = intent.idle.value == "warm" or intent.latency.value is not None
    if not meant and (intent.environment.value or target.environment) != "prod":
        yield from of_cache(resource, target) if resource.kind == CACHE else of_cluster(resource, target)


def of_cluster(cluster: StackResource, target: Target) -> Findings:
    path, least, unit, rate = CLUSTERS[cluster.kind]
    floor = cluster[f"Properties.{path}"]
    if floor.number > least:
        prices = target.prices
        yield floor.finding(
            f"cluster `{cluster.name}` keeps {floor.text} {unit} while nobody asks it; {least:g} is the least",
            money=prices.saved(prices.of((floor.number, rate)), prices.of((least, rate))),
            fix=floor.replace(int(least) or least, safe=False),
        )


def of_cache(cache: StackResource, target: Target) -> Findings:
    engine, floor = cache["Properties.Engine"], cache["Properties.CacheUsageLimits.DataStorage.Minimum"]
    prices, least = target.prices, METERED.get(engine.text or "", float("nan"))
    valkey = prices.of((METERED["valkey"], "valkey-gb-hour"))
    if floor.number > least:
        held = prices.of((floor.number, f"{engine.text}-gb-hour"))
        yield floor.finding(
            f"cache `{cache.name}` is metered for {floor.text} GB even when it is empty; without a Minimum it is {least:g} GB",
            money=prices.saved(held, prices.of((least, f"{engine.text}-gb-hour"))),
        )
    elif engine.text == "redis" and floor.absent:
        yield engine.finding(
            f"cache `{cache.name}` is metered for {least:g} GB even when it is empty; with Valkey it is {METERED['valkey']:g} GB",
            money=prices.saved(prices.of((least, "redis-gb-hour")), valkey),
        )
