r"""A Map that starts more iterations at once than its function may run has the rest refused.

A Map runs up to 40 iterations at the same time, a distributed one up to 10,000, unless `MaxConcurrency` says less. A function
with reserved concurrency answers what is above with `Lambda.TooManyRequestsException`, and without a retry that fails the
whole Map. Set `MaxConcurrency` to what the function has, or retry that error.
https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: 5}}
  Albums:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: All
        States:
          All:
            Type: Map
            MaxConcurrency: 20  #~ 20
            ItemProcessor:
              StartAt: One
              States: {One: {Type: Task, Resource: !GetAtt Resize.Arn, End: true}}
            End: true
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: 5}}
  Albums:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: All
        States:
          All:
            Type: Map
            MaxConcurrency: 5
            ItemProcessor:
              StartAt: One
              States: {One: {Type: Task, Resource: !GetAtt Resize.Arn, Next: Two}, Two: {Type: Task, Resource: !GetAtt Resize.Arn, End: true}}
            Next: Again
          Again:
            Type: Map
            ItemProcessor:
              StartAt: Three
              States:
                Three:
                  Type: Task
                  Resource: !GetAtt Resize.Arn
                  Retry: [{ErrorEquals: [Lambda.TooManyRequestsException], MaxAttempts: 10}]
                  End: true
            End: true
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize: {Type: AWS::Serverless::Function, Properties: {Timeout: 5}}
  Albums:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: All
        States:
          All:
            Type: Map
            ItemProcessor: {StartAt: One, States: {One: {Type: Task, Resource: !GetAtt Resize.Arn, End: true}}}
            End: true
```
"""

from math import inf

from predeploy import Connection, Findings, Function, Measure, Node, effective, rule

INLINE, DISTRIBUTED = 40.0, 10_000.0  # iterations at once; source above
THROTTLED = ("Lambda.TooManyRequestsException", "States.TaskFailed", "States.ALL")


@rule("medium", since="0.1", kinds=("task", "callback"))
def map_outruns_function(connection: Connection) -> Findings:
    function, task = connection.callee.view, connection.via
    if not isinstance(function, Function) or not function.concurrency.value < inf or handled(task):
        return
    most = at_once(task)
    if most is not None and most.value > function.concurrency.value:
        yield most.finding(
            f"this Map runs {most.value:g} iterations at once, {connection.callee.name} {function.concurrency.value:g}: what is"
            f" above is refused, and the Map fails; set MaxConcurrency to {function.concurrency.value:g}, or retry"
            " Lambda.TooManyRequestsException",
            related=((function.concurrency.node, f"at most {function.concurrency.value:g} at once"),),
        )


def handled(task: Node) -> bool:
    """Is a throttled call tried again, or may it be?"""
    retry = task["Retry"]
    return retry.unknown or any(error.text in (None, *THROTTLED) for one in retry for error in one["ErrorEquals"])


def at_once(task: Node) -> Measure | None:
    """How many iterations the nearest Map around a task runs at once; None without one."""
    around = Node(task.tree, (), task.tree.data)
    found = None
    for key in task.path[:-1]:
        around = around.key(key) if isinstance(key, str) else around[str(key)]
        if around["Type"].text == "Map" and not handled(around):
            mode = around["ItemProcessor.ProcessorConfig.Mode"]
            usual = DISTRIBUTED if mode.text == "DISTRIBUTED" else INLINE
            said = effective(around["MaxConcurrency"], default=usual)
            found = said._replace(value=usual if said.value == 0 else said.value)
            if mode.unknown or around["MaxConcurrencyPath"].written:
                return None
    return found
