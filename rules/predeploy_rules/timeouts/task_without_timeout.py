r"""A task that says nothing of its job's time waits for as long as the job's service lets it run.

A `.sync` task ends when its job does. Glue stops a job after 8 or 48 hours, SageMaker after a day, a machine that is started
may run for a year: whoever waits for the answer learns of a hang that late. Say with `TimeoutSeconds` how long the job may
take; Step Functions then stops it. Jobs that nothing stops are job-waits-forever's; a request needs none, for its service
answers or gives up within minutes, and a function stops by itself.
https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html (as of 2026-11)

```yaml bad
StartAt: Count
States:
  Count:  #~ Count
    Type: Task
    Resource: arn:aws:states:::glue:startJobRun.sync
    Parameters: {JobName: count}
    End: true
```
```yaml good
StartAt: Count
States:
  Count:
    Type: Task
    Resource: arn:aws:states:::glue:startJobRun.sync
    TimeoutSeconds: 3600
    Parameters: {JobName: count}
    End: true
```
A function stops by itself, a request is answered or refused, and what is filled in later may be anything:
```yaml good
StartAt: Price
States:
  Price: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: "${Price}"}, Next: Keep}
  Keep: {Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", Parameters: {TableName: "${Orders}"}, Next: Ship}
  Ship: {Type: Task, Resource: "${Ship}", End: true}
```
The whole machine has a timeout:
```yaml good
TimeoutSeconds: 7200
StartAt: Count
States:
  Count: {Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: {JobName: count}, End: true}
```
"""

from predeploy import Findings, Project, State, rule


@rule("info", since="0.1", tier="strict", kinds=("Task",))
def task_without_timeout(task: State, project: Project) -> Findings:
    unbounded = task.timeout.state == task.machine.timeout.state == "none"
    if task.pattern == "job" and unbounded and not task.machine.may_be_express(project):
        yield task.finding(
            f"task `{task.name}` says nothing of how long its job may take: one that hangs is noticed when its service stops"
            " it; set TimeoutSeconds"
        )
