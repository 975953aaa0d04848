r"""A policy that allows every action on everything makes each mistake in the code an administrator's.

`Action: "*"` on `Resource: "*"`, or the managed policy AdministratorAccess: whoever gets a function with it to do something
unforeseen, reads every bucket, changes every policy and opens what account they please. Name the actions and the
resources; the SAM policy templates and `grant…` methods of the CDK write them for you.
Roles that only people or CloudFormation assume are counted one step less.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html (as of 2026-11).

```yaml bad
Resources:
  Work:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: lambda.amazonaws.com}}]
      Policies:
        - PolicyName: all
          PolicyDocument: {Statement: {Effect: Allow, Action: "*", Resource: "*"}}  #~ "*" @high
```
```yaml bad
Resources:
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: cloudformation.amazonaws.com}}]
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess  #~ !Sub @medium
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [AdministratorAccess, {Statement: [{Effect: Allow, Action: ["*:*"], Resource: ["*"]}]}]  #~ AdministratorAccess @high #~ "*:*" @high
```
```yaml bad file=serverless.yml
service: shop
provider:
  name: aws
  iamRoleStatements:
    - {Effect: Allow, Action: "*", Resource: "*"}  #~ "*" @high
functions:
  hello:
    handler: hello.handler
    iamRoleStatements: [{Effect: Allow, Action: ["*"], Resource: "*"}]  #~ "*" @high
```
```yaml good
Resources:
  Work:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: "s3:GetObject", Resource: "*"}
              - {Effect: Allow, Action: "*", Resource: !GetAtt Table.Arn}
              - {Effect: Deny, Action: "*", Resource: "*"}
              - {Effect: Allow, Action: "*", Resource: "*", Condition: {Bool: {"aws:MultiFactorAuthPresent": true}}}
```
```yaml good
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: {KeyPolicy: {Statement: [{Effect: Allow, Action: "*", Resource: "*", Principal: {AWS: root}}]}}
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: has-a-rule-of-its-own}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
```
"""

from predeploy import Findings, Role, Severity, rule

# Services that assume a role to do what a person told them, not to run code
_DEPLOYERS = ("cloudformation.amazonaws.com", "codepipeline.amazonaws.com", "codebuild.amazonaws.com")


@rule(
    "high",
    since="0.1",
    severities=("medium",),
    replaces={
        "checkov": ("CKV_AWS_1", "CKV_AWS_62"),
        "cfn-nag": ("F3", "F4", "F5", "W43"),
        "cdk-nag": "IAMPolicyNoStatementsWithAdminAccess",
        "cfn-guard": "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
    },
)
def policy_allows_everything(role: Role) -> Findings:
    if role.platform == "kubernetes":
        return
    severity: Severity = "high" if _runs_code(role) else "medium"
    said = f"{role.kind} `{role.name}` may do everything with everything"
    for grant in role.grants:
        everywhere = any(text == "*" for text, _ in grant.resources)
        action = next((node for text, node in grant.actions if text in ("*", "*:*")), None)
        if action is not None and everywhere and grant.allows and not grant.conditional:
            yield action.finding(f"{said}; name the actions and resources it needs", severity=severity)
    for name, node in role.attached:
        if name == "AdministratorAccess":
            yield node.finding(f"{said} ({name}); name the actions and resources it needs", severity=severity)


def _runs_code(role: Role) -> bool:
    """Not known to be assumed by people or deployers only."""
    trusted = [statement["Principal"] for statement in role["Properties.AssumeRolePolicyDocument.Statement"]]
    services = [principal["Service"] for principal in trusted]
    texts = [one.text for service in services for one in service.each()]
    return not trusted or any(text not in _DEPLOYERS for text in texts)
