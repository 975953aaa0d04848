r"""A choice behind one that takes all of its cases is never taken.

A Choice state tries its rules from the top. After "is not `completed`" nothing but `completed` is left, so that a rule for
`failed` behind it never matches: a loop that waits for the end of a job then waits for ever when the job fails. Put the
narrower rule first.
https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html (as of 2026-11)

```json bad file=machine.asl.json
{
  "StartAt": "Which",
  "States": {
    "Which": {
      "Type": "Choice",
      "Choices": [
        {"Not": {"Variable": "$.status", "StringEquals": "completed"}, "Next": "Rest"},
        {"Variable": "$.status", "StringEquals": "failed", "Next": "Lost"}
      ],
      "Default": "Done"
    },
    "Rest": {"Type": "Wait", "Seconds": 5, "Next": "Which"},
    "Lost": {"Type": "Fail"},
    "Done": {"Type": "Succeed"}
  }
}
#~ 8:10
```
```json bad file=machine.asl.json
{
  "StartAt": "Which",
  "States": {
    "Which": {
      "Type": "Choice",
      "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 3, "Next": "Done"},
        {"Variable": "$.n", "NumericGreaterThan": 3, "Next": "Lost"}
      ],
      "Default": "Done"
    },
    "Lost": {"Type": "Fail"},
    "Done": {"Type": "Succeed"}
  }
}
#~ 8:10
```
```json good file=machine.asl.json
{
  "StartAt": "Which",
  "States": {
    "Which": {
      "Type": "Choice",
      "Choices": [
        {"Variable": "$.status", "StringEquals": "failed", "Next": "Lost"},
        {"Not": {"Variable": "$.status", "StringEquals": "completed"}, "Next": "Rest"},
        {"Variable": "$.status", "StringEquals": "completed", "Next": "Done"},
        {"Variable": "$.state", "StringEquals": "failed", "Next": "Lost"},
        {"Not": {"Variable": "$.state", "StringEquals": "failed"}, "Next": "Done"}
      ],
      "Default": "Done"
    },
    "Rest": {"Type": "Wait", "Seconds": 5, "Next": "Which"},
    "Lost": {"Type": "Fail"},
    "Done": {"Type": "Succeed"}
  }
}
```
```json good file=machine.asl.json
{
  "QueryLanguage": "JSONata",
  "StartAt": "Which",
  "States": {
    "Which": {
      "Type": "Choice",
      "Choices": [{"Condition": "{% $a %}", "Next": "Done"}, {"Condition": "{% $b %}", "Next": "Lost"}, {"Condition": "${Given}", "Next": "Done"}],
      "Default": "Done"
    },
    "Lost": {"Type": "Fail"},
    "Done": {"Type": "Succeed"}
  }
}
```
"""

from typing import Any

from predeploy import Findings, Node, State, rule

EQUALS = ("StringEquals", "NumericEquals", "BooleanEquals")
BESIDE = ("Next", "Comment", "Assign", "Output")


@rule("medium", since="0.1")
def choice_never_taken(state: State) -> Findings:
    choices = [(one, condition(one)) for one in state["Choices"]] if state.kind == "Choice" else []
    for number, (one, wanted) in enumerate(choices):
        before = next((other for other, taken in choices[:number] if wanted and covers(taken, wanted)), None)
        if before is not None:
            yield one.finding(
                f"rule {number + 1} of Choice `{state.name}` is never taken, for an earlier one takes all of its cases; "
                "put the narrower one first",
                related=((before, "takes them"),),
            )


def condition(choice: Node) -> dict[str, Any]:
    """What a rule compares; empty where anything of it is not known."""
    said = {name: node for name, node in choice.items() if name not in BESIDE}
    deep = [inner for node in said.values() for _, inner in node.items()]
    return (
        {} if any(one.unknown for one in (*said.values(), *deep)) else {name: node.value for name, node in said.items()}
    )


def covers(taken: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Does one condition hold wherever the other does?"""
    if taken == wanted:
        return "${" not in repr(taken)
    inner = taken.get("Not")
    if set(taken) != {"Not"} or not isinstance(inner, dict) or inner.get("Variable") != wanted.get("Variable"):
        return False
    return any(
        key in inner and key in wanted and inner[key] != wanted[key] and "$" not in f"{inner[key]}{wanted[key]}"
        for key in EQUALS
    )
