"""Amazon EventBridge: buses, rules and schedules, and what they call."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from ...cron import interval
from ...measure import Measure, effective
from ...node import Node
from ...record import NamedTuple
from ...views import Connection, Document, Endpoint, Function, StateMachine
from ...views.base import Schedule
from ...views.stack import Stack, StackResource, there
from .asynchronous import pushed
from .destinations import failed
from .ends import account_bus, elsewhere, here, spelled, works
from .limits import EVENTBRIDGE_AGE, EVENTBRIDGE_HTTP_RESPONSE, EVENTBRIDGE_RETRIES
from .schedules import fault
from .wiring import Wire, Wired, wire


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


def scheduled(expression: Node, via: Node, owner: Document | None, end: Endpoint) -> Connection:
    """A clock → what it calls. A clock that calls something elsewhere is its owner's own."""
    edge = Connection.scheduled(expression, end, interval(expression), works(end), via=via)
    if end.view is None:
        edge.caller = edge.caller._replace(view=owner)
    return edge


def bus(stack: Stack, named: Node) -> Endpoint:
    """The event bus that a rule listens to: the one that it names, else that of the account."""
    if named.absent or named.text == "default":
        return account_bus(named)
    return here(stack, stack.raw(named)) or elsewhere(stack.raw(named), named, "event bus", "topic")


def delivered(rule: Document, target: Node, via: Node, caller: Endpoint, end: Endpoint) -> Connection:
    """Event bus → target of a rule. Of what is no function EventBridge itself says how long it tries; from an API it
    wants an answer."""
    if caller.view is None and end.view is None:
        caller = Endpoint(rule, f"event rule `{rule.name}`", rule.node, "here", "topic")
    edge = pushed(caller, end, via)
    if not isinstance(end.view, Function):
        tries = effective(
            target["RetryPolicy.MaximumRetryAttempts"], default=EVENTBRIDGE_RETRIES.default, unit="attempts"
        )
        edge.attempts = tries._replace(value=tries.value + 1)
        if end.role in ("gateway", "internet"):
            edge.waits, edge.mode = Measure(EVENTBRIDGE_HTTP_RESPONSE, via, "fixed"), "sync"
        else:
            age = target["RetryPolicy.MaximumEventAgeInSeconds"]
            edge.waits = effective(age, default=EVENTBRIDGE_AGE.default)
    return edge


def callee_of(target: Node) -> Node:
    """What names the callee of a target: of ECS that is the task, of a universal target what it is called with."""
    task = target["EcsParameters.TaskDefinitionArn"]
    if there(task):
        return task
    return target["Input"] if ":aws-sdk:" in spelled(target["Arn"].raw) and there(target["Input"]) else target["Arn"]


def _rules(stack: Stack) -> Iterator[Wire]:
    for rule in stack.of("AWS::Events::Rule"):
        expression = rule["Properties.ScheduleExpression"]
        if not _enabled(rule["Properties.State"]):
            continue
        caller = bus(stack, rule["Properties.EventBusName"]) if expression.absent else _clock(expression)
        for target in rule["Properties.Targets"]:
            made = partial(scheduled, expression, rule.node, rule)
            if expression.absent:
                made = partial(delivered, rule, target, target, caller)
            yield from wire(stack, callee_of(target), "target", "", made)
            yield from failed(stack, caller, target["DeadLetterConfig.Arn"])


def _schedules(stack: Stack) -> Iterator[Wire]:
    for schedule in stack.of("AWS::Scheduler::Schedule"):
        target, expression = schedule["Properties.Target"], schedule["Properties.ScheduleExpression"]
        if _enabled(schedule["Properties.State"]) and not expression.absent:
            made = partial(scheduled, expression, schedule.node, schedule)
            yield from wire(stack, callee_of(target), "target", "", made)
            yield from failed(stack, _clock(expression), target["DeadLetterConfig.Arn"])


def _clock(expression: Node) -> Endpoint:
    return Endpoint(None, f"schedule `{expression.text}`", expression, "here", "schedule")


class Called(NamedTuple):
    """A function or machine of the stack, an event that is declared at it, and how long it may work."""

    callee: Endpoint
    event: Node
    word: str  # as the dialect calls the event
    source: Node


_SOURCES = {
    "Schedule": "Schedule", "ScheduleV2": "ScheduleExpression", "EventBridgeRule": "EventBusName", "CloudWatchEvent": "EventBusName",
}  # fmt: skip
_CLOCKS = ("Schedule", "ScheduleV2", "schedule")
_BUSES = ("EventBridgeRule", "CloudWatchEvent", "eventBridge", "cloudwatchEvent")


def called(stack: Stack) -> list[Called]:
    """The events that are declared at functions and machines themselves."""
    return stack.once(Called, lambda: list(_called(stack)))


def _called(stack: Stack) -> Iterator[Called]:
    for function, event in stack.calls:
        if event.node["Type"].text not in ("AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping"):
            word = event.node["Type"].text if "Events" in event.node.path else event.node.name
            yield Called(Endpoint.of(function, "function"), event.node, word or "", event.source)
    for machine in stack.documents.values():
        if isinstance(machine, StateMachine):
            callee = Endpoint.of(machine, "state machine", "workflow")
            for _, own in machine["Properties.Events"].items():
                word = own["Type"].text or ""
                yield Called(callee, own, word, own["Properties"][_SOURCES.get(word, "Nothing")])
            for own in machine["events"]:
                for word, inner in own.items():
                    yield Called(callee, inner, word, inner["rate"] if there(inner["rate"]) else inner)


def _declared(stack: Stack) -> Iterator[Connection]:
    for callee, event, word, source in called(stack):
        clock = event["schedule"] if word in _BUSES and there(event["schedule"]) else source
        if word in _CLOCKS or clock is not source:
            for expression in clock if clock.is_list else [clock]:
                if _on(event) and not expression.absent:
                    yield scheduled(expression, event, None, callee)
        elif word in _BUSES and _on(event):
            named = source if "Events" in event.path else event["eventBus"]
            if callee.view is not None:
                yield delivered(callee.view, event["Properties"], event, bus(stack, named), callee)


def _on(event: Node) -> bool:
    """SAM says State or Enabled, serverless.yml `enabled`."""
    switches = (event["Properties.Enabled"], event["enabled"])
    return _enabled(event["Properties.State"]) and all(one.absent or one.is_true for one in switches)


def _enabled(state: Node) -> bool:
    return state.absent or state.text == "ENABLED"


class EventBridge(Wired):
    name = "eventbridge"
    types: ClassVar = {"AWS::Events::Rule": EventRule, "AWS::Scheduler::Schedule": OfScheduler}

    def wires(self, stack: Stack) -> Iterator[Wire]:
        yield from _rules(stack)
        yield from _schedules(stack)

    def certain(self, stack: Stack) -> Iterator[Connection]:
        return _declared(stack)


SYSTEM = EventBridge()
