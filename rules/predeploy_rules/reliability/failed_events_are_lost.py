r"""An event that its function fails on is gone after three tries.

S3, SNS and EventBridge hand an event to Lambda and leave. Lambda tries it up to three times within minutes and then
drops it without a trace: the file is never resized, the order never booked. Name a place for failed events:
`DeadLetterQueue`/`DeadLetterConfig`, or an `OnFailure` destination, which also says why. Schedules are left out: their
next run is the next try. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads: {Type: AWS::S3::Bucket}
  Resize:  #~ Resize
    Type: AWS::Serverless::Function
    Properties: {Events: {Upload: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: s3:ObjectCreated:*}}}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  resize:  #~ resize
    handler: resize.handler
    events: [{s3: uploads}]
  book:
    handler: book.handler
    onError: arn:aws:sns:us-east-1:123456789012:failed
    events: [{sns: orders}]
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}}}
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties: {Events: {Upload: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: s3:ObjectCreated:*}}}}
  Uploads: {Type: AWS::S3::Bucket}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Book: {Type: AWS::Lambda::Function, Properties: {Handler: book.handler}}
  Nightly: {Type: AWS::Lambda::Function, Properties: {Handler: nightly.handler}}
  Asked: {Type: AWS::Lambda::Function, Properties: {Handler: asked.handler}}
  Invoke:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: !Ref Book, Qualifier: $LATEST, DestinationConfig: {OnFailure: {Destination: !GetAtt Failed.Arn}}}
  ByTopic: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Book, Principal: sns.amazonaws.com}}
  ByRule: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Nightly, Principal: events.amazonaws.com, SourceArn: !GetAtt Night.Arn}}
  ByApi: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Asked, Principal: apigateway.amazonaws.com}}
  Night: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day)}}
  Failed: {Type: AWS::SQS::Queue}
```
"""

from predeploy import Findings, Function, Node, StackResource, rule

# where each dialect names the place for failed events
PLACES = (
    "DeadLetterQueue",
    "DeadLetterConfig",
    "EventInvokeConfig.DestinationConfig.OnFailure",
    "onError",
    "destinations.onFailure",
)
SENDERS = {"bucket": "S3", "topic": "SNS", "bus": "a rule"}


@rule(
    "low",
    since="0.1",
    replaces={
        "serverless-rules": "ES1007",
        "checkov": "CKV_AWS_116",
        "cdk-nag": ("LambdaDLQ", "LambdaAsyncFailureDestination"),
        "cfn-guard": "LAMBDA_DLQ_CHECK",
    },
)
def failed_events_are_lost(function: Function) -> Findings:
    if function.platform != "aws-lambda" or any(not function.setting(place).absent for place in PLACES):
        return
    events = [one for one in function.events if one.kind in SENDERS and not scheduled(function, one.node)]
    if events and not configured(function):
        yield function.finding(
            f"`{function.name}` handles events from {SENDERS[events[0].kind]} and has no place for failed ones: after three"
            f" tries they are gone; add a dead-letter queue or an OnFailure destination"
        )


def scheduled(function: Function, event: Node) -> bool:
    """Does the event come by the clock, or can that not be known?"""
    if event["schedule"].written or event["Properties.Principal"].unknown:
        return True
    if event["Properties.Principal"].text != "events.amazonaws.com" or not isinstance(function, StackResource):
        return False
    source = function.stack.pointed(event["Properties.SourceArn"])
    return source is None or source["Properties.EventPattern"].absent


def configured(function: Function) -> bool:
    """May a resource of the stack say what becomes of its failed events?"""
    if not isinstance(function, StackResource):
        return False
    stack = function.stack
    configs = [
        one["Properties.FunctionName"] for kind in ("AWS::Lambda::EventInvokeConfig", "") for one in stack.of(kind)
    ]
    return any((found := stack.pointed(one)) is None or found.name == function.name for one in configs)
