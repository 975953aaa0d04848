r"""A task that waits for a job, with no timeout, waits as long as the job hangs.

`.sync` ends when the job does. A container that hangs, or a step of a cluster, is paid for and holds the execution open up
to a year. Set `TimeoutSeconds` on the task: Step Functions then stops the job, too. Silent where the whole machine or the
job has a timeout, and for services that end a job by themselves: Glue after 8 or 48 hours, CodeBuild after one, SageMaker
after a day (service models of botocore 1.44.5, as of 2026-11).
https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html (as of 2026-11)

```yaml bad
StartAt: Pack
States:
  Pack:  #~ Pack
    Type: Task
    Resource: arn:aws:states:::ecs:runTask.sync
    Parameters: {LaunchType: FARGATE, Cluster: "${Cluster}", TaskDefinition: "${Pack}"}
    End: true
```
```yaml good
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::ecs:runTask.sync
    TimeoutSeconds: 3600
    Parameters: {LaunchType: FARGATE, Cluster: "${Cluster}", TaskDefinition: "${Pack}"}
    Next: Child
  Child:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters: {StateMachineArn: "${Child}"}
    Next: Count
  Count: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: {JobName: count}, Next: Sort}
  Sort:
    Type: Task
    Resource: arn:aws:states:::batch:submitJob.sync
    Parameters: {JobName: sort, JobDefinition: "${Sort}", JobQueue: "${Queue}", Timeout: {AttemptDurationSeconds: 600}}
    End: true
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Quick:
    Type: AWS::Serverless::StateMachine
    Properties: {Type: EXPRESS, Definition: {StartAt: Pack, States: {Pack: {Type: Task, Resource: "arn:aws:states:::ecs:runTask.sync", End: true}}}}
```
```yaml good
TimeoutSeconds: 7200
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::ecs:runTask.sync
    Parameters: {LaunchType: FARGATE, Cluster: "${Cluster}", TaskDefinition: "${Pack}"}
    End: true
```
"""

from predeploy import Findings, Project, State, rule

# jobs that run until they are done or stopped, unless they have a timeout of their own at one of these places
ENDLESS = ("ecs:runTask", "batch:submitJob", "eks:runJob", "elasticmapreduce:", "emr-containers:startJobRun")
OWN = ("Timeout", "Job.spec.activeDeadlineSeconds")


@rule("low", since="0.1", kinds=("Task",), swallows=("task-without-timeout",))
def job_waits_forever(task: State, project: Project) -> Findings:
    endless = any(f":::{one}" in task.wording("Resource") for one in ENDLESS) and all(
        task.input[one].absent for one in OWN
    )
    waits = task.pattern == "job" and task.timeout.state == task.machine.timeout.state == "none"
    if waits and endless and not task.machine.may_be_express(project):
        yield task.finding(
            f"task `{task.name}` waits for its job without limit: one that hangs is paid for until somebody notices;"
            f" set TimeoutSeconds"
        )
