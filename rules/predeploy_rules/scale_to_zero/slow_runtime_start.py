r"""A Java or .NET function that starts from nothing keeps its first caller waiting for a second or more.

SnapStart keeps a picture of the started function and wakes it in a fraction of that time; for Java it costs nothing. It
works on published versions: call them by an alias (`AutoPublishAlias` in SAM). It cannot be had together with provisioned
concurrency, EFS or more than 512 MB of scratch space, nor for images of one's own:
https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html (as of 2026-11). Said of functions that somebody waits for.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Cart:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21  #~ java21
      Handler: shop.Cart::handle
      AutoPublishAlias: live
      Events: {Get: {Type: HttpApi, Properties: {Path: /cart, Method: get}}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, runtime: dotnet8}  #~ dotnet8
functions: {cart: {handler: "Shop::Shop.Cart::Handle", events: [httpApi: GET /cart]}}
```
It has it; it starts quickly by itself; nobody waits; what rules it out:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Cart:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      SnapStart: {ApplyOn: PublishedVersions}
      Events: {Get: {Type: HttpApi, Properties: {Path: /cart, Method: get}}}
  List:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Events: {Get: {Type: HttpApi, Properties: {Path: /list, Method: get}}}}
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, Events: {Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}}
  Queue: {Type: AWS::SQS::Queue}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Runtime: {Type: String}}
Resources:
  Warm:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}
      Events: {Get: {Type: HttpApi, Properties: {Path: /warm, Method: get}}}
  Large:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      EphemeralStorage: {Size: 2048}
      Events: {Get: {Type: HttpApi, Properties: {Path: /large, Method: get}}}
  Durable:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: dotnet10
      DurableConfig: {ExecutionTimeout: 3600}
      Events: {Get: {Type: HttpApi, Properties: {Path: /durable, Method: get}}}
  Any:
    Type: AWS::Serverless::Function
    Properties: {Runtime: !Ref Runtime, Events: {Get: {Type: HttpApi, Properties: {Path: /any, Method: get}}}}
```
"""

from predeploy import Findings, Function, Scaling, pattern, rule

SLOW = pattern(r"java(?:1[1-9]|[2-9][0-9])|dotnet(?:[89]|[1-9][0-9])")
SPACE = 512 * 2.0**20  # bytes of scratch space that a snapshot may have at the most
# of durable functions AWS does not say whether they can have it
RULED_OUT = ("FileSystemConfigs", "FileSystemConfig", "fileSystemConfig", "DurableConfig", "durableConfig")
HAVING = ("SnapStart", "snapStart")


@rule("low", since="0.1", tier="strict", platforms=("aws-lambda",))
def slow_runtime_start(function: Function, scaling: Scaling) -> Findings:
    runtime, space = function.runtime, function.storage
    if (
        not SLOW.fullmatch(runtime.text or "")
        or scaling.floor.value != 0
        or space.value > SPACE
        or space.state == "unknown"
    ):
        return
    said = [function.setting(path) for path in (*RULED_OUT, *HAVING)]
    if all(one.absent for one in said) and function.invocation == "sync":
        yield runtime.finding(
            f"function `{function.name}` starts from nothing on {runtime.text}, which takes a second or more while its caller"
            " waits; switch SnapStart on"
        )
