r"""A function URL without authorization answers everybody, as often as they like.

Nothing stands in front of it: no throttling, no firewall, no API key. Each call is an invocation that you pay for, and
the function must find out itself who is calling. Use `AWS_IAM` (with CloudFront and an origin access control in front),
an API with an authorizer, or, for a webhook whose signature the code checks, at least reserved concurrency as a limit.
In serverless.yml `url: true` means no authorization.
Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html (as of 2026-11).

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
"""

from predeploy import Findings, Function, StackResource, rule


@rule(
    "medium",
    since="0.1",
    replaces={"checkov": "CKV_AWS_258", "cdk-nag": "LambdaFunctionUrlAuth"},
)
def function_url_without_auth(subject: Function | StackResource) -> Findings:
    if subject.kind == "AWS::Lambda::Url":
        open_to_all = [subject["Properties.AuthType"]]
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
