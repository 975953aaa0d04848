"""Buckets: the functions that they call, and how a policy names them."""

import pytest

from making import documents
from predeploy import Function, bucket_names

TEMPLATE = """
Parameters: {Elsewhere: {Type: String}}
Resources:
  Resize: {Type: AWS::Lambda::Function}
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: shop-photos
      NotificationConfiguration:
        LambdaConfigurations: [{Event: "s3:ObjectCreated:*", Function: !GetAtt Resize.Arn}, {Function: !Ref Elsewhere}, 3]
  Scans: {Type: AWS::S3::Bucket}
  Told:
    Type: Custom::S3BucketNotifications
    Properties:
      BucketName: !Ref Scans
      NotificationConfiguration: {LambdaFunctionConfigurations: [{LambdaFunctionArn: !GetAtt Resize.Arn}]}
  Odd: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: none}}}
  May: {Type: AWS::IAM::Policy, Properties: {Resource: %s}}
"""


def test_a_bucket_calls_a_function_also_where_the_cdk_tells_it_to():
    (resize,) = (one for one in documents(("stack.yaml", TEMPLATE % "x")) if isinstance(one, Function))
    assert [(event.kind, bucket_names(event.source)) for event in resize.events] == [
        ("bucket", {"shop-photos"}),
        ("bucket", {"Scans"}),
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("shop-photos", {"shop-photos"}),
        ("arn:aws:s3:::shop-photos/*", {"shop-photos"}),
        ("arn:aws-cn:s3:::shop-photos", {"shop-photos"}),
        ("!Sub 'arn:${AWS::Partition}:s3:::shop-photos/*'", {"shop-photos"}),
        ("!Sub '${Photos.Arn}/*'", {"shop-photos"}),
        ("!Sub 'arn:aws:s3:::${Scans}/*'", {"Scans"}),
        ("!Join ['', [!GetAtt Scans.Arn, '/*']]", {"Scans"}),
        ("!GetAtt Scans.Arn", {"Scans"}),
        ("!Sub '${Photos.Arn}/small/*'", set()),
        ("!Join ['', [!GetAtt Scans.Arn, '/small/*']]", set()),
        ("arn:aws:s3:::shop-*", set()),
        ("!Sub '${Elsewhere}/*'", set()),
        ("!Ref Elsewhere", set()),
        ("[shop-photos]", set()),
    ],
)
def test_how_a_policy_names_a_bucket(written, names):
    may = next(one for one in documents(("stack.yaml", TEMPLATE % written)) if one.name == "May")
    assert bucket_names(may["Properties.Resource"]) == names
