r"""A task that waits for a job, with no timeout, waits as long as the job hangs.

`.sync` ends when the job does. One that hangs (a container without work, a crawler behind a lock) is paid for, and holds
the execution open up to a year. Set `TimeoutSeconds` on the task: Step Functions then stops the job, too. Silent where the
whole machine has a timeout, and for machines that start another one, which has its own.
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
    End: true
```
```yaml good
TimeoutSeconds: 7200
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::glue:startJobRun.sync
    Parameters: {JobName: pack}
    End: true
```
"""

from predeploy import Findings, State, rule


@rule("low", since="0.1", kinds=("Task",))
def job_waits_forever(task: State) -> Findings:
    child = ":states:startExecution" in task.wording("Resource")
    if task.pattern == "job" and not child and task.timeout.state == task.machine.timeout.state == "none":
        yield task.finding(
            f"task `{task.name}` waits for its job without limit: one that hangs is paid for until somebody notices;"
            f" set TimeoutSeconds"
        )
