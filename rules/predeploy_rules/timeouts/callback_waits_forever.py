r"""A task that waits for a token, with no timeout, waits up to a year for an answer that got lost.

Whoever holds the token may crash, lose the message or never hear of it: the execution stays open, and nobody is told.
Set `HeartbeatSeconds` or `TimeoutSeconds` on the task, and catch `States.Timeout`. A timeout of the whole machine helps,
but throws everything away at once. Express machines, which may not wait at all, are express-cannot-wait's.
https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html (as of 2026-11)

```yaml bad
StartAt: Ask
States:
  Ask:  #~ Ask
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Parameters: {QueueUrl: "${Questions}", MessageBody: {Token.$: $$.Task.Token}}
    Next: Press
  Press:  #~ Press
    Type: Task
    Resource: arn:aws:states:eu-west-1:123456789012:activity:press
    End: true
```
```yaml bad
TimeoutSeconds: 86400
StartAt: Ask
States:
  Ask:  #~ Ask @low
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Parameters: {QueueUrl: "${Questions}", MessageBody: {Token.$: $$.Task.Token}}
    End: true
```
```yaml good
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    HeartbeatSeconds: 3600
    Parameters: {QueueUrl: "${Questions}", MessageBody: {Token.$: $$.Task.Token}}
    Next: Again
  Again:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    TimeoutSecondsPath: $.patience
    Parameters: {FunctionName: "${Ask}", Payload: {Token.$: $$.Task.Token}}
    End: true
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Quick:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition: {StartAt: Ask, States: {Ask: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true}}}
```
```yaml good
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: "${AskArn}"
    End: true
```
"""

from predeploy import Findings, Project, State, rule


@rule("medium", since="0.1", kinds=("Task",), severities=("low",))
def callback_waits_forever(task: State, project: Project) -> Findings:
    if task.pattern not in ("callback", "activity") or task.machine.may_be_express(project):
        return
    if task.timeout.state == task.heartbeat.state == "none" and task.machine.timeout.state in ("none", "own"):
        bound, what = task.machine.timeout, "its token" if task.pattern == "callback" else "a worker"
        endless = bound.state == "none"
        waits = f"up to a year for {what}" if endless else f"for {what} until the execution ends, {bound} at the most,"
        yield task.finding(
            f"task `{task.name}` waits {waits} when the answer is lost; set HeartbeatSeconds or TimeoutSeconds",
            severity="medium" if endless else "low",
        )
