r"""A field that its state does not have makes Step Functions refuse the machine.

Every type of state has its own fields: a Parallel or a Map, for one, has no `TimeoutSeconds`. And each query language has its
own: `Parameters`, `ResultPath` and everything that ends in `Path` belong to JSONPath, `Arguments`, `Output` and `Items` to
JSONata; to mix them in one state is refused as well.
https://states-language.net/#state-type-table and
https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html (as of 2026-11).

```yaml bad
StartAt: Both
States:
  Both:
    Type: Parallel
    TimeoutSeconds: 60  #~ 60
    Branches: [{StartAt: Ship, States: {Ship: {Type: Pass, End: true}}}]
    Next: Ask
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: {FunctionName: ask}  #~ Arguments
    Retri: [{ErrorEquals: [States.ALL]}]  #~ Retri
    End: true
```
```yaml bad
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: {FunctionName: ask}  #~ Parameters
    End: true
```
```yaml good
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: {FunctionName: ask}
    TimeoutSeconds: 60
    Output: "{% $states.result %}"
    Next: Old
  Old: {Type: Pass, QueryLanguage: JSONPath, Parameters: {a.$: $.a}, ResultPath: $.b, End: true}
```
```yaml good
StartAt: Pack
States:
  Pack: {Type: "${Kind}", Seconds: 10, Output: x, Next: Ask}
  Ask: {Type: Pass, QueryLanguage: "${Language}", Output: x, Parameters: {}, End: true}
```
"""

from difflib import get_close_matches

from predeploy import Findings, State, rule

# Field → the states that have it; https://states-language.net/#state-type-table, as of 2026-11
ALL = {"Task", "Parallel", "Map", "Pass", "Wait", "Choice", "Succeed", "Fail"}
GOES_ON = {"Task", "Parallel", "Map", "Pass", "Wait"}
WORKS = {"Task", "Parallel", "Map"}
FIELDS = {
    **dict.fromkeys(("Type", "Comment", "QueryLanguage"), ALL),
    **dict.fromkeys(("InputPath", "OutputPath", "Output"), ALL - {"Fail"}),
    **dict.fromkeys(("Next", "End"), GOES_ON),
    "Assign": GOES_ON | {"Choice"},
    **dict.fromkeys(("Retry", "Catch", "ResultSelector"), WORKS),
    **dict.fromkeys(("Parameters", "ResultPath"), WORKS | {"Pass"}),
    "Arguments": {"Task", "Parallel"},
    "Result": {"Pass"},
    **dict.fromkeys(("Resource", "Credentials", "TimeoutSeconds", "HeartbeatSeconds"), {"Task"}),
    **dict.fromkeys(("TimeoutSecondsPath", "HeartbeatSecondsPath"), {"Task"}),
    **dict.fromkeys(("Choices", "Default"), {"Choice"}),
    **dict.fromkeys(("Seconds", "SecondsPath", "Timestamp", "TimestampPath"), {"Wait"}),
    **dict.fromkeys(("Error", "ErrorPath", "Cause", "CausePath"), {"Fail"}),
    "Branches": {"Parallel"},
    **dict.fromkeys(("Iterator", "ItemProcessor", "ItemsPath", "Items", "ItemSelector", "ItemReader", "ItemBatcher"), {"Map"}),
    **dict.fromkeys(("ResultWriter", "MaxConcurrency", "MaxConcurrencyPath", "Label"), {"Map"}),
    **dict.fromkeys(("ToleratedFailurePercentage", "ToleratedFailureCount"), {"Map"}),
    **dict.fromkeys(("ToleratedFailurePercentagePath", "ToleratedFailureCountPath"), {"Map"}),
}  # fmt: skip
# In place of a field of the other language
IN_JSONATA = {"Parameters": "Arguments", "ResultSelector": "Output", "ResultPath": "Output", "Result": "Output"}
IN_JSONPATH = {"Arguments": "Parameters", "Output": "ResultPath", "Items": "ItemsPath"}


@rule("high", since="0.1")
def unsupported_state_field(state: State) -> Findings:
    if state.kind not in ALL:
        return
    what = f"{state.kind} state `{state.name}`"
    for name, field in state.node.items():
        foreign, instead = of_other_language(name, state.language)
        if foreign:
            yield field.finding(
                f"{what} speaks {state.language}, which has no `{name}`: Step Functions refuses the machine; use {instead}"
            )
        elif state.kind not in FIELDS.get(name, ()):
            own = [one for one, kinds in FIELDS.items() if state.kind in kinds]
            close = get_close_matches(name, own, 1) if name not in FIELDS else []
            hint = f"; is {close[0]} meant?" if close else ""
            yield field.finding(f"{what} has no field `{name}`: Step Functions refuses the machine{hint}")


def of_other_language(name: str, language: str | None) -> tuple[bool, str]:
    if language == "JSONata" and (name in IN_JSONATA or (name.endswith("Path") and name in FIELDS)):
        return True, IN_JSONATA.get(name, "a JSONata expression")
    return language == "JSONPath" and name in IN_JSONPATH, IN_JSONPATH.get(name, "")
