"""Amazon EventBridge: rules and schedules that call a function, or start a state machine, again and again."""

from collections.abc import Iterator

from ...cron import interval
from ...node import Node
from ...views import Connection, Endpoint, Function, FunctionEvent, StateMachine
from ...views.stack import Stack
from .. import System

_OF_MACHINES = {"Schedule": "Schedule", "ScheduleV2": "ScheduleExpression"}


def schedule_edges(stack: Stack) -> Iterator[Connection]:
    """Schedule → function or state machine, for every schedule that is switched on."""
    for function, event in stack.calls:
        if event.kind == "schedule" and _on(event):
            for expression in event.source if event.source.is_list else [event.source]:
                yield edge(function, expression, event.node)
    for machine in stack.of("AWS::Serverless::StateMachine"):
        for _, own in machine["Properties.Events"].items():
            expression = own["Properties"][_OF_MACHINES.get(own["Type"].text or "", "Nothing")]
            if isinstance(machine, StateMachine) and expression.written and _enabled(own["Properties.State"]):
                yield edge(machine, expression, own)
    for rule in stack.of("AWS::Events::Rule"):
        if _enabled(rule["Properties.State"]):
            for target in rule["Properties.Targets"]:
                yield from _pointed(stack, target["Arn"], rule["Properties.ScheduleExpression"], rule.node)
    for schedule in stack.of("AWS::Scheduler::Schedule"):
        if _enabled(schedule["Properties.State"]):
            yield from _pointed(
                stack, schedule["Properties.Target.Arn"], schedule["Properties.ScheduleExpression"], schedule.node
            )


def _on(event: FunctionEvent) -> bool:
    """SAM says State or Enabled, serverless.yml `enabled`."""
    switches = (event.node["Properties.Enabled"], event.node["enabled"])
    return _enabled(event.node["Properties.State"]) and all(one.absent or one.is_true for one in switches)


def _enabled(state: Node) -> bool:
    return state.absent or state.text == "ENABLED"


def _pointed(stack: Stack, target: Node, expression: Node, via: Node) -> Iterator[Connection]:
    found = stack.pointed(target)
    if isinstance(found, Function | StateMachine) and not expression.absent:
        yield edge(found, expression, via)


def edge(callee: Function | StateMachine, expression: Node, via: Node) -> Connection:
    every = interval(expression)
    what, role = ("function", "function") if isinstance(callee, Function) else ("state machine", "workflow")
    return Connection(
        "schedule",
        Endpoint(None, f"schedule `{expression.text}`", expression, "here", "schedule"),
        Endpoint(callee, f"{what} `{callee.name}`", callee.node, "here", role),
        via=via,
        waits=every,
        works=callee.timeout,
        period=every,
        mode="async",
    )


class EventBridge(System):
    name = "eventbridge"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return schedule_edges(stack)


SYSTEM = EventBridge()
