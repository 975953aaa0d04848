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

# https://states-language.net/#state-type-table (as of 2026-11)
COMMON = "Type Comment QueryLanguage"
PASSES_ON = f"{COMMON} InputPath OutputPath Output"
GOES_ON = f"{PASSES_ON} Next End Assign"
WORKS = f"{GOES_ON} Retry Catch ResultSelector Parameters ResultPath"
OF_TASK = "Arguments Resource Credentials TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath"
OF_MAP = (
    "Iterator ItemProcessor ItemsPath Items ItemSelector ItemReader ItemBatcher ResultWriter Label MaxConcurrency MaxConcurrencyPath"
    " ToleratedFailurePercentage ToleratedFailurePercentagePath ToleratedFailureCount ToleratedFailureCountPath"
)
TYPES = {
    "Task": f"{WORKS} {OF_TASK}",
    "Parallel": f"{WORKS} Arguments Branches",
    "Map": f"{WORKS} {OF_MAP}",
    "Pass": f"{GOES_ON} Parameters ResultPath Result",
    "Wait": f"{GOES_ON} Seconds SecondsPath Timestamp TimestampPath",
    "Choice": f"{PASSES_ON} Assign Choices Default",
    "Succeed": PASSES_ON,
    "Fail": f"{COMMON} Error ErrorPath Cause CausePath",
}
FIELDS = {kind: frozenset(fields.split()) for kind, fields in TYPES.items()}
EVERY: frozenset[str] = frozenset().union(*FIELDS.values())
# In place of a field of the other language
IN_JSONATA = {"Parameters": "Arguments", "ResultSelector": "Output", "ResultPath": "Output", "Result": "Output"}
IN_JSONPATH = {"Arguments": "Parameters", "Output": "ResultPath", "Items": "ItemsPath"}


@rule("high", since="0.1")
def unsupported_state_field(state: State) -> Findings:
    if state.kind not in FIELDS:
        return
    what = f"{state.kind} state `{state.name}`"
    for name, field in state.node.items():
        foreign, instead = of_other_language(name, state.language)
        if foreign:
            yield field.finding(
                f"{what} speaks {state.language}, which has no `{name}`: Step Functions refuses the machine; use {instead}"
            )
        elif name not in FIELDS[state.kind]:
            close = get_close_matches(name, FIELDS[state.kind], 1) if name not in EVERY else []
            hint = f"; is {close[0]} meant?" if close else ""
            yield field.finding(f"{what} has no field `{name}`: Step Functions refuses the machine{hint}")


def of_other_language(name: str, language: str | None) -> tuple[bool, str]:
    if language == "JSONata" and (name in IN_JSONATA or (name.endswith("Path") and name in EVERY)):
        return True, IN_JSONATA.get(name, "a JSONata expression")
    return language == "JSONPath" and name in IN_JSONPATH, IN_JSONPATH.get(name, "")
