r"""An alarm without an action turns red and tells nobody.

CloudWatch changes the alarm's state and that is all: no mail, no page, no rollback. Give it `AlarmActions`, an SNS topic
that people listen to, or let a composite alarm or a deployment that rolls back refer to it.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:  #~ Properties
      MetricName: Errors
      Namespace: AWS/Lambda
  Duration: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Duration}}
```
```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Throttles:
    Type: AWS::CloudWatch::Alarm
    Properties: {MetricName: Throttles, AlarmActions: [!Ref Pager], ActionsEnabled: false}  #~ false
  Pager: {Type: AWS::SNS::Topic}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Actions: {Type: CommaDelimitedList}}
Resources:
  Errors: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Errors, AlarmActions: [!Ref Pager]}}
  Silence: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Calls, InsufficientDataActions: !Ref Actions}}
  Pager: {Type: AWS::SNS::Topic}
```
```yaml good
# others act on it: a composite alarm, a deployment that rolls back
Transform: AWS::Serverless-2016-10-31
Resources:
  Errors: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Errors}}
  Slow: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: Duration}}
  Both:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties: {AlarmRule: !Sub "ALARM(${Errors})", AlarmActions: [!Ref Pager]}
  Pack:
    Type: AWS::Serverless::Function
    Properties: {AutoPublishAlias: live, DeploymentPreference: {Type: Canary10Percent5Minutes, Alarms: [!Ref Slow]}}
  Pager: {Type: AWS::SNS::Topic}
```
"""

from predeploy import Document, Findings, Stack, StackResource, rule

# what acts on alarms that have no action themselves: composite alarms, deployments that roll back
REFERRERS = ("Properties.AlarmRule", "Properties.DeploymentPreference.Alarms", "Properties.AlarmConfiguration")
ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")


@rule(
    "low",
    since="0.1",
    kinds=("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"),
    replaces={"cdk-nag": "CloudWatchAlarmAction", "cfn-guard": "CLOUDWATCH_ALARM_ACTION_CHECK"},
)
def alarm_nobody_hears(alarm: StackResource) -> Findings:
    stack = alarm.stack
    silent = stack.once((mute, alarm.kind), lambda: unheard(stack, alarm.kind))
    if not silent or silent[0].name != alarm.name:
        return  # said of the first, for all of them
    if any(one.name != alarm.name for one in stack.mentioning(alarm.name)):
        return
    others = silent[1:]
    enabled = alarm["Properties.ActionsEnabled"]
    more = f", nor {'does' if len(others) == 1 else 'do'} {len(others)} more" if others else ""
    yield (enabled if enabled.is_false else alarm["Properties.AlarmActions"]).finding(
        f"alarm `{alarm.name}` tells nobody when it fires{more}; give it AlarmActions that reach people",
        related=tuple((one.node, "tells nobody either") for one in others),
    )


def unheard(stack: Stack, kind: str) -> list[Document]:
    """The alarms without an action, and what may be one; none where something acts on alarms that have no action."""
    documents = stack.documents.values()
    if any(not one[path].absent for one in documents for path in REFERRERS):
        return []
    return [one for one in documents if one.kind in (kind, "") and mute(one)]


def mute(alarm: Document) -> bool:
    """Has it no action, or are its actions switched off?"""
    actions = [alarm["Properties"][key] for key in ACTIONS]
    none = all(one.absent or (one.is_list and not one.data) for one in actions)
    return none or alarm["Properties.ActionsEnabled"].is_false
