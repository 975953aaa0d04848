r"""A function that anybody may invoke works, and costs, for anybody.

`Principal: "*"` without a condition opens the function to every AWS account. A service principal (s3, sns, apigateway…)
without `SourceArn` or `SourceAccount` means that service whoever uses it: a bucket or topic of a stranger may send to
your function, too (the "confused deputy"); less bad, for the stranger must know its name. Name what may call.
A function URL open to all is for `function-url-without-auth`.
Source: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html (as of 2026-11).

```yaml bad
Resources:
  All: {Type: AWS::Lambda::Permission, Properties: {Action: "lambda:InvokeFunction", FunctionName: hello, Principal: "*"}}  #~ "*" @high
```
```yaml bad
Resources:
  Topic:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Hello
      Principal: sns.amazonaws.com  #~ sns.amazonaws.com @low
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    All: {Type: AWS::Lambda::Permission, Properties: {Action: "lambda:*", FunctionName: {Ref: HelloLambdaFunction}, Principal: "*"}}  #~ "*" @high
```
```yaml good
Resources:
  Topic: {Type: AWS::Lambda::Permission, Properties: {Principal: sns.amazonaws.com, SourceArn: !Ref Orders}}
  Bucket: {Type: AWS::Lambda::Permission, Properties: {Principal: s3.amazonaws.com, SourceAccount: !Ref AWS::AccountId}}
  Skill: {Type: AWS::Lambda::Permission, Properties: {Principal: alexa-appkit.amazon.com, EventSourceToken: amzn1.ask.skill.1}}
  Account: {Type: AWS::Lambda::Permission, Properties: {Principal: "123456789012"}}
  Organisation: {Type: AWS::Lambda::Permission, Properties: {Principal: "*", PrincipalOrgID: o-1234567890}}
  Url: {Type: AWS::Lambda::Permission, Properties: {Principal: "*", FunctionUrlAuthType: NONE}}
```
```yaml good
Resources:
  Target:  # the ARN of a target group is known only afterwards: the permission must come first
    Type: AWS::Lambda::Permission
    Properties: {Principal: elasticloadbalancing.amazonaws.com}
  Macro:
    Type: AWS::Lambda::Permission
    Properties: {Principal: cloudformation.amazonaws.com}
```
"""

from predeploy import Findings, StackResource, rule

_NARROW = ("SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken")
# Load balancers want the permission before they have an ARN; macros are called within the account only
_EXEMPT = ("elasticloadbalancing.amazonaws.com", "cloudformation.amazonaws.com")


@rule(
    "high",
    since="0.1",
    severities=("low",),
    kinds=("AWS::Lambda::Permission",),
    replaces={
        "checkov": ("CKV_AWS_301", "CKV_AWS_364"),
        "cfn-nag": "F13",
        "cfn-lint": "W3663",
        "cdk-nag": "LambdaFunctionPublicAccessProhibited",
        "cfn-guard": ("LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", "LAMBDA_NO_WILDCARD_PRINCIPALS"),
    },
)
def invocable_by_anyone(permission: StackResource) -> Findings:
    properties = permission["Properties"]
    principal, url = properties["Principal"], properties["FunctionUrlAuthType"]
    if any(properties[name].written for name in _NARROW):
        return
    if principal.text == "*" and (url.absent or url.text == "AWS_IAM"):
        yield principal.finding(
            f"`{permission.name}` lets every AWS account invoke the function; name the account or the service"
        )
    elif (principal.text or "").endswith(".amazonaws.com") and principal.text not in _EXEMPT:
        yield principal.finding(
            f"`{permission.name}` lets {principal.text} invoke the function on behalf of any account; add SourceArn or SourceAccount",
            severity="low",
        )
