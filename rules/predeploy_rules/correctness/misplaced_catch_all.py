r"""`States.ALL` beside other errors, or before them, makes Step Functions refuse the machine.

It stands for every error, so it must be alone in its `ErrorEquals`, and its retrier or catcher must be the last one.
https://states-language.net/#errors ("MUST appear alone", "MUST appear in the last", as of 2026-11).

```yaml bad
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Retry:
      - {ErrorEquals: [States.Timeout, States.ALL]}  #~ States.ALL
    Catch:
      - {ErrorEquals: [States.ALL], Next: Sorry}  #~ States.ALL
      - {ErrorEquals: [States.Timeout], Next: Later}
    End: true
  Sorry: {Type: Fail}
  Later: {Type: Fail}
```
```yaml good
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Retry:
      - {ErrorEquals: [States.Timeout, States.TaskFailed]}
      - {ErrorEquals: [States.ALL], MaxAttempts: 1}
    End: true
```
```yaml good
StartAt: Pack
States:
  Pack: {Type: Task, Resource: "arn:aws:states:::sns:publish", Retry: [{ErrorEquals: ["${Error}"]}, {ErrorEquals: [Slow]}], End: true}
```
"""

from predeploy import Findings, State, rule


@rule("high", since="0.1", kinds=("Task", "Parallel", "Map"))
def misplaced_catch_all(state: State) -> Findings:
    for key in ("Retry", "Catch"):
        handlers = list(state[key])
        for number, handler in enumerate(handlers, 1):
            errors = list(handler["ErrorEquals"])
            everything = next((error for error in errors if error.text == "States.ALL"), None)
            if everything is not None and (len(errors) > 1 or number < len(handlers)):
                wanted = "must stand alone" if len(errors) > 1 else f"must be in the last entry of {key}"
                yield everything.finding(
                    f"`States.ALL` of state `{state.name}` {wanted}: Step Functions refuses the machine"
                )
