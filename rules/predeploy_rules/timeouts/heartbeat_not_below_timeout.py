r"""A heartbeat that is not shorter than its timeout makes Step Functions refuse the machine.

The heartbeat is to notice a dead worker before the time of the whole task is up.
https://states-language.net/#timeouts-and-heartbeats ("MUST be smaller", as of 2026-11).

```yaml bad
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    TimeoutSeconds: 600
    HeartbeatSeconds: 600  #~ 600
    Parameters: {QueueUrl: "${Questions}", MessageBody: {Token.$: $$.Task.Token}}
    End: true
```
```yaml good
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    TimeoutSeconds: 600
    HeartbeatSeconds: 60
    Parameters: {QueueUrl: "${Questions}", MessageBody: {Token.$: $$.Task.Token}}
    End: true
```
```yaml good
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    TimeoutSeconds: 60
    HeartbeatSecondsPath: $.pulse
    Parameters: {QueueUrl: "${Questions}", MessageBody: {Token.$: $$.Task.Token}}
    End: true
```
"""

from predeploy import Findings, State, rule


@rule("high", since="0.1", kinds=("Task",))
def heartbeat_not_below_timeout(task: State) -> Findings:
    pulse, timeout = task.heartbeat, task.timeout
    if pulse.state == timeout.state == "own" and pulse.value >= timeout.value:
        yield pulse.finding(
            f"task `{task.name}` wants a heartbeat every {pulse}, but times out after {timeout}: Step Functions refuses the"
            f" machine; set HeartbeatSeconds below {timeout.value:g}",
            related=((timeout.node, f"times out after {timeout}"),),
        )
