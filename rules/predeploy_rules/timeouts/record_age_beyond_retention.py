r"""A record age beyond what the stream keeps is never reached.

A DynamoDB stream keeps a record for 24 hours, a Kinesis stream for 24 unless told otherwise
(https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html, https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html,
as of 2026-11). A larger `MaximumRecordAgeInSeconds` does nothing: the record is gone before it is given up, and no
`OnFailure` destination hears of it.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Orders:
          Type: DynamoDB
          Properties: {Stream: !GetAtt Orders.StreamArn, MaximumRecordAgeInSeconds: 604800}  #~ 604800
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Orders:
          Type: DynamoDB
          Properties: {Stream: !GetAtt Orders.StreamArn, MaximumRecordAgeInSeconds: 82800}
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, MaximumRecordAgeInSeconds: 604800}}
        Orders: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, MaximumRecordAgeInSeconds: 3600}}
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {RetentionPeriodHours: 168}}
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {ClicksArn: {Type: String}}
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Clicks: {Type: Kinesis, Properties: {Stream: !Ref ClicksArn, MaximumRecordAgeInSeconds: 604800}}}
```
"""

from predeploy import Connection, Findings, effective, rule

HOURS = 24  # sources above
HOUR = 3600  # s


@rule("low", since="0.1", kinds=("stream",))
def record_age_beyond_retention(connection: Connection) -> Findings:
    stream, age = connection.caller.view, connection.waits
    if stream is None or age.state != "own":
        return
    kept = effective(stream["Properties.RetentionPeriodHours"], default=HOURS * HOUR, scale=HOUR)
    if age.value > kept.value:
        yield age.finding(
            f"records may become {age} old, but {connection.caller.name} keeps them {kept}: the age is never reached and no"
            f" failure is reported; set it below {kept.value:.0f}",
            fix=age.replace(int(kept.value) - HOUR, safe=False),
            related=((kept.node, f"keeps records {kept}"),),
        )
