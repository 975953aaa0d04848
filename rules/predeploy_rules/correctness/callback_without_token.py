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
# the whole context, a variable, and what is filled in later
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
    End: true
```
"""

from collections.abc import Iterator
from typing import Any

from predeploy import Findings, State, rule

CONTEXT = ("$$", "$states", "${", "Task.Token")  # the token itself, or what may hold it


@rule("high", since="0.1", kinds=("Task",))
def callback_without_token(task: State) -> Findings:
    given = task.input
    if task.pattern != "callback" or not (given.is_map or given.absent):
        return
    said = list(texts(given.data))
    if not any(part is None or any(word in part for word in CONTEXT) for part in said):
        yield task["Resource"].finding(
            f"task `{task.name}` waits for its token, but gives it to nobody: it waits in vain; pass $$.Task.Token on"
        )


def texts(value: Any) -> Iterator[str | None]:
    """Every text below a value; None for what is no plain data."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value
    elif not isinstance(value, int | float | type(None)):
        yield None
