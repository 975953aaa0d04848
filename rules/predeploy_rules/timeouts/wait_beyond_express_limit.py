r"""A step that takes longer than an Express machine may is cut off.

An Express execution ends after five minutes, whatever its steps say: a `TimeoutSeconds` above that never fires, its
catcher never runs, and after a Wait of that length (high) nothing follows. Make the step shorter, or the machine a Standard one.
https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: Pack
        States:
          Pack: {Type: Task, Resource: !GetAtt Pack.Arn, TimeoutSeconds: 305, Next: Rest}  #~ 305
          Rest: {Type: Wait, Seconds: 600, End: true}  #~ 600 @high
```
```yaml bad file=template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS, DefinitionUri: orders.asl.yaml}}
```
```yaml bad file=orders.asl.yaml
StartAt: Rest
States:
  Rest: {Type: Wait, Seconds: 600, End: true}  #~ 600 @high
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: Pack
        States:
          Pack: {Type: Task, Resource: !GetAtt Pack.Arn, TimeoutSeconds: 60, Next: Rest}
          Rest: {Type: Wait, SecondsPath: $.rest, End: true}
  Long:
    Type: AWS::Serverless::StateMachine
    Properties: {Definition: {StartAt: Rest, States: {Rest: {Type: Wait, Seconds: 600, End: true}}}}
```
```yaml good
Parameters: {Kind: {Type: String}}
Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: !Ref Kind
      Definition: {StartAt: Rest, States: {Rest: {Type: Wait, Seconds: 600, End: true}}}
```
"""

from predeploy import Findings, Project, StateMachine, effective, rule

EXPRESS = 300.0  # s; source above


@rule("medium", since="0.1", severities=("high",))
def wait_beyond_express_limit(machine: StateMachine, project: Project) -> Findings:
    if machine.express is not True:
        return
    for state in machine.defined(project).states:
        step = state.timeout if state.kind == "Task" else effective(state["Seconds"])
        if step.state == "own" and step.value > EXPRESS:
            yield step.finding(
                f"{state.kind} `{state.name}` may take {step}, but `{machine.name}` is an Express machine and stops after"
                f" {EXPRESS:g} s; make the step shorter, or the machine a Standard one",
                related=((machine.node, "an Express machine"),),
                severity="high" if state.kind == "Wait" else "medium",
            )
