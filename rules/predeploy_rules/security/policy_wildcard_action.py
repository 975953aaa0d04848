r"""A policy that allows all of a service on everything lets a function reach other people's data.

`s3:*` on `*` reads, overwrites and deletes every bucket of the account, `dynamodb:*` every table, whatever the function
was written for. Name the actions and the ARNs; SAM's policy templates (S3ReadPolicy, DynamoDBCrudPolicy) do it in one line.
The managed policies called …FullAccess say the same in other words. Silent for services in which there is nothing to
take: writing logs, metrics and traces. `iam:*` is for `role-can-escalate`.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege (as of 2026-11).

```yaml bad
Resources:
  Work:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [logs:*, s3:*, "dynamodb:*"]  #~ s3:*
                Resource: "*"
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AmazonSQSFullAccess  #~ arn
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - PowerUserAccess  #~ PowerUserAccess @high
        - AmazonS3FullAccess
        - Statement: {Effect: Allow, Action: "secretsmanager:*", Resource: "*"}  #~ "secretsmanager:*"
```
```yaml bad
Resources:
  AllButIdentity:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: [{Effect: Allow, NotAction: ["iam:*"], Resource: "*"}]}  #~ NotAction @high
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, iam: {role: {statements: [{Effect: Allow, Action: ["s3:*"], Resource: "*"}]}}}  #~ "s3:*"
functions: {hello: {handler: hello.handler}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AWSLambdaBasicExecutionRole
        - CloudWatchLogsFullAccess
        - S3ReadPolicy: {BucketName: !Ref Bucket}
        - Statement:
            - {Effect: Allow, Action: ["logs:*", "cloudwatch:*", "s3:List*"], Resource: "*"}
            - {Effect: Allow, Action: "s3:*", Resource: !Sub "arn:aws:s3:::${Bucket}/*"}
            - {Effect: Deny, Action: "s3:*", Resource: "*"}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, iam: {role: {statements: [{Effect: Allow, Action: ["s3:GetObject"], Resource: "*"}]}}}
functions: {hello: {handler: hello.handler}}
```
"""

from predeploy import Findings, Grant, Node, Role, Severity, pattern, rule

_HARMLESS = ("logs", "log", "cloudwatch", "xray", "synthetics", "ec2messages", "ssmmessages", "application-autoscaling")
_FULL = pattern(r"(?!CloudWatch|AWSXray|IAMFull).+FullAccess(?:_v2)?|PowerUserAccess|SecretsManagerReadWrite")


@rule(
    "medium",
    since="0.1",
    severities=("high",),
    replaces={
        "serverless-rules": "WS1003",
        "checkov": ("CKV_AWS_49", "CKV_AWS_63"),
        "cdk-nag": ("LambdaStarPermissions", "IAMNoWildcardPermissions"),
        "cfn-nag": "W44",
        "cfn-guard": "IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS",
    },
)
def policy_wildcard_action(role: Role) -> Findings:
    if role.platform == "kubernetes":
        return
    who, wanted = f"{role.kind} `{role.name}`", "name the actions and resources it needs"
    for grant in role.grants:
        if not grant.allows or grant.conditional or all(text != "*" for text, _ in grant.resources):
            continue
        if grant.node["NotAction"].present:
            node = grant.node["NotAction"]
            yield node.finding(f"{who} may do everything but what NotAction names; {wanted}", severity="high")
        whole = _whole_services(grant)
        if whole:
            names = ", ".join(name for name, _ in whole)
            yield whole[0][1].finding(f"{who} may do {names} with every resource; {wanted}")
    full = [(name, node) for name, node in role.attached if _FULL.fullmatch(name)]
    if full:
        names = ", ".join(name for name, _ in full)
        severity: Severity = "high" if "PowerUserAccess" in names else "medium"
        others = tuple(node for _, node in full[1:])
        yield full[0][1].finding(f"{who} has {names}; {wanted}", severity=severity, related=others)


def _whole_services(grant: Grant) -> list[tuple[str, Node]]:
    found = [(text, node) for text, node in grant.actions if text.endswith(":*") and text[:-2] not in ("*", "iam")]
    return [(text, node) for text, node in found if text[:-2].lower() not in _HARMLESS]
