r"""A function URL without authorization answers everybody, as often as they like.

Nothing stands in front of it: no throttling, no firewall, no API key. Each call is an invocation that you pay for, and
the function must find out itself who is calling. Use `AWS_IAM` (with CloudFront and an origin access control in front),
an API with an authorizer, or, for a webhook whose signature the code checks, at least reserved concurrency as a limit.
In serverless.yml `url: true` means no authorization.
Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html (as of 2026-11). In Function Compute the HTTP trigger
is that URL (`authType: function` or `jwt` closes it, `disableURLInternet` takes it off the internet:
https://www.alibabacloud.com/help/en/functioncompute/api-fc-2023-03-30-struct-httptriggerconfig), in SCF the `http`
event, which nobody reaches from the internet unless `enableExtranet` says so (both as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig:
        AuthType: NONE  #~ NONE
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      FunctionUrlConfig:
        AuthType: AWS_IAM
```
```yaml bad
Resources:
  Url: {Type: AWS::Lambda::Url, Properties: {AuthType: NONE, TargetFunctionArn: !GetAtt Hello.Arn}}  #~ NONE
  Hello: {Type: AWS::Lambda::Function, Properties: {Timeout: 3}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  one:
    handler: one.handler
    url: true  #~ true
  two:
    handler: two.handler
    url: {cors: true}  #~ url
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  hello:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./code
      triggers:
        - {triggerName: web, triggerType: http, triggerConfig: {authType: anonymous, methods: [GET]}}  #~ anonymous
        - {triggerName: inner, triggerType: http, triggerConfig: {authType: anonymous, disableURLInternet: true}}
        - {triggerName: signed, triggerType: http, triggerConfig: {authType: function}}
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
template: {open: {triggers: [{triggerName: web, triggerType: http, triggerConfig: {authType: anonymous}}]}}  #~ anonymous
resources:
  one: {component: fc3, extend: {name: open}, props: {runtime: nodejs20, handler: index.handler, code: ./}}
  two: {component: fc3, extend: {name: open}, props: {runtime: nodejs20, handler: index.handler, code: ./}}
```
```yaml bad file=serverless.yml
component: scf
name: hello
inputs:
  handler: index.main
  events:
    - http: {parameters: {name: open, netConfig: {enableExtranet: true}}}  #~ parameters
    - http: {parameters: {name: none, authType: NONE, netConfig: {enableExtranet: true}}}  #~ NONE
    - http: {parameters: {name: inner, authType: NONE}}
    - http: {parameters: {name: closed, authType: CAM, netConfig: {enableExtranet: true}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello: {Type: AWS::Serverless::Function, Properties: {FunctionUrlConfig: {AuthType: AWS_IAM}}}
  Quiet: {Type: AWS::Serverless::Function, Properties: {Timeout: 3}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  one: {handler: one.handler, url: {authorizer: aws_iam, cors: true}}
  two: {handler: two.handler, url: false}
  three: {handler: three.handler}
```
```yaml bad
packages:
  shop:
    actions:
      order:
        function: src/order.js
        web: true  #~ true
```
```yaml good
packages:
  shop:
    actions:
      order: {function: src/order.js, web: true, annotations: {require-whisk-auth: $TOKEN}}
      pack: {function: src/pack.js, web: false}
```
"""

from predeploy import Findings, Function, Node, StackResource, rule


@rule(
    "medium",
    since="0.1",
    replaces={"checkov": "CKV_AWS_258", "cdk-nag": "LambdaFunctionUrlAuth"},
)
def function_url_without_auth(subject: Function | StackResource) -> Findings:
    if subject.kind == "AWS::Lambda::Url":
        open_to_all = [subject["Properties.AuthType"]]
    elif isinstance(subject, Function) and subject.platform == "openwhisk":
        yield from _of_openwhisk(subject)
        return
    elif isinstance(subject, Function) and subject.platform in ("alibaba-fc", "tencent-scf"):
        yield from _of_trigger(subject)
        return
    elif isinstance(subject, Function):
        open_to_all = [subject.setting("FunctionUrlConfig.AuthType"), subject["url"]]
    else:
        return
    for node in open_to_all:
        if node.text == "NONE" or (
            node.name == "url" and (node.is_true or (node.is_map and node["authorizer"].absent))
        ):
            yield node.finding(
                f"the URL of `{subject.name}` answers everybody without authorization, at your cost; use AWS_IAM",
                fix=node.replace("AWS_IAM", safe=False) if node.text == "NONE" else None,
            )


def _of_openwhisk(action: Function) -> Findings:
    """A web action, unless callers must send a secret. https://github.com/apache/openwhisk/blob/master/docs/annotations.md (2026-08)"""
    auth, other = action.annotation("require-whisk-auth"), action.annotation("require-adobe-auth")
    for event in action.events:
        if event.kind == "url" and (auth.absent or auth.is_false) and other.absent:
            yield event.node.finding(
                f"web action `{action.name}` answers everybody without authorization, at your cost; set require-whisk-auth"
            )


def _of_trigger(function: Function) -> Findings:
    """An HTTP trigger of Function Compute, or the `http` event of SCF, where no authorization is the default."""
    for event in function.events:
        who, node = event.source, event.node
        if event.kind != "url" or not _told_here(function, node):
            continue
        hidden = node["triggerConfig.disableURLInternet"]
        if function.platform == "tencent-scf":
            open_to_all = node["parameters.netConfig.enableExtranet"].is_true and (who.absent or who.text == "NONE")
        else:
            open_to_all = (who.text or "").lower() == "anonymous" and (hidden.absent or hidden.is_false)
        if open_to_all:
            yield who.finding(
                f"the URL of `{function.name}` answers everybody without authorization, at your cost; let its callers sign"
                " their requests, or put an API in front of it"
            )


def _told_here(function: Function, trigger: Node) -> bool:
    """Is it the function's own trigger, or the function the first of those that inherit it?"""
    own = function.node.path
    if trigger.path[: len(own)] == own:
        return True
    sharing = (one for one, event in StackResource(function.node).stack.calls if event.node.path == trigger.path)
    first = next(sharing, function)
    return first.node.path == own
