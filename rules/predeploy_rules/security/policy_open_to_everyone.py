r"""A policy whose principal is `*` lets every AWS account in, and nobody asks who they are.

Resource policies of queues, topics, event buses, secrets, keys, repositories and layers stand on their own: with
`Principal: "*"`, `Effect: Allow` and no condition anybody with any AWS account can send, read or decrypt. Name the
account or role, or add a condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID. The same for S3 is
`public-bucket`, for functions `invocable-by-anyone`.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html (as of 2026-11).

```yaml bad
Resources:
  Open:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: !GetAtt Orders.Arn}  #~ "*"
          - {Effect: Allow, Principal: {AWS: ["*"]}, Action: "sqs:*", Resource: !GetAtt Orders.Arn}  #~ Principal
  Orders: {Type: AWS::SQS::Queue}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    Bus: {Type: AWS::Events::EventBusPolicy, Properties: {StatementId: all, Action: "events:PutEvents", Principal: "*"}}  #~ "*"
    Layer: {Type: AWS::Lambda::LayerVersionPermission, Properties: {Action: "lambda:GetLayerVersion", Principal: "*"}}  #~ "*"
```
```yaml good
Resources:
  Narrow:
    Type: AWS::SNS::TopicPolicy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: "*", Action: "sns:Publish", Resource: "*", Condition: {ArnLike: {"aws:SourceArn": "arn:aws:s3:::shop"}}}
          - {Effect: Allow, Principal: {AWS: "arn:aws:iam::123456789012:root"}, Action: "sns:Publish", Resource: "*"}
          - {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: "sns:Publish", Resource: "*"}
          - {Effect: Deny, Principal: "*", Action: "sns:Publish", Resource: "*"}
  Organisation:
    Type: AWS::Lambda::LayerVersionPermission
    Properties: {Action: "lambda:GetLayerVersion", Principal: "*", OrganizationId: o-1234567890}
```
```yaml good
Resources:
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: {PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "*", Resource: "*"}]}}
```
"""

from predeploy import Findings, Node, StackResource, rule

# type → where its policy stands
_POLICIES = {
    "AWS::SQS::QueuePolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
    "AWS::SecretsManager::ResourcePolicy": "ResourcePolicy",
    "AWS::KMS::Key": "KeyPolicy",
    "AWS::ECR::Repository": "RepositoryPolicyText",
    "AWS::Events::EventBusPolicy": "Statement",  # one statement, or one in the properties themselves
    "AWS::Lambda::LayerVersionPermission": "",
}
_CONDITIONS = ("Condition", "OrganizationId")


@rule(
    "high",
    since="0.1",
    kinds=tuple(_POLICIES),
    replaces={
        "checkov": ("CKV_AWS_72", "CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_33", "CKV_AWS_32"),
        "cfn-nag": ("F18", "F21"),
        "cdk-nag": "EventBusOpenAccess",
    },
)
def policy_open_to_everyone(resource: StackResource) -> Findings:
    for statement in _statements(resource):
        who, effect = statement["Principal"], statement["Effect"]
        everyone = any(one.text == "*" for one in (who, who["AWS"], *who["AWS"]))
        allowed = effect.absent or effect.text == "Allow"
        if everyone and allowed and not any(statement[key].written for key in _CONDITIONS):
            yield who.finding(
                f"{resource.kind} `{resource.name}` lets every AWS account in; name the account, or add a condition on where it comes from"
            )


def _statements(resource: StackResource) -> list[Node]:
    properties, key = resource["Properties"], _POLICIES[resource.kind]
    block = properties[key]["Statement"] if key not in ("", "Statement") else properties["Statement"]
    return [*block.each(), *([properties] if key in ("", "Statement") else [])]
