r"""A permission for objects on the address of a bucket, or the reverse, allows nothing.

`s3:GetObject` is about `arn:aws:s3:::bucket/*`, `s3:ListBucket` about `arn:aws:s3:::bucket`. IAM takes either for both, the
deployment succeeds, and the first call is answered with AccessDenied.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Files: {Type: AWS::S3::Bucket}
  Reads:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: ["s3:GetObject", "s3:ListBucket"], Resource: !GetAtt Files.Arn}  #~ "s3:GetObject"
          - {Effect: Allow, Action: "s3:PutObject", Resource: ["arn:aws:s3:::shop", !Sub "arn:aws:s3:::${Files}"]}  #~ "s3:PutObject"
  Lists:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: "s3:ListBucket", Resource: !Sub "${Files.Arn}/*"}  #~ "s3:ListBucket"
  Both:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: "s3:GetObject", Resource: !GetAtt Files.Arn}  #~ "s3:GetObject" @low
          - {Effect: Allow, Action: "s3:*", Resource: [!GetAtt Files.Arn, !Sub "${Files.Arn}/*"]}
```
```yaml bad file=serverless.yml
service: shop
provider:
  name: aws
  iam: {role: {statements: [{Effect: Allow, Action: ["s3:PutObject"], Resource: "arn:aws:s3:::shop"}]}}  #~ "s3:PutObject"
functions: {pack: {handler: pack.handler}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Given: {Type: String}}
Resources:
  Files: {Type: AWS::S3::Bucket}
  Point: {Type: AWS::S3::AccessPoint}
  Reads:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: ["s3:GetObject", "s3:ListBucket"], Resource: [!GetAtt Files.Arn, !Sub "${Files.Arn}/*"]}
          - {Effect: Allow, Action: "s3:GetObject", Resource: !Ref Given}
          - {Effect: Allow, Action: "s3:GetObject", Resource: !Sub "arn:aws:s3:::${Given}"}
          - {Effect: Allow, Action: "s3:*", Resource: !GetAtt Files.Arn}
          - {Effect: Allow, Action: ["s3:GetObject", "s3:ListBucket"], Resource: "arn:aws:s3:::shop*"}
          - {Effect: Allow, Action: "s3:GetBucketLocation", Resource: !GetAtt Files.Arn}
          - {Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*"}
          - {Effect: Allow, Action: "s3:GetBucketObjectLockConfiguration", Resource: !GetAtt Files.Arn}
          - {Effect: Allow, Action: ["s3:GetObject"], Resource: !GetAtt Point.Arn}
          - {Effect: Deny, Action: "s3:PutObject", Resource: !GetAtt Files.Arn}
```
```yaml good file=serverless.yml
service: shop
provider:
  name: aws
  iam:
    role:
      statements:
        - {Effect: Allow, Action: ["s3:PutObject"], Resource: "arn:aws:s3:::shop/*"}
        - {Effect: Allow, Action: ["s3:PutObject"], Resource: "${ssm:/bucket}"}
functions: {pack: {handler: pack.handler}}
```
"""

from predeploy import Findings, Role, address, pattern, rule

OBJECTS = pattern(
    r"(?i)s3:(?:GetObject|PutObject|DeleteObject|RestoreObject|Replicate|AbortMultipartUpload|ListMultipartUploadParts)\w*"
)
BUCKETS = frozenset({"s3:listbucket", "s3:listbucketversions", "s3:listbucketmultipartuploads", "s3:getbucketlocation"})
BUCKET = pattern(r"arn:[^:*?]{1,60}:s3:::[^/*?$]{1,200}")  # and nothing behind it
INSIDE = pattern(r"arn:[^:]{1,60}:s3:::[^/*?]{1,200}/.*")


@rule(
    "high",
    since="0.1",
    platforms=("aws-iam", "aws-lambda", "serverless"),
    severities=("low",),
    replaces={"cfn-lint": "I3510"},
)
def grant_matches_nothing(role: Role) -> Findings:
    grants = [(one, [address(where) for where in one.node["Resource"].each()]) for one in role.grants if one.allows]
    for grant, where in grants:
        buckets = bool(where) and all(BUCKET.fullmatch(one) for one in where)
        objects = bool(where) and all(INSIDE.fullmatch(one) for one in where)
        wasted = [
            one for one in grant.actions if (buckets and is_of_objects(one[0])) or (objects and is_of_bucket(one[0]))
        ]
        if not wasted:
            continue
        fits = INSIDE if buckets else BUCKET
        again = any("*" in places or any(fits.fullmatch(one) for one in places) for _, places in grants)
        more = f" and {len(wasted) - 1} more" if len(wasted) > 1 else ""
        what, named, advice = ("objects", "a bucket", "add /*") if buckets else ("a bucket", "objects", "leave /* out")
        yield wasted[0][1].finding(
            f"`{wasted[0][0]}`{more} of `{role.name}` can only be done to {what}, and the statement names {named}: "
            f"it allows nothing; {advice}",
            severity="low" if again else "high",
        )


def is_of_objects(action: str) -> bool:
    return OBJECTS.fullmatch(action) is not None


def is_of_bucket(action: str) -> bool:
    return action.lower() in BUCKETS
