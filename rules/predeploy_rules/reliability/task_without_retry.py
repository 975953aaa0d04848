r"""A task that calls a function and never retries fails the execution on Lambda's own hiccups.

Lambda answers a call now and then with an error of its own (500, too many requests), though nothing is wrong with the
function. AWS's advice is to retry `Lambda.ServiceException`, `Lambda.AWSLambdaException`, `Lambda.SdkClientException` and
`Lambda.TooManyRequestsException` in every such task. A catcher counts, too.
https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html (as of 2026-11)

```yaml bad
StartAt: Pack
States:
  Pack:  #~ Pack
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: {FunctionName: pack}
    Next: Ship
  Ship:  #~ Ship
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ship
    End: true
```
```yaml good
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: {FunctionName: pack}
    Retry: [{ErrorEquals: [Lambda.ServiceException, Lambda.TooManyRequestsException], MaxAttempts: 6}]
    Next: Both
  Both:
    Type: Parallel
    Retry: [{ErrorEquals: [States.ALL]}]
    Branches:
      - StartAt: Ship
        States: {Ship: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: ship}, End: true}}
    Next: Tell
  Tell: {Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: {TopicArn: "${Topic}"}, End: true}
```
```yaml good
StartAt: Pack
States:
  Pack: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: pack}, Retry: "${Retry}", End: true}
```
"""

from predeploy import Findings, State, rule


@rule("low", since="0.1", tier="strict", kinds=("Task",))
def task_without_retry(task: State) -> Findings:
    # a Parallel or a Map around it may retry for it
    around = [one for one in task.machine.states if task.node.path[: len(one.node.path)] == one.node.path]
    handled = any(not one["Retry"].absent or not one["Catch"].absent for one in around)
    if ":lambda:" in task.wording("Resource") and not handled:
        yield task.finding(
            f"task `{task.name}` calls a function and retries nothing: an error of Lambda itself ends the execution;"
            " retry Lambda.ServiceException and Lambda.TooManyRequestsException"
        )
