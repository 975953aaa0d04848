r"""A Choice without a Default fails the execution when no choice matches.

An unexpected value, or none, ends in `States.NoChoiceMatched`, which a Choice cannot catch. Name a `Default`, if only a Fail
that says what was wrong. Silent where the choices leave nothing out: one of them is true and another false, or two of them
are each other's opposite. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html (as of 2026-11)

```yaml bad
StartAt: Check
States:
  Check:  #~ Check
    Type: Choice
    Choices:
      - {Variable: $.status, StringEquals: paid, Next: Ship}
      - {Variable: $.status, StringEquals: open, Next: Wait}
  Ship: {Type: Succeed}
  Wait: {Type: Fail}
```
```yaml good
StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - {Variable: $.paid, BooleanEquals: true, Next: Ship}
      - {Variable: $.paid, BooleanEquals: false, Next: Wait}
  Ship:
    Type: Choice
    Choices:
      - {Variable: $.weight, NumericGreaterThan: 30, Next: Truck}
      - {Variable: $.weight, NumericLessThanEquals: 30, Next: Done}
  Truck:
    Type: Choice
    Choices:
      - {Not: {Variable: $.full, IsPresent: true}, Next: Done}
      - {Variable: $.full, IsPresent: true, Next: Wait}
  Done: {Type: Succeed}
  Wait: {Type: Fail}
```
```yaml good
StartAt: Check
States:
  Check:
    Type: Choice
    Choices: [{Variable: $.status, StringEquals: paid, Next: Ship}]
    Default: Ship
  Ship: {Type: Succeed}
```
```yaml good
StartAt: Check
States:
  Check: {Type: Choice, Choices: "${Choices}"}
```
```yaml good
# JSONata says anything
QueryLanguage: JSONata
StartAt: Check
States:
  Check: {Type: Choice, Choices: [{Condition: "{% $paid or $not($paid) %}", Next: Ship}]}
  Ship: {Type: Succeed}
```
"""

from predeploy import Findings, Node, State, rule

# Comparisons that leave nothing out together
OPPOSITES = (
    ("GreaterThan", "LessThanEquals"),
    ("GreaterThanEquals", "LessThan"),
)
MOST = 100  # choices that are compared with each other
SKIPPED = ("Next", "Comment", "Assign", "Output")


@rule("low", since="0.1", kinds=("Choice",))
def choice_without_default(choice: State) -> Findings:
    choices = list(choice["Choices"])
    said = [form(one) for one in choices]
    if (
        choice["Default"].absent
        and 0 < len(said) <= MOST
        and None not in said
        and not exhaustive([one for one in said if one])
    ):
        none = f"none of its {len(said)} choices matches" if len(said) > 1 else "its one choice does not match"
        yield choice.finding(
            f"Choice `{choice.name}` has no Default: when {none}, the execution fails with"
            " States.NoChoiceMatched; name what follows then"
        )


def form(choice: Node) -> dict[str, str] | None:
    """A comparison without what follows it, empty where it is made of several; None when it cannot be known."""
    if choice["Not"].is_map:
        inner = form(choice["Not"])
        return None if inner is None else {**inner, "Not": ""}
    found = {key: node.text for key, node in choice.items() if key not in SKIPPED}
    if choice["And"].is_list or choice["Or"].is_list:
        return {}
    known = {key: value for key, value in found.items() if value is not None}
    return known if "Variable" in known and len(known) == len(found) else None


def exhaustive(choices: list[dict[str, str]]) -> bool:
    return any(opposite(one, other) for one in choices for other in choices)


def opposite(one: dict[str, str], other: dict[str, str]) -> bool:
    if one.get("Variable") != other.get("Variable") or not one:
        return False
    if {**one, "Not": ""} == other and "Not" not in one:
        return True
    (name, value), (second, against) = (
        next((i for i in c.items() if i[0] != "Variable"), ("", "")) for c in (one, other)
    )
    if name == second:
        return {value, against} == {"true", "false"}
    return value == against and any(
        name.removesuffix(a) == second.removesuffix(b) for a, b in OPPOSITES if name.endswith(a) and second.endswith(b)
    )
