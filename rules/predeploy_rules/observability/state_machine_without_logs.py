r"""A state machine without logs can be looked into one execution at a time, for 90 days.

The history of a Standard execution is kept for 90 days and shown in the console; nothing can be searched across
executions, counted, or kept for longer. Set `LoggingConfiguration` (SAM: `Logging`). Express workflows, which keep no
history at all, have a rule of their own.
https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:  #~ Pack
    Type: AWS::Serverless::StateMachine
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Kind: {Type: String}}
Resources:
  Logged: {Type: AWS::Serverless::StateMachine, Properties: {Logging: {Level: ERROR, Destinations: []}}}
  Express: {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS}}
  Plain: {Type: AWS::StepFunctions::StateMachine, Properties: {StateMachineType: STANDARD, LoggingConfiguration: {Level: ALL}}}
  Either: {Type: AWS::StepFunctions::StateMachine, Properties: {StateMachineType: !Ref Kind}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Pack: {Type: AWS::StepFunctions::StateMachine, Properties: {LoggingConfiguration: {Level: ERROR}}}
```
"""

from predeploy import Findings, StackResource, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"),
    replaces={"cdk-nag": "StepFunctionStateMachineAllLogsToCloudWatch", "checkov": "CKV_AWS_285"},
)
def state_machine_without_logs(machine: StackResource) -> Findings:
    types = [machine["Properties"][key] for key in ("Type", "StateMachineType")]
    logs = [machine["Properties"][key] for key in ("Logging", "LoggingConfiguration")]
    if all(one.absent or one.text == "STANDARD" for one in types) and all(one.absent for one in logs):
        yield machine.finding(
            f"state machine `{machine.name}` logs nothing: its executions cannot be searched; set its logging"
        )
