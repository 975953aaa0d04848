r"""Retries that begin after the event has expired never happen.

Lambda drops an event that is older than its maximum age, whatever tries are left. When the tries before the last one may
take longer than that (with the pauses of one and two minutes between asynchronous ones), the last try is configured but
cannot come: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html (as of 2026-11). Ask for
fewer retries, or let the function stop earlier.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 900
      EventInvokeConfig:
        MaximumEventAgeInSeconds: 1800  #~ 1800
```
```yaml bad
Resources:
  Pack: {Type: AWS::Lambda::Function, Properties: {Timeout: 600}}
  Config:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: !Ref Pack, Qualifier: $LATEST, MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 1}  #~ 600
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 300
      Events: {Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, MaximumRecordAgeInSeconds: 3600, MaximumRetryAttempts: 20}}}  #~ 3600
  Clicks: {Type: AWS::Kinesis::Stream}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 60, EventInvokeConfig: {MaximumEventAgeInSeconds: 1800}}
  Once:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 900, EventInvokeConfig: {MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 0}}
  Default:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 900, EventInvokeConfig: {MaximumRetryAttempts: 2}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 300
      Events: {Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, MaximumRecordAgeInSeconds: 3600}}}
  Clicks: {Type: AWS::Kinesis::Stream}
```
"""

from math import ceil, inf

from predeploy import Connection, Findings, rule


@rule("low", since="0.1", kinds=("push", "stream"))
def retries_outlive_event_age(connection: Connection) -> Findings:
    age, works, tries = connection.waits, connection.works, connection.attempts
    before = works.value * (tries.value - 1) + connection.window.value  # until the last try begins
    if connection.mode == "sync":  # then it is the answer that is waited for, not the event that grows old
        return
    if age.state == "own" and works.state in ("own", "inherited") and tries.value < inf and before >= age.value:
        most = max(0, ceil((age.value - connection.window.value) / works.value) - 1)
        yield age.finding(
            f"an event may be {age} old, but the tries before the last of {tries.value:g} may take {before:g} s"
            f" ({connection.callee.name} works up to {works}): the last cannot happen;"
            f" ask for {most} retries at the most, or let it stop earlier",
            related=((works.node, f"may work {works}"),),
        )
