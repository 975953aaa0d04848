r"""An Express workflow without logs leaves no trace of what it did.

Step Functions keeps the history of a Standard execution for 90 days; of an Express one it keeps nothing but what is
logged. When an execution fails there is no state, no input and no error to look at, only a number in a metric. Set
`LoggingConfiguration` (SAM: `Logging`) with at least `Level: ERROR`.
https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS  #~ EXPRESS
      DefinitionUri: pack.asl.json
  Ship:
    Type: AWS::StepFunctions::StateMachine
    Properties: {StateMachineType: EXPRESS, LoggingConfiguration: {Level: "OFF"}}  #~ "OFF"
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Kind: {Type: String}}
Resources:
  Standard: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: pack.asl.json}}
  Logged: {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS, Logging: {Level: ERROR, Destinations: []}}}
  Nothing: {Type: AWS::StepFunctions::StateMachine, Properties: {LoggingConfiguration: {Level: "OFF"}}}
  Either: {Type: AWS::Serverless::StateMachine, Properties: {Type: !Ref Kind}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Pack: {Type: AWS::StepFunctions::StateMachine, Properties: {StateMachineType: EXPRESS, LoggingConfiguration: {Level: FATAL}}}
```
"""

from predeploy import Findings, StackResource, rule


@rule(
    "medium",
    since="0.1",
    kinds=("AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"),
)
def express_workflow_without_logs(machine: StackResource) -> Findings:
    levels = [machine["Properties"][key]["Level"] for key in ("Logging", "LoggingConfiguration")]
    off = next((one for one in levels if one.text == "OFF"), None)
    for kind in (machine["Properties.Type"], machine["Properties.StateMachineType"]):
        if kind.text == "EXPRESS" and (off is not None or all(one.absent for one in levels)):
            yield (kind if off is None else off).finding(
                f"Express workflow `{machine.name}` logs nothing, and Step Functions keeps no history of it: a failure cannot be"
                f" looked into; log at least ERROR"
            )
