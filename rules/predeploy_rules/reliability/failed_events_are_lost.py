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

from predeploy import Document, Findings, Function, GoogleFunction, Node, Stack, StackResource, rule

# where each dialect names the place for failed events
PLACES = (
    "DeadLetterQueue",
    "DeadLetterConfig",
    "EventInvokeConfig.DestinationConfig.OnFailure",
    "onError",
    "destinations.onFailure",
)
# platform → how often it tries, and who hands over events and leaves
ELSEWHERE: dict[str, tuple[str, dict[str, str]]] = {
    "alibaba-fc": ("four", {"bucket": "OSS", "topic": "Simple Message Queue"}),
    "tencent-scf": ("three", {"bucket": "COS", "topic": "CMQ"}),
}
CONFIGS = ("AWS::Lambda::EventInvokeConfig", "")  # and what may be one
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
    if isinstance(function, GoogleFunction):
        events = [one for one in function.events if one.kind in SENDERS]
        if function.retried is False and events:
            yield events[0].node.finding(
                f"`{function.name}` handles events and does not have them delivered again when it fails: they are gone; switch"
                " retries on"
            )
        return
    if function.platform in ELSEWHERE:
        yield from in_china(function)
        return
    if function.platform != "aws-lambda" or any(not function.setting(place).absent for place in PLACES):
        return
    events = [one for one in function.events if one.kind in SENDERS and not scheduled(function, one.node)]
    if events and not configured(function):
        yield function.finding(
            f"`{function.name}` handles events from {SENDERS[events[0].kind]} and has no place for failed ones: after three"
            f" tries they are gone; add a dead-letter queue or an OnFailure destination"
        )


def in_china(function: Function) -> Findings:
    """Function Compute tries four times, SCF three; both by default."""
    tries, names = ELSEWHERE[function.platform]
    events = [one for one in function.events if one.kind in names]
    if events and function.measure("on-failure").state == "absent":
        yield function.finding(
            f"`{function.name}` handles events from {names[events[0].kind]} and has no place for failed ones: after {tries}"
            f" tries they are gone; name one"
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
    named = stack.once(configured, lambda: {_name(stack, one) for kind in CONFIGS for one in stack.of(kind)})
    return None in named or function.name in named


def _name(stack: Stack, config: Document) -> str | None:
    """The function that a resource is about; None where it may be any."""
    found = stack.pointed(config["Properties.FunctionName"])
    return None if found is None else found.name
