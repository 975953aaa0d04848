"""Amazon EventBridge: rules and schedules that call a function, or start a state machine, again and again."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from ...cron import interval
from ...crontab import MONTHS, OF_MONTH, OF_WEEK, Grammar, unreadable
from ...node import Node
from ...patterns import pattern
from ...views import Connection, Endpoint, Function, FunctionEvent, StateMachine
from ...views.base import Schedule
from ...views.stack import Stack, StackResource
from .. import System

# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (as of 2026-11)
_CRON: Grammar = ((0, 59, ""), (0, 23, ""), (1, 31, OF_MONTH), (1, 12, MONTHS), (1, 7, OF_WEEK), (1970, 2199, ""))
_RATE = pattern(r"rate\((?:1 (?:minute|hour|day)|(?!0+ |1 )[0-9]+ (?:minutes|hours|days))\)\Z")
# EventBridge Scheduler does not mind the plural
_LOOSE_RATE = pattern(r"rate\((?!0+ )[0-9]+ +(?:minute|hour|day)s?\)\Z")
_ONCE = pattern(r"at\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\)\Z")


def fault(text: str, *, loose: bool = False) -> str:
    """What is wrong with a schedule, as rules see it; empty where nothing is. `loose`: as the Scheduler does."""
    if text.startswith("rate("):
        known = _RATE.match(text) or (loose and _LOOSE_RATE.match(text))
        return "" if known else "a rate is `1 minute`, `5 minutes`, `1 hour`, `2 hours`, `1 day` or `3 days`"
    if not text.startswith("cron(") or not text.endswith(")"):
        return "" if _ONCE.match(text) else "it is neither `rate(…)` nor `cron(…)`"
    fields = text[5:-1].split()
    if len(fields) != len(_CRON):
        return f"its cron has {len(fields)} fields instead of 6 (the last one is the year)"
    if [fields[2], fields[4]].count("?") != 1:
        return "one of day of month and day of week must be `?`, and only one"
    return unreadable(fields, _CRON)


class EventRule(StackResource):
    """AWS::Events::Rule."""

    __slots__ = ()

    @property
    def schedules(self) -> Iterator[Schedule]:
        yield Schedule(self.properties["ScheduleExpression"], fault)


class OfScheduler(StackResource):
    """AWS::Scheduler::Schedule."""

    __slots__ = ()

    @property
    def schedules(self) -> Iterator[Schedule]:
        yield Schedule(self.properties["ScheduleExpression"], partial(fault, loose=True))


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
    types: ClassVar = {"AWS::Events::Rule": EventRule, "AWS::Scheduler::Schedule": OfScheduler}

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return schedule_edges(stack)


SYSTEM = EventBridge()
