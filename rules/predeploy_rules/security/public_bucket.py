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

from predeploy import ArmResource, Document, Findings, Node, Severity, StackResource, rule

CONTAINER = "Microsoft.Storage/storageAccounts/blobServices/containers"
_ACCESS = {"Blob": "read the blobs of", "Container": "list and read"}
_ACLS = {"PublicRead": "read", "AuthenticatedRead": "read", "PublicReadWrite": "read and write"}


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
        return
    if resource.kind == "AWS::S3::Bucket":
        acl = resource["Properties.AccessControl"]
        if acl.text in _ACLS:
            blocked = _blocked(resource, "BlockPublicAcls", "IgnorePublicAcls")
            yield from _say(acl, resource.name, _ACLS[acl.text], blocked)
        return
    bucket = resource.stack.pointed(resource["Properties.Bucket"])
    blocked = _blocked(bucket, "BlockPublicPolicy", "RestrictPublicBuckets") if bucket is not None else False
    website = bucket is None or bucket["Properties.WebsiteConfiguration"].written  # or may be one
    for statement in resource["Properties.PolicyDocument.Statement"]:
        who, action = statement["Principal"], statement["Action"]
        everyone = any(one.text == "*" for one in (who, who["AWS"], *who["AWS"]))
        if not everyone or statement["Effect"].text != "Allow" or statement["Condition"].written:
            continue
        actions = [one.text or "" for one in (action if action.is_list else [action])]
        writes = any(one.startswith(("*", "s3:*", "s3:Put", "s3:Delete", "s3:Replicate")) for one in actions)
        if not (
            website
            and blocked is not True
            and all(one in ("s3:GetObject", "s3:GetObjectVersion", "") for one in actions)
        ):
            yield from _say(who, bucket.name if bucket else resource.name, "write to" if writes else "read", blocked)


def _of_container(container: ArmResource) -> Findings:
    """A container of blobs: its storage account may forbid what it asks for."""
    access, stack = container["properties.publicAccess"], container.stack
    if access.text not in _ACCESS:
        return
    name = stack.identity(container).removeprefix(f"{CONTAINER}/".lower()).partition("/")[0]
    account = stack.documents.get(f"{CONTAINER.partition('/blob')[0]}/{name}".lower())
    allowed = account["properties.allowBlobPublicAccess"] if account is not None else None
    if allowed is not None and allowed.is_false:
        yield access.finding(
            f"everybody is to {_ACCESS[access.text]} container `{container.name}`, which its storage account forbids: Azure"
            " refuses it; write None",
            related=((allowed, "the storage account"),),
        )
    elif allowed is None or not allowed.unknown:
        yield access.finding(
            f"everybody may {_ACCESS[access.text]} container `{container.name}`; write None, and name who may"
        )


def _blocked(bucket: Document, *settings: str) -> bool | None:
    """Does the bucket refuse what would be public? It does unless the template says otherwise; None when unknown."""
    block = bucket["Properties.PublicAccessBlockConfiguration"]
    flags = [block[setting] for setting in settings]
    if block.absent or any(flag.is_true for flag in flags):
        return True
    return None if any(flag.unknown for flag in flags) else False


def _say(node: Node, bucket: str, may: str, blocked: bool | None) -> Findings:
    if blocked:
        said = f"everybody is to {may} bucket `{bucket}`, which blocks public access: S3 refuses it; leave it out"
        yield node.finding(said)
    else:
        severity: Severity = "critical" if "write" in may else "high"
        yield node.finding(f"everybody may {may} bucket `{bucket}`; name who may", severity=severity)
