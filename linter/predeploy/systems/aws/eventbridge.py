"""Amazon EventBridge: rules and schedules that call a function again and again."""

from collections.abc import Iterator

from ...cron import interval
from ...node import Node
from ...views import Connection, Endpoint, Function, FunctionEvent
from ...views.stack import Stack
from .. import System


def schedule_edges(stack: Stack) -> Iterator[Connection]:
    """Schedule → function, for every schedule that is switched on."""
    for function, event in stack.calls:
        if event.kind == "schedule" and _on(event):
            for expression in event.source if event.source.is_list else [event.source]:
                yield edge(function, expression, event.node)
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
    function = stack.pointed(target)
    if isinstance(function, Function) and not expression.absent:
        yield edge(function, expression, via)


def edge(function: Function, expression: Node, via: Node) -> Connection:
    every = interval(expression)
    return Connection(
        "schedule",
        Endpoint(None, f"schedule `{expression.text}`", expression, "here", "schedule"),
        Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
        via=via,
        waits=every,
        works=function.timeout,
        period=every,
        mode="async",
    )


class EventBridge(System):
    name = "eventbridge"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return schedule_edges(stack)


SYSTEM = EventBridge()
