r"""A message that shows again while it is being worked on is worked on twice.

SQS hides a message that it has handed out for the queue's visibility timeout. When the function may work longer than
that (with the window in which Lambda gathers a batch), the message becomes visible again meanwhile and a second
function starts on it. Lambda refuses such an event source outright; with other consumers orders are packed twice.
AWS asks for six times the function's timeout, so that throttled batches can be tried again:
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 120
      Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60  #~ 60 @high
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 120
      Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 720
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, timeout: 90}
functions:
  pack:
    handler: pack.handler
    events: [{sqs: {arn: {"Fn::GetAtt": [Orders, Arn]}}}]
resources:
  Resources:
    Orders: {Type: AWS::SQS::Queue}  #~ Orders
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 10, Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
```
```yaml good
Parameters: {Seconds: {Type: Number}}
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Timeout: !Ref Seconds, Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
```
Azure Functions renews the lock of a Service Bus message for five minutes, unless host.json says more:
```json bad file=app/host.json
{
  "version": "2.0",
  "functionTimeout": "00:20:00",
  "extensions": {"serviceBus": {"maxAutoLockRenewalDuration": "00:10:00"}}
}
#~ 4:63
```
```json bad file=app/Pack/function.json
{"bindings": [{"type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders"}]}
```
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "00:20:00", "extensions": {"serviceBus": {"maxAutoLockRenewalDuration": "00:20:00"}}}
```
```json good file=app/Pack/function.json
{"bindings": [{"type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders"}]}
```
The timeout may be meant for another function:
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "00:20:00"}
```
```json good file=app/Pack/function.json
{"bindings": [{"type": "serviceBusTrigger", "direction": "in", "name": "order", "queueName": "orders"}]}
```
```json good file=app/Sweep/function.json
{"bindings": [{"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 3 * * *"}]}
```
"""

from predeploy import Connection, Findings, Queue, rule


@rule("high", since="0.1", kinds=("poll",), replaces={"cfn-lint": "E3505"})
def redelivered_while_working(connection: Connection) -> Findings:
    waits, works = connection.waits, connection.works
    if connection.slack < 0:
        queue = connection.caller.view
        # SQS counts throttled tries; who renews a lock meanwhile needs no more than the work
        often = 6 if isinstance(queue, Queue) and queue.platform == "aws-sqs" else 1
        setting = waits.node.name if often == 1 else "VisibilityTimeout"
        wanted = often * works.value + connection.window.value
        yield waits.finding(
            f"{connection.caller.name} {'hides' if often > 1 else 'locks'} a message {waits}, {connection.callee.name} may work {works} on it: it is"
            f" delivered again meanwhile; set {setting} ≥ {wanted:g} s",
            fix=waits.replace(int(wanted), safe=True) if often > 1 else None,
            related=((works.node, f"may work {works}"),),
        )
