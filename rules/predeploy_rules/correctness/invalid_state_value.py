r"""A state with a value that Amazon States Language does not take makes Step Functions refuse the machine.

A backoff shrinks no wait (`BackoffRate` ≥ 1), `Seconds` is a number, `InputPath`, `OutputPath`, `ResultPath` and `Variable`
are paths that begin with `$`. Errors that begin with `States.` are a closed list: another one never occurs.
https://states-language.net/spec.html and
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (as of 2026-11)

```json bad file=machine.asl.json
{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Retry": [{"ErrorEquals": ["States.TaskFailure"], "BackoffRate": 0.5, "MaxAttempts": 3}],
      "ResultPath": "packed",
      "Next": "Rest"
    },
    "Rest": {"Type": "Wait", "Seconds": "30", "Next": "Which"},
    "Which": {"Type": "Choice", "Choices": [{"Variable": "packed.ok", "BooleanEquals": true, "Next": "Done"}], "Default": "Done"},
    "Done": {"Type": "Succeed"}
  }
}
#~ 7:34 "States.TaskFailure" @medium
#~ 7:72 0.5
#~ 8:21 "packed"
#~ 11:41 "30"
#~ 12:58 "packed.ok"
```
```json good file=machine.asl.json
{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Retry": [{"ErrorEquals": ["States.TaskFailed", "Lambda.Unknown", "Own.Error"], "BackoffRate": 1.5}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Done"}],
      "ResultPath": null,
      "InputPath": "$$.Execution",
      "Next": "Rest"
    },
    "Rest": {"Type": "Wait", "Seconds": 30, "Next": "Which"},
    "Which": {"Type": "Choice", "Choices": [{"Not": {"Variable": "$.ok", "IsNull": true}, "Next": "Done"}], "Default": "Done"},
    "Done": {"Type": "Succeed"}
  }
}
```
```json good file=machine.asl.json
{
  "QueryLanguage": "JSONata",
  "StartAt": "Rest",
  "States": {"Rest": {"Type": "Wait", "Seconds": "{% $states.input.wait %}", "End": true}}
}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, State, rule, similar

NAMES = (
    "ALL BranchFailed DataLimitExceeded ExceedToleratedFailureThreshold HeartbeatTimeout Http.Socket IntrinsicFailure"
    " ItemReaderFailed NoChoiceMatched ParameterPathFailure Permissions QueryEvaluationError ResultPathMatchFailure"
    " ResultWriterFailed Runtime TaskFailed Timeout"
)
ERRORS = frozenset(f"States.{name}" for name in NAMES.split())
PATHS = ("InputPath", "OutputPath", "ResultPath", "ItemsPath", "SecondsPath", "TimestampPath")
REFUSED = "Step Functions refuses the machine"


@rule("high", since="0.1", severities=("medium",))
def invalid_state_value(state: State) -> Findings:
    for way in (*state["Retry"], *state["Catch"]):
        for error in way["ErrorEquals"]:
            if (error.text or "").startswith("States.") and error.text not in ERRORS:
                near = similar(error.text or "", ERRORS)
                hint = f"did you mean `{near}`?" if near else "those of States are a closed list"
                yield error.finding(
                    f"state `{state.name}` waits for an error `{error.text}`, which there is not: it never matches; {hint}",
                    severity="medium",
                )
        if way["BackoffRate"].number < 1:
            yield way["BackoffRate"].finding(f"BackoffRate of state `{state.name}` is below 1: {REFUSED}")
    seconds = state["Seconds"]
    if state.language != "JSONPath":
        return
    if state.kind == "Wait" and isinstance(seconds.value, str) and seconds.value.isdigit():
        yield seconds.finding(
            f"Seconds of state `{state.name}` is a text: {REFUSED}; write the number {seconds.value}",
            fix=seconds.replace(int(seconds.value), safe=True),
        )
    for node in paths(state):
        if isinstance(node.value, str) and not node.value.startswith(("$", "States.")) and "${" not in node.value:
            yield node.finding(
                f"{node.name} `{node.value}` of state `{state.name}` is no path: {REFUSED}; it begins with `$`"
            )


def paths(state: State) -> Iterator[Node]:
    yield from (state[name] for name in PATHS)
    ahead = [*state["Choices"]]
    while ahead:
        choice = ahead.pop()
        yield choice["Variable"]
        ahead += [*choice["And"], *choice["Or"], *choice["Not"].each()]
