r"""A task that waits for its token, and gives it to nobody, waits in vain.

`.waitForTaskToken` goes on when somebody sends the token back, and nobody can who never got it. Pass
`$$.Task.Token` (JSONata: `$states.context.Task.Token`) on with the message or the payload.
https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token (as of 2026-11)

```yaml bad
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken  #~ arn
    HeartbeatSeconds: 600
    Parameters: {FunctionName: ask, Payload: {Order.$: $.order}}
    End: true
```
```yaml good
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    HeartbeatSeconds: 600
    Parameters: {FunctionName: ask, Payload: {Order.$: $.order, Reply: {Token.$: $$.Task.Token}}}
    Next: Again
  Again:
    Type: Task
    QueryLanguage: JSONata
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    TimeoutSeconds: 600
    Arguments: {QueueUrl: "${Queue}", MessageBody: "{% {'token': $states.context.Task.Token} %}"}
    End: true
```
```yaml good
# the whole context, as input or in what is given, and what is filled in later
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    HeartbeatSeconds: 600
    Parameters: {FunctionName: ask, Payload: {All.$: $$}}
    Next: Again
  Again:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    HeartbeatSeconds: 600
    Parameters: {FunctionName: ask, Payload: "${Payload}"}
    Next: Last
  Last:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    HeartbeatSeconds: 600
    InputPath: $$.Task
    Parameters: {FunctionName: ask, Payload.$: $}
    End: true
```
"""

from collections.abc import Iterator
from typing import Any

from predeploy import Findings, State, rule

CONTEXT = ("$$", "$states", "Task.Token")  # the token itself, or what holds it
NAMES = ("Name", "Url", "Arn", "Id", "Cluster", "TaskDefinition")  # ends of keys under which nobody passes a token


@rule("high", since="0.1", kinds=("Task",))
def callback_without_token(task: State) -> Findings:
    given = task.input
    if task.pattern != "callback" or not (given.is_map or given.absent):
        return
    path = task["InputPath"]
    parts = [None if path.unknown else path.text or "", *texts(given.data)]
    if not any(part is None or any(word in part for word in CONTEXT) for part in parts):
        yield task["Resource"].finding(
            f"task `{task.name}` waits for its token, but gives it to nobody: it waits in vain; pass $$.Task.Token on"
        )


def texts(value: Any, key: str = "") -> Iterator[str | None]:
    """Every text below a value; None for what is filled in at deployment."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif key.endswith(NAMES):
        return
    elif isinstance(value, str):
        yield None if "${" in value else value
    elif not isinstance(value, int | float | type(None)):
        yield None
