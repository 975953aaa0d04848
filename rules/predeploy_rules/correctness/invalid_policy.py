r"""A policy with a slip of the pen is refused, or allows nothing.

IAM refuses an unknown `Version`, an `Effect` that is neither Allow nor Deny, keys that it does not know, a service that
does not end in `.amazonaws.com`, a Principal in the policy of an identity, and a trust policy with a Resource. The stack is
half made by then.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Worker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazon.com}, Action: "sts:AssumeRole"}  #~ lambda.amazon.com
      Policies:
        - PolicyName: reads
          PolicyDocument:
            Version: "2012-10-18"  #~ "2012-10-18"
            Statement:
              - {Effect: allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*"}  #~ allow
              - {Effect: Allow, Actions: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*"}  #~ Actions
              - {Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*"}  #~ "*"
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Service: {Type: String}}
Resources:
  Worker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Principal: {Service: [lambda.amazonaws.com, !Ref Service, "ec2.amazonaws.com.cn"]}, Action: "sts:AssumeRole"}
          - {Sid: a, Effect: Allow, Principal: {Federated: "accounts.google.com"}, Action: "sts:AssumeRoleWithWebIdentity", Condition: {}}
      Policies:
        - PolicyName: reads
          PolicyDocument:
            Version: "2008-10-17"
            Statement: {Effect: Deny, NotAction: "s3:GetObject", NotResource: "arn:aws:s3:::shop/*"}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Open:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: shop
      PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*"}]}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, StackResource, pattern, rule, similar

IDENTITIES = (
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::UserPolicy",
)
OTHERS = ("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy")
VERSIONS = ("2012-10-17", "2008-10-17")
NAMES = "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition"
KEYS = frozenset(NAMES.split())
TYPO = pattern(r"[\w.-]+\.(?:amazon\.com|amazonaws|aws\.com|amazonaws\.co|amazon\.aws\.com)")


@rule("high", since="0.1", kinds=(*IDENTITIES, *OTHERS), replaces={"cfn-lint": ("E3510", "E3511", "E3512", "E3513")})
def invalid_policy(resource: StackResource) -> Findings:
    for policy, trusts in policies(resource):
        version = policy["Version"]
        if version.text and version.text not in VERSIONS:
            yield version.finding(
                f"there is no policy language {version.text}: IAM refuses it; write 2012-10-17",
                fix=version.replace(VERSIONS[0], safe=False),
            )
        for statement in policy["Statement"].each():
            yield from faults(statement, own=resource.kind in IDENTITIES and not trusts)


def policies(resource: StackResource) -> Iterator[tuple[Node, bool]]:
    """The policy documents, and whether they say who is trusted."""
    said = resource["Properties"]
    yield said["AssumeRolePolicyDocument"], True
    yield said["PolicyDocument"], False
    yield from ((one["PolicyDocument"], False) for one in said["Policies"])


def faults(statement: Node, own: bool) -> Findings:
    effect = statement["Effect"]
    if effect.text and effect.text not in ("Allow", "Deny"):
        yield effect.finding(f"Effect is Allow or Deny, not `{effect.text}`: IAM refuses the policy")
    for name, node in statement.items():
        near = similar(name, KEYS, 0.7) if name not in KEYS else None
        if near:
            yield node.finding(f"a statement has no `{name}`: IAM refuses the policy; did you mean `{near}`?")
    if own and statement["Principal"].present:
        yield statement["Principal"].finding(
            "the policy of an identity has no Principal, for it is that identity's own: IAM refuses it; leave it out"
        )
    for service in statement["Principal.Service"].each():
        if service.text and TYPO.fullmatch(service.text):
            yield service.finding(
                f"there is no service `{service.text}`: IAM refuses the policy; they end in .amazonaws.com"
            )
