r"""A state that says neither what follows nor that it is the end makes Step Functions refuse the machine.

Task, Pass, Wait, Parallel and Map need `Next` or `End: true`, and only one of them; Choice, Succeed and Fail have neither.
A flow needs an end somewhere, too: a Succeed, a Fail or an `End: true` (MISSING_END_STATE).
https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html (as of 2026-11)

```yaml bad
StartAt: Pack
States:
  Pack: {Type: Pass}  #~ Pack
```
```yaml bad
StartAt: Ask  #~ Ask
States:
  Ask: {Type: Pass, Next: Wait}
  Wait: {Type: Wait, Seconds: 30, Next: Ask}
```
```yaml bad
StartAt: Pack
States:
  Pack: {Type: Pass, Next: Done, End: true}  #~ true
  Done: {Type: Succeed}
```
```yaml good
StartAt: Ask
States:
  Ask: {Type: Choice, Choices: [{Variable: $.ready, BooleanEquals: true, Next: Done}], Default: Wait}
  Wait: {Type: Wait, Seconds: 30, Next: Ask}
  Done: {Type: Succeed}
```
```yaml good
StartAt: Pack
States:
  Pack: {Type: Pass, Next: "${AfterPacking}"}
  Ship: {Type: Pass, End: true}
```
"""

from predeploy import Findings, StateMachine, rule

GOES_ON = ("Task", "Pass", "Wait", "Parallel", "Map")
ENDS = ("Succeed", "Fail")


@rule("high", since="0.1")
def state_without_end(machine: StateMachine) -> Findings:
    for flow in machine.flows:
        ended = not flow.known
        for name, state in flow.states.items():
            following, end = state["Next"], state["End"]
            ended = ended or state.kind in ENDS or end.is_true
            if state.kind not in GOES_ON or following.unknown or end.unknown:
                continue
            if following.absent and not end.is_true:
                ended = True  # said here
                yield state.finding(
                    f"state `{name}` says neither what follows nor that it is the end: Step Functions refuses the machine;"
                    " add Next or End: true"
                )
            elif following.present and end.is_true:
                yield end.finding(
                    f"state `{name}` goes on to `{following.text}` and is the end: Step Functions refuses the machine; keep one",
                )
        if not ended:
            yield flow.start.finding(
                "this flow has no end, only steps that lead on: Step Functions refuses the machine; end it with End: true, Succeed or Fail"
            )
