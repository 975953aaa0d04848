r"""A step that may take longer than its whole machine is stopped half-way, with everything else.

A task takes its timeout once for each try, and what it pauses between them; a Wait takes its seconds. When the machine's
own `TimeoutSeconds` is up before that, the execution ends as timed out: no retry, no catcher, no clean-up runs.
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (as of 2026-11): 3 retries, the first
after 1 s, each pause twice the one before, where a retrier says nothing else.

```yaml bad
TimeoutSeconds: 300
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::ecs:runTask.sync
    TimeoutSeconds: 120  #~ 120
    Retry: [{ErrorEquals: [States.Timeout], MaxAttempts: 2}]
    Next: Rest
  Rest: {Type: Wait, Seconds: 3600, Next: Done}  #~ 3600
  Done: {Type: Succeed}
```
```yaml good
TimeoutSeconds: 600
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::ecs:runTask.sync
    TimeoutSeconds: 120
    Retry: [{ErrorEquals: [States.Timeout], MaxAttempts: 2}]
    Next: Rest
  Rest: {Type: Wait, Seconds: 60, Next: Done}
  Done: {Type: Succeed}
```
```yaml good
# other errors come early, and States.TaskFailed means all but States.Timeout
TimeoutSeconds: 300
StartAt: Pack
States:
  Pack:
    Type: Task
    Resource: arn:aws:states:::ecs:runTask.sync
    TimeoutSeconds: 120
    Retry: [{ErrorEquals: [ECS.AmazonECSException, States.TaskFailed], MaxAttempts: 6}]
    End: true
```
"""

from predeploy import Findings, Measure, Node, State, effective, rule

ATTEMPTS, INTERVAL, RATE = 3.0, 1.0, 2.0  # source above
TIMED_OUT = ("States.Timeout", "States.ALL")


@rule("medium", since="0.1", kinds=("Task", "Wait"))
def steps_outlive_machine(state: State) -> Findings:
    whole = state.machine.timeout
    step = state.timeout if state.kind == "Task" else effective(state["Seconds"])
    tries, pauses = retried(state) if state.kind == "Task" else (1.0, 0.0)
    takes = step.value * tries + pauses
    if (
        whole.state == step.state == "own"
        and takes > whole.value
        and state.machine.definition.path == whole.node.path[:-1]
    ):
        yield step.finding(
            f"{state.kind} `{state.name}` may take {said(step, tries, takes)}, the whole machine stops after {whole}: it is cut off"
            " there, and no catcher runs",
            related=((whole.node, f"stops after {whole}"),),
        )


def said(step: Measure, tries: float, takes: float) -> str:
    return f"{takes:g} s ({tries:g} × {step})" if tries > 1 else str(step)


def retried(task: State) -> tuple[float, float]:
    """How often it is tried when it times out each time, and the pauses between the tries, in seconds."""
    for retrier in task["Retry"]:
        if any(error.text in TIMED_OUT for error in retrier["ErrorEquals"]):
            more, pause, rate, most = (setting(retrier, *one) for one in SETTINGS)
            pauses, number = 0.0, 0
            while number < more < 1000:
                pauses, pause, number = pauses + min(pause, most), pause * rate, number + 1
            return more + 1, pauses
    return 1.0, 0.0


SETTINGS = (
    ("MaxAttempts", ATTEMPTS),
    ("IntervalSeconds", INTERVAL),
    ("BackoffRate", RATE),
    ("MaxDelaySeconds", float("inf")),
)


def setting(retrier: Node, name: str, default: float) -> float:
    return effective(retrier[name], default=default).value
