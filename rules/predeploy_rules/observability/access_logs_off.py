r"""A front door without access logs cannot say who came and what they got.

When callers report errors, or somebody probes the API, the access log is the only record of method, path, status and
caller; metrics only count. Set `AccessLogSetting` on the stage of an API, `access_logs.s3.enabled` on a load balancer,
`provider.logs` in serverless.yml. It costs what CloudWatch or S3 ask for the lines.
https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:  #~ Shop
    Type: AWS::Serverless::HttpApi
  Live:
    Type: AWS::ApiGateway::Stage
    Properties: {StageName: live}  #~ Properties
  Front:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Scheme: internet-facing}  #~ Properties
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live, AccessLogSetting: {DestinationArn: !GetAtt Lines.Arn}}}
  Live: {Type: AWS::ApiGatewayV2::Stage, Properties: {AccessLogSettings: {DestinationArn: !GetAtt Lines.Arn}}}
  Front:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: "true"}]}
  Tcp: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Type: network}}
  Inside: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
  Lines: {Type: AWS::Logs::LogGroup}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {HttpApi: {AccessLogSettings: {DestinationArn: !GetAtt Lines.Arn}}}
Parameters: {Attributes: {Type: CommaDelimitedList}}
Resources:
  Shop: {Type: AWS::Serverless::HttpApi}
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {LoadBalancerAttributes: !Ref Attributes}}
  Lines: {Type: AWS::Logs::LogGroup}
```
"""

from predeploy import Findings, Node, StackResource, rule

SETTINGS = ("AccessLogSetting", "AccessLogSettings")
# where SAM lets all APIs of a template inherit them
SHARED = {"AWS::Serverless::Api": "Globals.Api", "AWS::Serverless::HttpApi": "Globals.HttpApi"}
STAGES = ("AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage")
BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=(*SHARED, *STAGES, BALANCER),
    replaces={
        "serverless-rules": "ES2000",
        "cdk-nag": ("APIGWAccessLogging", "ELBLoggingEnabled"),
        "checkov": ("CKV_AWS_76", "CKV_AWS_95", "CKV_AWS_91"),
        "cfn-nag": ("W46", "W69", "W52"),
    },
)
def access_logs_off(door: StackResource) -> Findings:
    levels = [door["Properties"]]
    if door.kind in SHARED:
        levels.append(door.stack.root[SHARED[door.kind]])
    if door.kind == BALANCER:
        logged = balancer_logs(door["Properties"])
    else:
        logged = any(not level[name].absent for level in levels for name in SETTINGS)
    if not logged:
        yield door["Properties.AccessLogSetting"].finding(f"`{door.name}` writes no access log; set one")


def balancer_logs(properties: Node) -> bool:
    """Is a log written, or can that not be known? Only application load balancers that face the internet are asked."""
    kind, scheme, attributes = properties["Type"], properties["Scheme"], properties["LoadBalancerAttributes"]
    if (
        kind.unknown
        or kind.text in ("network", "gateway")
        or scheme.unknown
        or scheme.text == "internal"
        or attributes.unknown
    ):
        return True
    return any(one["Key"].text in (None, "access_logs.s3.enabled") and not one["Value"].is_false for one in attributes)
