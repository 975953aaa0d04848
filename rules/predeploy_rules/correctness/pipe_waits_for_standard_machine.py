r"""A pipe that waits for the answer of a Standard state machine never delivers anything.

A pipe calls its target and waits (`REQUEST_RESPONSE`, the default), which only Express machines can answer. Say
`InvocationType: FIRE_AND_FORGET`, or make the machine an Express one; as an enrichment, whose answer the pipe needs, it has
to be Express. https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetStateMachineParameters.html
(as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Feed:
    Type: AWS::Pipes::Pipe
    Properties:
      Source: !GetAtt Orders.Arn
      Target: !GetAtt Pack.Arn  #~ !GetAtt
  Ask:
    Type: AWS::Pipes::Pipe
    Properties:
      Source: !GetAtt Orders.Arn
      Enrichment: !Ref Pack  #~ !Ref Pack
      Target: !GetAtt Bus.Arn
  Pack: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: pack.asl.json}}
  Orders: {Type: AWS::SQS::Queue}
  Bus: {Type: AWS::Events::EventBus}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Feed:
    Type: AWS::Pipes::Pipe
    Properties:
      Source: !GetAtt Orders.Arn
      Enrichment: !GetAtt Quick.Arn
      Target: !GetAtt Pack.Arn
      TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}
  Pack: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: pack.asl.json}}
  Quick: {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS, DefinitionUri: quick.asl.json}}
  Orders: {Type: AWS::SQS::Queue}
```
```yaml good
Parameters: {Kind: {Type: String}}
Resources:
  Feed:
    Type: AWS::Pipes::Pipe
    Properties: {Source: !GetAtt Orders.Arn, Target: !GetAtt Pack.Arn}
  Pack: {Type: AWS::StepFunctions::StateMachine, Properties: {StateMachineType: !Ref Kind}}
  Orders: {Type: AWS::SQS::Queue}
```
"""

from predeploy import Findings, StackResource, StateMachine, rule

HOW = "Properties.TargetParameters.StepFunctionStateMachineParameters.InvocationType"


@rule("high", since="0.1", kinds=("AWS::Pipes::Pipe",))
def pipe_waits_for_standard_machine(pipe: StackResource) -> Findings:
    for key, advice in (
        ("Target", "say InvocationType: FIRE_AND_FORGET"),
        ("Enrichment", "make it an Express machine"),
    ):
        place, how = pipe["Properties"][key], pipe[HOW]
        machine = pipe.stack.pointed(place)
        waits = key == "Enrichment" or how.absent or how.text == "REQUEST_RESPONSE"
        if isinstance(machine, StateMachine) and machine.express is False and waits:
            yield place.finding(
                f"pipe `{pipe.name}` waits for the answer of `{machine.name}`, which as a Standard machine gives none: nothing"
                f" gets through; {advice}",
                related=((machine.node, "a Standard machine"),),
            )
