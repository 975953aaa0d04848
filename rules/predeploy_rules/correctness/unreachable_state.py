r"""A state that no step leads to makes Step Functions refuse the machine.

It is what a renamed step or a forgotten `Next` leaves behind. Remove it, or lead to it.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
(MISSING_TRANSITION_TARGET, "is not reachable", as of 2026-11).

```yaml bad
StartAt: Pack
States:
  Pack: {Type: Pass, Next: Done}
  Ship: {Type: Pass, Next: Tell}  #~ Ship
  Tell: {Type: Pass, Next: Done}
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
        leads = {name: {node.text for node in state.targets} for name, state in flow.states.items()}
        if not flow.known or not {flow.start.text}.union(*leads.values()) <= flow.states.keys():
            continue
        for name, state in flow.states.items():
            # of steps that only lead to each other, the first is the one to mend
            led = any(name in targets for other, targets in leads.items() if other != name)
            if name not in flow.reached and not led:
                yield state.finding(
                    f"no step leads to state `{name}`: Step Functions refuses the machine; remove it, or lead to it"
                )
