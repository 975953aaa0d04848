r"""A loop that asks whether a job is done pays for every round.

A Standard machine is billed by the step, $0.025 per 1,000 (us-east-1, 2026-11): waiting, asking and deciding every 30 s is
360 steps an hour. With `.sync` behind the resource that starts the job, Step Functions waits by itself, for one step, and
stops the job when the execution ends. https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html and
https://aws.amazon.com/step-functions/pricing/ (as of 2026-11)

```yaml bad
StartAt: Start
States:
  Start: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun", Parameters: {JobName: pack}, Next: Wait}  #~ "arn
  Wait: {Type: Wait, Seconds: 30, Next: Ask}
  Ask: {Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Ready}
  Ready:
    Type: Choice
    Choices: [{Variable: $.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done}]
    Default: Wait
  Done: {Type: Succeed}
```
```yaml good
StartAt: Start
States:
  Start: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", TimeoutSeconds: 3600, Parameters: {JobName: pack}, Next: Done}
  Done: {Type: Succeed}
```
```yaml good
# nothing waits for it
StartAt: Start
States:
  Start: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun", Parameters: {JobName: pack}, End: true}
```
```yaml good
# an Express machine is not paid by the step, and has no .sync
Transform: AWS::Serverless-2016-10-31
Resources:
  Quick:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: Start
        States:
          Start: {Type: Task, Resource: "arn:aws:states:::athena:startQueryExecution", Next: Wait}
          Wait: {Type: Wait, Seconds: 2, Next: Ask}
          Ask: {Type: Task, Resource: "arn:aws:states:::athena:getQueryExecution", Next: Ready}
          Ready: {Type: Choice, Choices: [{Variable: $.done, BooleanEquals: true, Next: Done}], Default: Wait}
          Done: {Type: Succeed}
```
```yaml good
# there is no .sync for it
StartAt: Start
States:
  Start: {Type: Task, Resource: "arn:aws:states:::aws-sdk:transcribe:startTranscriptionJob", Next: Wait}
  Wait: {Type: Wait, Seconds: 30, Next: Ask}
  Ask: {Type: Task, Resource: "arn:aws:states:::aws-sdk:transcribe:getTranscriptionJob", Next: Ready}
  Ready: {Type: Choice, Choices: [{Variable: $.done, BooleanEquals: true, Next: Done}], Default: Wait}
  Done: {Type: Succeed}
```
"""

from predeploy import Findings, Flow, Project, StateMachine, rule

# https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html (as of 2026-11): what starts a job that .sync waits for
STARTS = {
    "athena:startQueryExecution", "batch:submitJob", "codebuild:startBuild", "codebuild:startBuildBatch", "ecs:runTask",
    "elasticmapreduce:addStep", "elasticmapreduce:createCluster", "emr-serverless:startJobRun", "glue:startJobRun",
    "mediaconvert:createJob", "sagemaker:createProcessingJob", "sagemaker:createTrainingJob",
    "sagemaker:createTransformJob", "states:startExecution",
}  # fmt: skip
ASKS = ("get", "describe", "list", "batchGet")


@rule("low", since="0.1")
def poll_loop_in_machine(machine: StateMachine, project: Project) -> Findings:
    for flow in machine.flows:
        asked = {service for name in flow.states for service in asking(flow, name)}
        for state in flow.states.values():
            call = state.wording("Resource").rpartition(":states:::")[2].removeprefix("aws-sdk:")
            service = call.partition(":")[0]
            known = call.replace("sfn:", "states:")
            if service in asked and known in STARTS and not machine.may_be_express(project):
                yield state["Resource"].finding(
                    f"`{state.name}` starts a job and a loop asks again and again whether it is done, three paid steps a round;"
                    f" with the resource `arn:aws:states:::{known}.sync` one step waits for it"
                )


def asking(flow: Flow, name: str) -> set[str]:
    """The services that a state asks about something, if it comes round again by way of a Wait."""
    resource = flow.states[name].wording("Resource").rpartition(":states:::")[2]
    service, _, action = resource.removeprefix("aws-sdk:").partition(":")
    if not action.startswith(ASKS):
        return set()
    waits = [one for one, state in flow.states.items() if state.kind == "Wait"]
    return {service} if any(leads(flow, name, one) and leads(flow, one, name) for one in waits) else set()


def leads(flow: Flow, start: str, end: str) -> bool:
    found, left = set[str](), [start]
    while left:
        state = flow.states.get(left.pop())
        for target in state.targets if state is not None else ():
            if target.text is not None and target.text not in found:
                found.add(target.text)
                left.append(target.text)
    return end in found
