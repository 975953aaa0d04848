r"""A bucket that everybody can read or write leaks, or fills up at your expense.

Since April 2023 S3 blocks public access on every new bucket and ignores ACLs: a public ACL or policy is refused at
deployment unless the template switches the block off. Both are said here: what is public, and what will be refused.
Serve files through CloudFront (with an origin access control) or with signed URLs. A website bucket
(`WebsiteConfiguration`) from which everybody may only get objects is public on purpose, hence silent; so is one of
another stack, which may be a website.
Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html (as of 2026-11).

```yaml bad
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicReadWrite  #~ PublicReadWrite @critical
      OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
```
```yaml bad
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead  #~ PublicRead @high
```
```yaml bad
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties: {PublicAccessBlockConfiguration: {BlockPublicPolicy: false, RestrictPublicBuckets: false}}
  Open:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !Sub "${Files.Arn}/*"}  #~ "*" @high
          - {Effect: Allow, Principal: {AWS: "*"}, Action: ["s3:PutObject"], Resource: !Sub "${Files.Arn}/*"}  #~ Principal @critical
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    Site: {Type: AWS::S3::Bucket, Properties: {WebsiteConfiguration: {IndexDocument: index.html}}}
    Open:
      Type: AWS::S3::BucketPolicy
      Properties:
        Bucket: {Ref: Site}
        PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "*"}]}  #~ "*" @high
```
```yaml good
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties: {AccessControl: LogDeliveryWrite, OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}}
  Narrow:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Statement:
          - {Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*", Condition: {Bool: {"aws:SecureTransport": false}}}
          - {Effect: Allow, Principal: "*", Action: "s3:*", Resource: "*", Condition: {StringEquals: {"aws:SourceVpce": vpce-1}}}
          - {Effect: Allow, Principal: {Service: cloudfront.amazonaws.com}, Action: "s3:GetObject", Resource: "*"}
```
```yaml good
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      WebsiteConfiguration: {IndexDocument: index.html}
      PublicAccessBlockConfiguration: {BlockPublicPolicy: false, RestrictPublicBuckets: false}
  Open:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !Sub "${Site.Arn}/*"}]}
```
Of Azure's storage accounts a container says it:
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts/blobServices/containers", "apiVersion": "2023-05-01", "name": "shop/default/photos",
     "properties": {"publicAccess": "Container"}}
  ]
}
#~ 6:37
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"access": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Storage/storageAccounts/blobServices/containers", "apiVersion": "2023-05-01", "name": "shop/default/photos",
     "properties": {"publicAccess": "None"}},
    {"type": "Microsoft.Storage/storageAccounts/blobServices/containers", "apiVersion": "2023-05-01", "name": "shop/default/other",
     "properties": {"publicAccess": "[parameters('access')]"}}
  ]
}
```
"""

from predeploy import ArmResource, Findings, Node, Severity, StackResource, refuses_public, rule

ACCOUNT = "Microsoft.Storage/storageAccounts"
CONTAINER = f"{ACCOUNT}/blobServices/containers"
_ACCESS = {"Blob": "read the blobs of", "Container": "list and read"}
_ACLS = {"PublicRead": "read", "AuthenticatedRead": "read", "PublicReadWrite": "read and write"}
_OF_A_WEBSITE = ("s3:GetObject", "s3:GetObjectVersion", None)
_WRITING = ("*", "s3:*", "s3:Put", "s3:Delete", "s3:Replicate")


@rule(
    "high",
    since="0.1",
    severities=("critical",),
    kinds=("AWS::S3::Bucket", "AWS::S3::BucketPolicy", CONTAINER),
    replaces={
        "checkov": ("CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_70"),
        "cdk-nag": ("S3BucketPublicReadProhibited", "S3BucketPublicWriteProhibited"),
        "cfn-guard": ("S3_BUCKET_PUBLIC_READ_PROHIBITED", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"),
    },
)
def public_bucket(resource: StackResource | ArmResource) -> Findings:
    if isinstance(resource, ArmResource):
        yield from _of_container(resource)
    elif resource.kind == "AWS::S3::Bucket":
        acl = resource["Properties.AccessControl"]
        if acl.text in _ACLS:
            yield from _say(acl, resource.name, _ACLS[acl.text], refuses_public(resource, "acl"))
    else:
        yield from _of_policy(resource)


def _of_policy(policy: StackResource) -> Findings:
    bucket = policy.stack.pointed(policy["Properties.Bucket"])
    blocked = refuses_public(bucket, "policy") if bucket is not None else False
    website = bucket is None or bucket["Properties.WebsiteConfiguration"].written  # or may be one
    for statement in policy["Properties.PolicyDocument.Statement"]:
        who, actions = statement["Principal"], [one.text for one in statement["Action"].each()]
        everyone = any(one.text == "*" for one in (who, who["AWS"], *who["AWS"]))
        if not everyone or statement["Effect"].text != "Allow" or statement["Condition"].written:
            continue
        if not website or blocked or any(one not in _OF_A_WEBSITE for one in actions):
            writes = any((one or "").startswith(_WRITING) for one in actions)
            yield from _say(who, (bucket or policy).name, "write to" if writes else "read", blocked)


def _of_container(container: ArmResource) -> Findings:
    """A container of blobs: its storage account may forbid what it asks for."""
    access, account = container["properties.publicAccess"], container.within(ACCOUNT)
    if access.text not in _ACCESS:
        return
    may, allowed = _ACCESS[access.text], account["properties.allowBlobPublicAccess"] if account is not None else None
    if allowed is not None and allowed.is_false:
        said = f"everybody is to {may} container `{container.name}`, which its storage account forbids"
        yield access.finding(f"{said}: Azure refuses it; write None", related=((allowed, "the storage account"),))
    elif allowed is None or not allowed.unknown:
        yield access.finding(f"everybody may {may} container `{container.name}`; write None, and name who may")


def _say(node: Node, bucket: str, may: str, blocked: bool | None) -> Findings:
    if blocked:
        said = f"everybody is to {may} bucket `{bucket}`, which blocks public access: S3 refuses it; leave it out"
        yield node.finding(said)
    else:
        severity: Severity = "critical" if "write" in may else "high"
        yield node.finding(f"everybody may {may} bucket `{bucket}`; name who may", severity=severity)
