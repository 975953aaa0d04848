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
    "bind": ("roles", "clusterroles", "*"),
    "escalate": ("roles", "clusterroles", "*"),
    "impersonate": ("users", "groups", "serviceaccounts", "*"),
    "create": ("pods/exec", "pods/attach", "nodes/proxy", "serviceaccounts/token"),
}
# operations of the API of RAM, 2015-05-01: https://api.alibabacloud.com/document/Ram/2015-05-01/overview (as of 2026-11)
_RAM = (
    "ram:attachpolicytorole ram:attachpolicytouser ram:attachpolicytogroup ram:createpolicyversion"
    " ram:setdefaultpolicyversion ram:updaterole ram:addusertogroup ram:createaccesskey ram:createloginprofile"
    " ram:updateloginprofile"
)
_IAM = (
    "iam:putrolepolicy iam:putuserpolicy iam:putgrouppolicy iam:attachrolepolicy iam:attachuserpolicy iam:attachgrouppolicy"
    " iam:createpolicyversion iam:setdefaultpolicyversion iam:updateassumerolepolicy iam:addusertogroup iam:createaccesskey"
    " iam:createloginprofile iam:updateloginprofile"
)


@rule(
    "high",
    since="0.1",
    severities=("medium", "low"),
    replaces={
        "checkov": (
            "CKV_K8S_157",
            "CKV_K8S_158",
            "CKV2_K8S_1",
            "CKV2_K8S_2",
            "CKV2_K8S_3",
            "CKV_AWS_109",
            "CKV_AWS_110",
        ),
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
        action = text.lower()
        if not action.startswith(("iam:", "ram:")):
            continue  # `*` is for policy-allows-everything
        if any(fnmatchcase(name, action) for name in (_IAM if action.startswith("iam:") else _RAM).split()):
            yield node, f"`{text}` on every resource", "high"
            return
        if fnmatchcase("iam:passrole", action) or fnmatchcase("ram:passrole", action):
            yield node, f"`{text}` of every role", "medium"
            return
