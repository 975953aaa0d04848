r"""A path whose field does not end in `.$` is handed on as it is written, dollar sign and all.

In JSONPath, Step Functions fills in a value only where the name of its field ends in `.$`: `"id": "$.id"` gives the five
characters `$.id` to the function, which is found out when wrong data turn up. A field that ends so and holds no path and no
intrinsic function makes it refuse the machine. Fields that are called after a path are left alone.
https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html (as of 2026-11)

```json bad file=machine.asl.json
{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": {"TableName": "orders", "Item": {"id": {"S": "$.id"}, "by": {"S.$": "shop"}}},
      "End": true
    }
  }
}
#~ 7:66 "$.id"
#~ 7:89 "shop" @high
```
```json good file=machine.asl.json
{
  "StartAt": "Pack",
  "States": {
    "Pack": {
      "Type": "Task",
      "Resource": "arn:aws:states:::events:putTargets",
      "Parameters": {"InputPath": "$.detail", "id.$": "$.id", "n.$": "States.MathAdd($.n, 1)", "price": "$5", "c.$": "$$.Task.Token"},
      "ResultSelector": {"id.$": "$.id", "x.$": "${Given}"},
      "Next": "Copy"
    },
    "Copy": {"Type": "Pass", "Result": {"id": "$.id"}, "End": true}
  }
}
```
```json good file=machine.asl.json
{
  "QueryLanguage": "JSONata",
  "StartAt": "Pack",
  "States": {"Pack": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"id": "$.id"}, "End": true}}
}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, State, pattern, rule

PATH = pattern(r"\$\$?(?:[.\[].*)?")
FILLED = pattern(r"\$.*|States\.\w+\(.*|.*\$\{.*", 16)  # also where a text has several lines
PLACES = ("Parameters", "ResultSelector", "ItemSelector")


@rule("medium", since="0.1", severities=("high",))
def path_taken_literally(state: State) -> Findings:
    if state.language != "JSONPath":
        return
    for place in PLACES:
        for node in fields(state[place]):
            key, text = node.name, node.text or ""
            if key.endswith(".$") and text and not FILLED.fullmatch(text):
                yield node.finding(
                    f"`{key}` of state `{state.name}` holds neither a path nor an intrinsic function: Step Functions refuses"
                    f" the machine; call it `{key[:-2]}`",
                    severity="high",
                )
            elif not key.endswith((".$", "Path")) and len(text) > 1 and PATH.fullmatch(text):
                yield node.finding(
                    f"`{key}` of state `{state.name}` is handed on as the text `{text}`, for its name does not end in `.$`; "
                    f"call it `{key}.$`"
                )


def fields(block: Node) -> Iterator[Node]:
    """Every text below a map."""
    ahead = [block]
    while ahead:
        node = ahead.pop()
        inner = [one for _, one in node.items()] if node.is_map else [one for one in node if one.is_map or one.is_list]
        ahead += [one for one in inner if one.is_map or one.is_list]
        yield from (one for one in inner if isinstance(one.value, str))
