r"""A Standard machine that runs once for every message costs as much as its steps do.

A Standard machine is billed by the step, $25 per million; an Express one by the run, $1 per million, and by its time
and memory (us-east-1, 2026-11). What a queue or a stream feeds by way of a pipe, and is done within five minutes without
waiting for a job or a token, may as well be Express. It then runs at least once instead of exactly once, and keeps no history
but its logs. https://aws.amazon.com/step-functions/pricing/ and
https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Feed:
    Type: AWS::Pipes::Pipe
    Properties:
      Source: !GetAtt Orders.Arn
      Target: !Ref Book  #~ !Ref Book
      TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}
  Orders: {Type: AWS::SQS::Queue}
  Book:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: Book, States: {Book: {Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", End: true}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Feed: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.Arn, Target: !Ref Ask}}
  Quick: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.Arn, Target: !Ref Book}}
  Elsewhere: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.Arn, Target: !Ref Unseen}}
  Orders: {Type: AWS::SQS::Queue}
  Ask:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Ask
        States: {Ask: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", TimeoutSeconds: 60, End: true}}
  Book:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition: {StartAt: Book, States: {Book: {Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", End: true}}}
  Unseen: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: elsewhere.asl.json}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Feed: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.Arn, Target: !Ref Rest}}
  Orders: {Type: AWS::SQS::Queue}
  Rest:
    Type: AWS::Serverless::StateMachine
    Properties: {Definition: {StartAt: Rest, States: {Rest: {Type: Wait, Seconds: 900, End: true}}}}
```
"""

from predeploy import Findings, Project, StackResource, State, StateMachine, rule

EXPRESS = 300.0  # s; source above


@rule("info", since="0.1", tier="preview", kinds=("AWS::Pipes::Pipe",))
def standard_machine_at_volume(pipe: StackResource, project: Project) -> Findings:
    target = pipe["Properties.Target"]
    machine = pipe.stack.pointed(target)
    if not isinstance(machine, StateMachine) or machine.express is not False:
        return
    states = list(machine.defined(project).states)
    if states and all(short(state) for state in states):
        yield target.finding(
            f"`{machine.name}` runs once for what pipe `{pipe.name}` brings, and a Standard machine is paid by the step: as an"
            " Express machine a million runs cost $1 and their time",
            related=((machine.node, "a Standard machine"),),
        )


def short(state: State) -> bool:
    """Can an Express machine do it, in its five minutes?"""
    if state.kind == "Task":
        return state.pattern == "request" and ":lambda:" not in state.wording("Resource")
    return state.kind not in ("", "Wait", "Map") or state["Seconds"].number < EXPRESS
