r"""A step that leads to a state which does not exist makes Step Functions refuse the machine.

`StartAt`, `Next`, `Default` and the `Next` of a choice or a catcher name a state beside them: the states within a Parallel
or a Map are a world of their own, which nothing enters or leaves.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
(MISSING_TRANSITION_TARGET, as of 2026-11).

```yaml bad
StartAt: Chek  #~ Chek
States:
  Check:
    Type: Choice
    Choices: [{Variable: $.paid, BooleanEquals: true, Next: Ship}]
    Default: Refuse  #~ Refuse
  Ship:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: {FunctionName: ship}
    Catch: [{ErrorEquals: [States.ALL], Next: Sorry}]  #~ Sorry
    End: true
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Both
        States:
          Both:
            Type: Parallel
            Branches: [{StartAt: Ship, States: {Ship: {Type: Pass, Next: Done}}}]  #~ Done
            Next: Done
          Done: {Type: Succeed}
```
```yaml good
StartAt: Check
States:
  Check:
    Type: Choice
    Choices: [{Variable: $.paid, BooleanEquals: true, Next: Ship}]
    Default: Done
  Ship: {Type: Pass, Next: Done}
  Done: {Type: Succeed}
```
```yaml good
# what a template fills in
StartAt: Ship
States:
  Ship: {Type: Pass, Next: "${AfterShipping}"}
  Done: {Type: Succeed}
```
"""

from predeploy import Findings, Node, StateMachine, rule, similar


@rule("high", since="0.1")
def undefined_state(machine: StateMachine) -> Findings:
    elsewhere = {state.name for state in machine.states}
    for flow in machine.flows:
        if not flow.node["States"].is_map or len(flow.states) < len(flow.node["States"].value):
            continue
        for target in (flow.start, *(node for state in flow.states.values() for node in state.targets)):
            if target.text is not None and target.text not in flow.states:
                hint = advice(target, list(flow.states), elsewhere)
                yield target.finding(f"there is no state `{target.text}`{hint}: Step Functions refuses the machine")


def advice(target: Node, names: list[str], elsewhere: set[str]) -> str:
    if target.text in elsewhere:
        return " in this flow, and no step leads into or out of a Parallel or Map"
    close = similar(target.text or "", names)
    return f" (is `{close}` meant?)" if close else ""
