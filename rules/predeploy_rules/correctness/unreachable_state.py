r"""A state that no step leads to makes Step Functions refuse the machine.

It is what a renamed step or a forgotten `Next` leaves behind. Remove it, or lead to it.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
(MISSING_TRANSITION_TARGET, "is not reachable", as of 2026-11).

```yaml bad
StartAt: Pack
States:
  Pack: {Type: Pass, Next: Done}
  Ship: {Type: Pass, Next: Done}  #~ Ship
  Done: {Type: Succeed}
```
```yaml bad
Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {
          "StartAt": "Pack",
          "States": {
            "Pack": {"Type": "Task", "Resource": "${Pack.Arn}", "End": true},
            "Ship": {"Type": "Succeed"}
          }
        }
#~ 10:13 "Ship"
```
```yaml good
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Catch: [{ErrorEquals: [States.ALL], Next: Sorry}]
    Next: Check
  Check:
    Type: Choice
    Choices: [{Not: {Variable: $.paid, BooleanEquals: true}, Next: Sorry}]
    Default: Done
  Sorry: {Type: Fail}
  Done: {Type: Succeed}
```
```yaml good
# who knows what is filled in
StartAt: Pack
States:
  Pack: {Type: Pass, Next: "${AfterPacking}"}
  Ship: {Type: Pass, Next: Done}
  Done: {Type: Succeed}
```
```yaml good
# a misspelt target is said of its own
StartAt: Pack
States:
  Pack: {Type: Pass, Next: Shipp}
  Ship: {Type: Pass, End: true}
```
"""

from predeploy import Findings, StateMachine, rule


@rule("high", since="0.1")
def unreachable_state(machine: StateMachine) -> Findings:
    for flow in machine.flows:
        targets = {node.text for state in flow.states.values() for node in state.targets} | {flow.start.text}
        if not flow.known or not targets <= flow.states.keys():
            continue
        for name, state in flow.states.items():
            if name not in flow.reached:
                yield state.finding(
                    f"no step leads to state `{name}`: Step Functions refuses the machine; remove it, or lead to it"
                )
