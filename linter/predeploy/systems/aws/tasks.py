"""What the tasks of a state machine call.

https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial
from math import inf
from typing import Any, Final

from ...measure import Measure, effective
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...reading.values import ABSENT, Tagged
from ...record import NamedTuple
from ...views import Connection, Endpoint, Function, State, StateMachine
from ...views.connection import Mode
from ...views.stack import Stack
from .ends import account_bus, text_of, unknown, works
from .limits import EXPRESS_EXECUTION, TASK_ATTEMPTS
from .wiring import Wire


class Service(NamedTuple):
    """What names the callee in a task's input, what that is, and whether the task only hands something over."""

    key: str
    word: str
    role: str
    leaves: bool = False


_SERVICES: Final = {
    "lambda": Service("FunctionName", "function", "function"),
    "sqs": Service("QueueUrl", "queue", "queue", leaves=True),
    "sns": Service("TopicArn", "topic", "topic", leaves=True),
    "dynamodb": Service("TableName", "table", "store"),
    "states": Service("StateMachineArn", "state machine", "workflow", leaves=True),
    "sfn": Service("StateMachineArn", "state machine", "workflow", leaves=True),
    "events": Service("Entries", "event bus", "topic", leaves=True),
    "eventbridge": Service("Entries", "event bus", "topic", leaves=True),
    "batch": Service("JobDefinition", "job definition", "workload", leaves=True),
    "ecs": Service("TaskDefinition", "task definition", "workload", leaves=True),
    "glue": Service("JobName", "Glue job", "workload", leaves=True),
    "codebuild": Service("ProjectName", "build project", "workload", leaves=True),
    "s3": Service("Bucket", "bucket", "store"),
    "kinesis": Service("StreamName", "stream", "stream", leaves=True),
    "firehose": Service("DeliveryStreamName", "delivery stream", "stream", leaves=True),
    "apigateway": Service("ApiEndpoint", "API", "gateway"),
    "http": Service("ApiEndpoint", "HTTP endpoint", "internet"),
}
_FUNCTION: Final = _SERVICES["lambda"]
_NO_SIGN: Final = ("API", "HTTP endpoint", "event bus")  # their keys have other meanings, too
_PSEUDO = pattern(r"\$\{AWS::[A-Za-z]{1,20}\}")
_RESOURCE = pattern(r":states:[^:]{0,30}:[^:]{0,30}:(?:aws-sdk:)?([a-z0-9-]{1,60}):?(.{0,100})")
_ACTIVITY = pattern(r":activity:")
_NAME = pattern(r"\$\{([^{}!]{1,200})\}")


def tasks(stack: Stack, machine: StateMachine, held: StateMachine) -> Iterator[Wire]:
    """`held` is the machine, or the file that holds its definition."""
    for state in held.states:
        if state.kind != "Task":
            continue
        resource = text_of(stack, _filled_in(stack, machine, raw_of(state.node["Resource"], state)))
        found = callee(state, resource)
        if found is not None:
            place, service = found
            raw = raw_of(place, state)
            if service.word == "event bus":
                raw = _bus(raw, place)
            raw = _filled_in(stack, machine, raw)
            if _said(raw):
                yield Wire(
                    _known(stack, raw, service),
                    place,
                    service.word,
                    service.role,
                    partial(edge, machine, state, service),
                )


def callee(state: State, resource: str) -> tuple[Node, Service] | None:
    """What names whom a task calls, and the service that is asked."""
    if _ACTIVITY.search(resource):
        return state.node["Resource"], Service("", "activity", "workload")
    found = _RESOURCE.search(_PSEUDO.sub("", resource))
    if found is None:
        signs = (one for one in _SERVICES.values() if one.word not in _NO_SIGN and not state.input[one.key].absent)
        service = next(signs, _FUNCTION) if resource.startswith("${") else _FUNCTION
        place = state.callee if service is _FUNCTION else state.input[service.key]
        return (place, service) if place.written or not place.absent else None
    asked = _SERVICES.get(found[1])
    if asked is not None and not state.input[asked.key].absent:
        return state.input[asked.key], asked
    if asked is not None and state.input.key(f"{asked.key}.$").written:
        return None  # whoever starts the machine says it
    return state.node["Resource"], Service("", f"AWS {found[1].removesuffix('runtime')}", "workload")


def raw_of(node: Node, state: State) -> Any:
    """What is written at a node below a state, also in a definition that stands in a text."""
    value: Any = state.node.value
    for key in node.path[len(state.node.path) :]:
        value = value.get(key, ABSENT) if value.__class__ is dict else ABSENT
    return value


def _filled_in(stack: Stack, machine: StateMachine, raw: Any) -> Any:
    """A text with the names that the template gives to its `${Name}`; of a Sub only the names that are in its text."""
    names: dict[str, Any] = {}
    if raw.__class__ is Tagged and raw.tag == "!Sub" and raw.value.__class__ is list and len(raw.value) == 2:
        raw, names = raw.value[0], raw.value[1] if raw.value[1].__class__ is dict else {}
    if raw.__class__ is not str:
        return raw
    found: dict[str, Any] = {}
    for name in _NAME.findall(raw):
        said = machine.substitutions.key(name)
        if name in names:
            found[name] = names[name]
        elif said.written:
            found[name] = stack.raw(said)
    if not found:
        return Tagged("!Sub", raw) if names else raw
    whole = next(iter(found.values())) if _NAME.fullmatch(raw) else None
    return Tagged("!Sub", [raw, found]) if whole is None else whole


def _said(raw: Any) -> bool:
    """Is it said before the machine runs? A path or an expression is not."""
    return raw is not ABSENT and not (raw.__class__ is str and (raw.startswith(("$.", "$[", "{%")) or not raw))


def _bus(entries: Any, place: Node) -> Any:
    """The bus of the first entry."""
    if entries.__class__ is not list or not entries or entries[0].__class__ is not dict:
        return ABSENT
    named = entries[0].get("EventBusName")
    return account_bus(place) if named in (None, "", "default") else named


def _known(stack: Stack, raw: Any, service: Service) -> Any:
    """A function by its name or, as serverless.yml has it, by its logical id."""
    if service.word == "function":
        said = (
            raw.value if isinstance(raw, Tagged) else next(iter(raw.values())) if raw.__class__ is dict and raw else raw
        )
        said = said[0] if said.__class__ is list and said else said
        name = said.rpartition(":function:")[2].partition(".")[0].partition(":")[0] if said.__class__ is str else ""
        return _by_name(stack).get(name, raw) if stack.meant(raw) is None else raw
    return raw


def _by_name(stack: Stack) -> dict[str, Function]:
    def make() -> dict[str, Function]:
        named = ((one["Properties.FunctionName"].text, one) for one in stack.functions)
        return {**{name: one for name, one in named if name}, **{one.name: one for one in stack.functions}}

    return stack.once("functions by name", make)


def edge(machine: StateMachine, state: State, service: Service, callee: Endpoint) -> Connection:
    """A task that says nothing waits without limit, in an Express machine as long as that may run."""
    waits, pattern = state.timeout, state.pattern
    if waits.value == inf and machine.express is not False:
        waits = Measure(
            EXPRESS_EXECUTION if machine.express else NaN, waits.node, "fixed" if machine.express else "unknown"
        )
    seconds = works(callee)
    calls_back = pattern in ("callback", "activity")
    leaves = service.leaves and pattern == "request"
    mode: Mode = "async" if calls_back or leaves else "sync"
    if callee.view is None and (service.word.startswith("AWS ") or service.role == "internet"):
        callee = callee._replace(name=service.word, presence="outside")
    return Connection(
        "callback" if calls_back else "task",
        Endpoint(machine, f"task `{state.name}`", waits.node, "here", "workflow"),
        callee._replace(place=seconds.node) if isinstance(callee.view, Function) else callee,
        via=state.node,
        waits=waits,
        works=unknown(state.node) if leaves or seconds.value == inf else seconds,
        attempts=_attempts(state),
        mode=mode,
    )


def _attempts(state: State) -> Measure:
    """The first one and those of its one retrier."""
    retry = state.node["Retry"]
    retriers = list(retry)
    if retry.absent:
        return Measure(1.0, retry, "default", "attempts")
    if len(retriers) != 1:
        return Measure(NaN, retry, "unknown", "attempts")
    said = effective(retriers[0]["MaxAttempts"], default=TASK_ATTEMPTS, unit="attempts")
    return said._replace(value=said.value + 1)
