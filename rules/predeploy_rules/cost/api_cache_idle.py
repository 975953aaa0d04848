r"""An API cache is billed by the hour, whether anybody calls or not.

REST APIs rent a cache of fixed size for each stage: 0.5 GB costs $14.60 a month, 6.1 GB $146 (us-east-1, 2026-11), at
zero calls too. It pays where many callers ask the same; leave it out of stages that mostly sleep, or cache at CloudFront,
which bills by use. https://aws.amazon.com/api-gateway/pricing/ (as of 2026-11). A choice with a price (info), unless the
environment is stated not to be prod.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      CacheClusterEnabled: true  #~ true @info
      CacheClusterSize: "1.6"
```
```yaml bad target={environment: test}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Live: {Type: AWS::ApiGateway::Stage, Properties: {CacheClusterEnabled: true}}  #~ true} @low
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Cached: {Type: String}}
Resources:
  Shop: {Type: AWS::Serverless::Api, Properties: {CacheClusterEnabled: !Ref Cached}}
  Live: {Type: AWS::ApiGateway::Stage, Properties: {CacheClusterEnabled: false, CacheClusterSize: "0.5"}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Live: {Type: AWS::ApiGateway::Stage, Properties: {StageName: live}}
```
"""

from predeploy import Findings, StackResource, Target, rule

# https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html (as of 2026-11)
SIZES = ("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237")
SMALLEST = "0.5"  # GB, what a stage gets when it names no size


@rule(
    "info",
    since="0.1",
    severities=("low", "medium", "high", "critical"),
    kinds=("AWS::Serverless::Api", "AWS::ApiGateway::Stage"),
)
def api_cache_idle(stage: StackResource, target: Target) -> Findings:
    enabled, size = stage["Properties.CacheClusterEnabled"], stage["Properties.CacheClusterSize"]
    wanted = SMALLEST if size.absent else size.text
    if enabled.is_true:
        known = f"api-cache-{wanted}-hour" if wanted in SIZES else ""
        money = target.prices.of((1, known)) if known else None
        costs = f": {money}, at zero calls too" if money else ", at zero calls too"
        asleep = target.environment not in (None, "prod")
        yield enabled.finding(
            f"`{stage.name}` rents a cache by the hour{costs}; leave it out where little is asked twice",
            money=money,
            severity=None if money and asleep else "info",
            fix=enabled.replace(False, safe=False),
        )
