r"""An event that its function fails on is gone after three tries.

S3, SNS and EventBridge hand an event to Lambda and leave. Lambda tries it up to three times within minutes and then
drops it without a trace: the file is never resized, the order never booked. Name a place for failed events:
`DeadLetterQueue`/`DeadLetterConfig`, or an `OnFailure` destination, which also says why. Schedules are left out: their
next run is the next try. Cloud Functions tries an event once, unless it is told to retry (`--retry`, a `retryPolicy`, a
`failurePolicy`: https://cloud.google.com/functions/docs/bestpractices/retries, as of 2026-11). https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html (as of 2026-11).

Function Compute tries four times (`asyncInvokeConfig.destinationConfig.onFailure`,
https://www.alibabacloud.com/help/en/functioncompute/fc/error-handling-1-2), SCF three (`deadLetter`,
https://www.tencentcloud.com/document/product/583/39851; both as of 2026-11).

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
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  resize:  #~ resize
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./code
      triggers: [{triggerName: upload, triggerType: oss, triggerConfig: {events: ["oss:ObjectCreated:*"]}}]
  kept:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./code
      triggers: [{triggerName: upload, triggerType: oss, triggerConfig: {events: ["oss:ObjectCreated:*"]}}]
      asyncInvokeConfig: {destinationConfig: {onFailure: {destination: "acs:mns:cn-hangzhou::/queues/failed/messages"}}}
```
```yaml bad file=serverless.yml
component: scf
name: resize
inputs:  #~ inputs
  handler: index.main
  events: [{cos: {parameters: {bucket: shop-1250000000.cos.ap-guangzhou.myqcloud.com, enable: true}}}]
```
```yaml bad file=flags.yaml
--runtime: python313
--trigger-topic: orders  #~ orders
```
```yaml good file=serverless.yml
service: shop
provider: {name: google, runtime: nodejs22}
functions:
  resize: {handler: resize, events: [{event: {eventType: google.storage.object.finalize, resource: uploads, failurePolicy: {retry: {}}}}]}
  list: {handler: list, events: [{http: list}]}
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

from predeploy import Findings, Function, rule


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
    loss = function.loss
    if loss is not None:
        sender = f" from {loss.sender}" if loss.sender else ""
        yield loss.node.finding(f"`{function.name}` handles events{sender} and {loss.why} they are gone; {loss.advice}")
