r"""Two states of one name make Step Functions refuse the machine, also when one of them lies within a Parallel or a Map.

Names of states are unique in the whole machine, for the history of an execution knows nothing else.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
(DUPLICATE_STATE_NAME, as of 2026-11). Two keys of one mapping are duplicate-key's.

```yaml bad
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - {StartAt: Tell, States: {Tell: {Type: Pass, End: true}}}
      - {StartAt: Tell, States: {Tell: {Type: Pass, End: true}}}  #~ Tell: {
    End: true
```
```yaml good
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - {StartAt: Tell, States: {Tell: {Type: Pass, End: true}}}
      - {StartAt: Ask, States: {Ask: {Type: Pass, End: true}}}
    End: true
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  One: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: Tell, States: {Tell: {Type: Succeed}}}}}
  Two: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: Tell, States: {Tell: {Type: Succeed}}}}}
```
"""

from predeploy import Findings, State, StateMachine, rule


@rule("high", since="0.1")
def duplicate_state_name(machine: StateMachine) -> Findings:
    seen: dict[str, State] = {}
    for state in machine.states:
        first = seen.setdefault(state.name, state)
        if first is not state:
            yield state.finding(
                f"the machine has another state `{state.name}`: Step Functions refuses it; give each state a name of its own",
                related=((first.node, "the first"),),
            )
