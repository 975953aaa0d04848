r"""A versioned bucket keeps every version of every object for ever.

With versioning an overwrite or a delete hides the old version and keeps it, at $0.023 per GB and month (S3 Standard,
us-east-1, 2026-11): a file of 1 GB that is written daily is 365 GB after a year. A lifecycle rule with
`NoncurrentVersionExpiration` ends old versions after the days in which somebody may want them back.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html and
https://aws.amazon.com/s3/pricing/ (as of 2026-11). Not said of
buckets under an object lock, which keep everything on purpose.

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}  #~ Enabled
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
      LifecycleConfiguration: {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}}]}
  Ledger: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Enabled}, ObjectLockEnabled: true}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Rules: {Type: CommaDelimitedList}}
Resources:
  Plain: {Type: AWS::S3::Bucket}
  Off: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Suspended}}}
  Later: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Enabled}, LifecycleConfiguration: {Rules: !Ref Rules}}}
```
"""

from predeploy import Findings, StackResource, rule

ENDS = (
    "NoncurrentVersionExpiration",
    "NoncurrentVersionExpirationInDays",
    "NoncurrentVersionTransitions",
    "NoncurrentVersionTransition",
)


@rule("low", since="0.1", tier="strict", kinds=("AWS::S3::Bucket",))
def versioned_bucket_grows(bucket: StackResource) -> Findings:
    status, rules = (
        bucket["Properties.VersioningConfiguration.Status"],
        bucket["Properties.LifecycleConfiguration.Rules"],
    )
    lock = bucket["Properties.ObjectLockEnabled"]
    ends = any(not entry[key].absent for entry in rules for key in ENDS)
    if status.text == "Enabled" and not rules.unknown and not ends and (lock.absent or lock.is_false):
        yield status.finding(
            f"bucket `{bucket.name}` keeps old versions for ever; let a lifecycle rule end them after some days"
        )
