r"""A function without tracing cannot say where a slow request was slow.

Active tracing (AWS X-Ray) shows each request's way through API, function and what it calls, with the time each took.
Set `Tracing: Active` (SAM), `TracingConfig.Mode: Active` (CloudFormation) or `provider.tracing.lambda: true`
(serverless.yml); 5 % of the requests and one a second are sampled, at $5 per million traces. Functions that bring
OpenTelemetry along as a layer do without. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:  #~ Pack
    Type: AWS::Serverless::Function
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, tracing: PassThrough}  #~ pack
  ship: {handler: ship.handler, tracing: true}
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  one: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./}}  #~ one
  two: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./}}
  kept: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, tracingConfig: {type: Jaeger}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Tracing: Active}}
Resources:
  Pack: {Type: AWS::Serverless::Function}
  Ship: {Type: AWS::Lambda::Function, Properties: {TracingConfig: {Mode: Active}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Tracing: {Type: String}}
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Tracing: !Ref Tracing}}
  Ship: {Type: AWS::Serverless::Function, Properties: {Layers: ["arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-python:1"]}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, tracing: {lambda: true}}
functions: {pack: {handler: pack.handler}}
```
"""

from predeploy import Findings, Function, StackResource, rule

HOW = {"aws-lambda": "set tracing to Active", "alibaba-fc": "set tracingConfig"}
WAYS = ("Tracing", "TracingConfig.Mode", "tracing.lambda", "tracing")


@rule(
    "low",
    since="0.1",
    tier="strict",
    replaces={
        "serverless-rules": "WS1000",
        "cdk-nag": "LambdaTracing",
        "checkov": "CKV_AWS_50",
    },
)
def tracing_off(function: Function) -> Findings:
    if function.platform not in HOW or not untraced(function):
        return
    stack = StackResource(function.node).stack
    dark = stack.once(untraced, lambda: [one for one in stack.functions if untraced(one)])
    if not dark or dark[0].name != function.name:
        return  # said of the first, for all of them
    more = f", nor {'does' if len(dark) == 2 else 'do'} {len(dark) - 1} more of its stack" if len(dark) > 1 else ""
    yield function.finding(f"function `{function.name}` sends no traces{more}; {HOW[function.platform]}")


def untraced(function: Function) -> bool:
    if function.platform == "alibaba-fc":
        return "tracing" in function.SETTINGS and function.measure("tracing").state == "absent"
    layers = function.setting("Layers" if isinstance(function, StackResource) else "layers")
    if not layers.absent:
        return False  # OpenTelemetry comes as a layer; of many nobody knows what they hold
    said = next((node for node in (function.setting(way) for way in WAYS) if not node.absent), None)
    return said is None or said.is_false or said.text == "PassThrough"
