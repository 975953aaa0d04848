r"""A role that may hand out rights, or act as others, has all of theirs.

Some permissions are a way to every other one. In Kubernetes: `bind` and `escalate` on roles, `impersonate`, running
commands in other pods (pods/exec, nodes/proxy), making tokens of other accounts. In AWS, on every resource: writing
policies (iam:PutRolePolicy, AttachRolePolicy, CreatePolicyVersion…), making keys and passwords of others, and iam:PassRole,
with which any role can be put to work. Name what they may be used on: `resourceNames`, the ARN of the one role, for
PassRole a condition on iam:PassedToService. A permissions boundary is a condition, too.
Sources: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks and
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html (as of 2026-11).

```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: installer}
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [get, escalate, bind]  #~ escalate @medium
  - apiGroups: [""]
    resources: [pods/exec]
    verbs: [create]  #~ create @medium
```
```yaml bad
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: debugger, namespace: shop}
rules: [{apiGroups: [""], resources: ["pods/exec"], verbs: ["*"]}]  #~ "*" @low
```
```yaml bad
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [lambda:UpdateFunctionCode, "iam:Put*"]  #~ "iam:Put*" @high
                Resource: "*"
              - {Effect: Allow, Action: iam:PassRole, Resource: "*"}  #~ iam:PassRole @medium
```
```yaml bad
ROSTemplateFormatVersion: "2015-09-01"
Resources:
  Deployer:
    Type: ALIYUN::RAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Version: "1"
            Statement:
              - {Effect: Allow, Action: ["ram:AttachPolicyToRole"], Resource: "*"}  #~ "ram:Attach @high
              - {Effect: Allow, Action: "ram:PassRole", Resource: "acs:ram:*:*:role/fc-pack"}
```
```yaml bad file=serverless.yml
service: shop
provider:
  name: aws
  iam:
    role:
      managedPolicies:
        - arn:aws:iam::aws:policy/IAMFullAccess  #~ arn @high
      statements:
        - {Effect: Allow, Action: ["iam:PassRole"], Resource: "*"}  #~ "iam:PassRole" @medium
functions: {hello: {handler: hello.handler}}
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Keys:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - Statement: [{Effect: Allow, Action: "iam:*", Resource: "*"}]  #~ "iam:*" @high
```
```yaml good
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: installer}
rules:
  - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [shop], verbs: [bind]}
  - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get, create, update]}
  - {apiGroups: [""], resources: [pods/log, pods], verbs: [get, create]}
```
```yaml good
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: iam:PassRole, Resource: !Sub "arn:aws:iam::${AWS::AccountId}:role/task"}
              - {Effect: Allow, Action: "iam:Get*", Resource: "*"}
              - {Effect: Deny, Action: "iam:*", Resource: "*"}
              - Effect: Allow
                Action: iam:PassRole
                Resource: "*"
                Condition: {StringEquals: {"iam:PassedToService": ecs-tasks.amazonaws.com}}
```
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from predeploy import Findings, Grant, Node, Role, Severity, rule

# verb → resources on which it leads to other rights
_RBAC = {
    **dict.fromkeys(("bind", "escalate"), ("roles", "clusterroles", "*")),
    "impersonate": ("users", "groups", "serviceaccounts", "*"),
    "create": ("pods/exec", "pods/attach", "nodes/proxy", "serviceaccounts/token"),
}
_ALL = (
    "createpolicyversion setdefaultpolicyversion addusertogroup createaccesskey createloginprofile updateloginprofile"
)
# operations of the API of RAM, 2015-05-01: https://api.alibabacloud.com/document/Ram/2015-05-01/overview (as of 2026-11)
_ATTACHES = "attachpolicytorole attachpolicytouser attachpolicytogroup"
_PUTS = "putrolepolicy putuserpolicy putgrouppolicy attachrolepolicy attachuserpolicy attachgrouppolicy"
_CHECKOV = (
    "CKV_K8S_157", "CKV_K8S_158", "CKV2_K8S_1", "CKV2_K8S_2", "CKV2_K8S_3", "CKV_AWS_109", "CKV_AWS_110",
)  # fmt: skip
_LEADING = {"iam": f"{_ALL} {_PUTS} updateassumerolepolicy".split(), "ram": f"{_ALL} {_ATTACHES} updaterole".split()}


@rule(
    "high",
    since="0.1",
    severities=("medium", "low"),
    replaces={
        "checkov": _CHECKOV,
        "polaris": ("clusterrolePodExecAttach", "rolePodExecAttach"),
        "trivy": ("KSV-0043", "KSV-0047", "KSV-0050", "KSV-0053"),
        "kubescape": ("C-0002", "C-0065", "C-0191", "C-0279", "C-0282"),
        "cfn-nag": ("F38", "F39", "F40"),
        "cfn-guard": "IAM_ROLE_NO_WILDCARD_RESOURCE_ON_PASSROLE",
    },
)
def role_can_escalate(role: Role) -> Findings:
    kubernetes, harm = role.platform == "kubernetes", "that leads to every other right"
    for grant in role.grants:
        for node, said, severity in _in_kubernetes(role, grant) if kubernetes else _in_aws(grant):
            message = f"{role.kind} `{role.name}` allows {said}: {harm}; limit it to named ones"
            yield node.finding(message, severity=severity)
    for name, node in role.attached:
        if name in ("IAMFullAccess", "AliyunRAMFullAccess"):
            yield node.finding(f"{role.kind} `{role.name}` has {name}: {harm}; name the actions it needs")


def _in_kubernetes(role: Role, grant: Grant) -> Iterator[tuple[Node, str, Severity]]:
    resources = {text for text, _ in grant.resources}
    if grant.node["resourceNames"].written or role.name in ("", "cluster-admin") or "*" in resources:
        return  # `*` is for wildcard-role
    for text, node in grant.actions:
        verbs = list(_RBAC) if text == "*" else [text]
        reached = sorted(resources.intersection(r for v in verbs for r in _RBAC.get(v, ())))
        if reached:
            yield node, f"`{text}` on {', '.join(reached)}", "medium" if role.kind == "ClusterRole" else "low"
            return


def _in_aws(grant: Grant) -> Iterator[tuple[Node, str, Severity]]:
    if not grant.allows or grant.conditional or all(text != "*" for text, _ in grant.resources):
        return
    for text, node in grant.actions:
        service, _, action = text.lower().partition(":")  # `*` is for policy-allows-everything
        leads = any(fnmatchcase(name, action) for name in _LEADING.get(service, ()))
        if leads or (service in _LEADING and fnmatchcase("passrole", action)):
            yield node, f"`{text}` {'on every resource' if leads else 'of every role'}", "high" if leads else "medium"
            return
