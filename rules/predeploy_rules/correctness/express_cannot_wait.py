r"""An Express machine that waits for a job or a token is refused.

Express machines know only requests with an answer: `.sync`, `.waitForTaskToken`, activities and distributed Maps need a
Standard machine. Make it one, or let the Express machine be a step of a Standard one.
https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html (as of 2026-11)

```yaml bad
Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      Definition:
        StartAt: Pack
        States:
          Pack: {Type: Task, Resource: "arn:aws:states:::ecs:runTask.sync", Next: All}  #~ "arn:aws:states:::ecs:runTask.sync"
          All:
            Type: Map
            ItemProcessor:
              ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}  #~ DISTRIBUTED
              StartAt: One
              States: {One: {Type: Pass, End: true}}
            End: true
```
```yaml bad file=template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS, DefinitionUri: orders.asl.yaml}}
```
```yaml bad file=orders.asl.yaml
StartAt: Ask
States:
  Ask: {Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", End: true}  #~ "arn
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Quick:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition: {StartAt: Pack, States: {Pack: {Type: Task, Resource: "arn:aws:states:::ecs:runTask", End: true}}}
  Long:
    Type: AWS::Serverless::StateMachine
    Properties: {Definition: {StartAt: Pack, States: {Pack: {Type: Task, Resource: "arn:aws:states:::ecs:runTask.sync", End: true}}}}
```
```yaml good
# what a distributed Map of a Standard machine runs as Express may wait no more, but may be a Map itself
StartAt: All
States:
  All:
    Type: Map
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}
      StartAt: One
      States: {One: {Type: Pass, End: true}}
    End: true
```
"""

from predeploy import Findings, Project, StateMachine, rule

WAITS = {"job": "waits for a job", "callback": "waits for a token", "activity": "waits for a worker"}


@rule("high", since="0.1")
def express_cannot_wait(machine: StateMachine, project: Project) -> Findings:
    if machine.express is not True:
        return
    for state in machine.defined(project).states:
        mode = state["ItemProcessor.ProcessorConfig.Mode"]
        if state.pattern in WAITS:
            place, what = state["Resource"], WAITS[state.pattern]
        elif state.kind == "Map" and mode.text == "DISTRIBUTED":
            place, what = mode, "is a distributed Map"
        else:
            continue
        yield place.finding(
            f"`{state.name}` {what}, which `{machine.name}` as an Express machine cannot: Step Functions refuses it; make it a"
            " Standard machine",
            related=((machine.node, "an Express machine"),),
        )
