r"""An alarm on a metric that nobody sends never fires.

CloudWatch takes any name: a misspelt metric, the URL of a queue where its name is wanted (`!Ref`), or an ARN where a name is,
and the alarm stays in INSUFFICIENT_DATA, which looks as calm as OK.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html (as of 2026-11). Of metrics only
those that are nearly right are reported.

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue}
  Waiting:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessageVisible  #~ ApproximateNumberOfMessageVisible
      Dimensions: [{Value: !Ref Orders, Name: QueueName}]  #~ !Ref
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{Value: !GetAtt Pack.Arn, Name: FunctionName}]  #~ !GetAtt
  Pack: {Type: AWS::Lambda::Function}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Given: {Type: String}}
Resources:
  Orders: {Type: AWS::SQS::Queue}
  Machine: {Type: AWS::StepFunctions::StateMachine}
  Pack: {Type: AWS::Lambda::Function}
  Waiting:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}]
  Failed:
    Type: AWS::CloudWatch::Alarm
    Properties: {Namespace: AWS/States, MetricName: ExecutionsFailed, Dimensions: [{Name: StateMachineArn, Value: !Ref Machine}]}
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Pack}]}
  Own:
    Type: AWS::CloudWatch::Alarm
    Properties: {Namespace: Shop, MetricName: Error, Dimensions: [{Name: QueueName, Value: !Ref Orders}]}
  Any:
    Type: AWS::CloudWatch::Alarm
    Properties: {Namespace: AWS/SQS, MetricName: !Ref Given, Dimensions: [{Name: QueueName, Value: !Ref Given}]}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders: {Type: AWS::SQS::Queue}
  Both:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Metrics: [{Id: a, MetricStat: {Metric: {Namespace: AWS/SQS, MetricName: NumberOfMessagesSent}, Period: 60, Stat: Sum}}]
  New: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: ColdStarts, Dimensions: []}}
```
"""

from predeploy import Findings, StackResource, rule, similar
from predeploy.data.cloudwatch_metrics import METRICS

# What wants a name, and what `Ref` and `.Arn` of it give instead of one
NAMED = {
    "QueueName": ("AWS::SQS::Queue", "Ref", "URL", "QueueName"),
    "TopicName": ("AWS::SNS::Topic", "Ref", "ARN", "TopicName"),
}


@rule("medium", since="0.1", kinds=("AWS::CloudWatch::Alarm",))
def alarm_on_nothing(alarm: StackResource) -> Findings:
    said, stack = alarm["Properties"], alarm.stack
    metric, space = said["MetricName"], said["Namespace"].text or ""
    known = METRICS.get(space, frozenset())
    near = similar(metric.text or "", known, 0.85)
    if near and metric.text != near and metric.text not in known:
        yield metric.finding(
            f"alarm `{alarm.name}` watches `{metric.text}`, which {space} does not send: it never fires; did you mean `{near}`?",
            fix=metric.replace(near, safe=False),
        )
    for dimension in said["Dimensions"] if space.startswith("AWS/") else ():
        name, value = dimension["Name"].text or "", dimension["Value"]
        target = stack.pointed(value)
        if target is None or not name.endswith("Name"):
            continue
        how = written(stack.raw(value))
        kind, wrong, gives, right = NAMED.get(name, ("", "", "", ""))
        is_ref = how == wrong and target.kind == kind
        if is_ref or how.endswith(".Arn"):
            advice = f"!GetAtt {target.name}.{right}" if right and target.kind == kind else f"!Ref {target.name}"
            yield value.finding(
                f"alarm `{alarm.name}` looks for the {gives if is_ref else 'ARN'} of {target.name} where {name} is a name: "
                f"it never fires; write {advice}",
                related=(target.node,),
            )


def written(raw: object) -> str:
    """`Ref`, or what a GetAtt names."""
    if isinstance(raw, dict) and len(raw) == 1:
        tag, value = next(iter(raw.items()))
    else:
        tag, value = getattr(raw, "tag", ""), getattr(raw, "value", "")
    name = str(tag).removeprefix("!").removeprefix("Fn::")
    if name == "GetAtt":
        return ".".join(map(str, value)) if isinstance(value, list) else str(value)
    return name
