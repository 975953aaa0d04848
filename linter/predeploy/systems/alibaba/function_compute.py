"""Function Compute: its functions in every dialect, what calls them and how many instances are kept."""

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from ...cron import interval, precise
from ...crontab import of_timer
from ...node import Measure, Node, effective
from ...quantities import NaN
from ...views import MIB, Connection, Endpoint, Function, FunctionEvent, Range, Scaling, Setting, View
from ...views.base import NOTHING, Disclosed
from .. import System
from . import limits

if TYPE_CHECKING:
    from ...project import Project

# Type of a trigger, as all dialects spell it but for its case → canonical kind
# github devsapp/fc3, docs/zh/yaml/triggers.md, and github alibaba/funcraft, docs/specs/2018-04-03.md (as of 2026-11)
_KINDS = {
    "http": "url", "timer": "schedule", "oss": "bucket", "log": "stream", "mns_topic": "topic", "mnstopic": "topic",
    "cdn_events": "other", "cdn": "other", "tablestore": "stream", "eventbridge": "bus", "rds": "stream",
}  # fmt: skip
# What of a trigger's configuration names its source; of an HTTP trigger, who may call
_SOURCES = {"url": "authType", "schedule": "cronExpression", "bucket": "bucketName", "topic": "topicName"}


ADVICE = "keep it in KMS and read it at run time"
"""What to do instead of writing a secret into a file."""


def settings(**paths: str) -> dict[str, Setting]:
    """The table of a dialect from its paths. Units and defaults of Function Compute 3.0 are the same in all of them."""
    return {word.replace("_", "-"): _MEANING[word]._replace(path=path) for word, path in paths.items()}


_MEANING = {
    "timeout": Setting("", limits.TIMEOUT, "s"),
    "initialization": Setting("", NaN, "s"),
    "memory": Setting("", limits.MEMORY, "bytes", MIB),
    "storage": Setting("", limits.DISK, "bytes", MIB),
    "cpu": Setting("", NaN, "cores"),
    "concurrency": Setting("", NaN, "instances"),
    "floor": Setting("", NaN, "instances"),
    "ceiling": Setting("", NaN, "instances"),
    "instance_concurrency": Setting("", NaN, "calls"),
    "async_age": Setting("", limits.ASYNC_AGE, "s"),
    "async_retries": Setting("", limits.ASYNC_RETRIES, "retries"),
    **dict.fromkeys(
        (
            "runtime",
            "handler",
            "environment",
            "on_failure",
            "gpu",
            "logs",
            "network",
            "files",
            "container",
            "role",
            "tracing",
        ),
        Setting(""),
    ),
}


class FcFunction(Function):
    """A function of Function Compute. Dialects are subclasses with a table."""

    __slots__ = ()
    platform: ClassVar[str] = "alibaba-fc"
    host: ClassVar[str] = "Function Compute"
    LIMITS: ClassVar = limits.LIMITS
    RUNTIMES: ClassVar = limits.RUNTIMES
    SENDERS: ClassVar = {"bucket": "OSS", "topic": "Simple Message Queue"}
    TRIES: ClassVar[str] = "four"
    FLOORS: ClassVar[tuple[str, ...]] = ()
    """Where the dialect says how many instances are kept at least."""

    def limit(self, word: str) -> Range:
        """Instances with a GPU are sized by its kind."""
        sized = word in ("memory", "storage", "cpu") and self.measure("gpu").state != "absent"
        return Range() if sized else super().limit(word)

    @property
    def provisioned(self) -> Measure:
        candidates = [self.setting(path) for path in self.FLOORS]
        return effective(*candidates, unit="instances") if candidates else Measure(NaN, self.body, "absent")

    @property
    def disclosed(self) -> Disclosed:
        return NOTHING  # its file is read as a whole

    @property
    def triggers(self) -> Iterable["Trigger"]:
        return ()

    def find_events(self) -> list[FunctionEvent]:
        return [trigger.event for trigger in self.triggers]

    def schedule_fault(self, text: str) -> str:
        return of_timer(text)


class Trigger:
    """One trigger: its name, type and configuration, wherever the dialect writes them."""

    __slots__ = ("config", "kind", "name", "node")

    def __init__(self, node: Node, name: Node, kind: Node, config: Node) -> None:
        self.node, self.name, self.config = node, name, config
        self.kind = _KINDS.get((kind.text or "").lower(), "other")

    def __getitem__(self, key: str) -> Node:
        """A setting by its name with a small letter; Fun begins it with a great one."""
        found = self.config[key]
        return self.config[key[0].upper() + key[1:]] if found.absent else found

    @property
    def event(self) -> FunctionEvent:
        source = self[_SOURCES.get(self.kind, "sourceArn")]
        return FunctionEvent(self.kind, self.node, self.node["sourceArn"] if source.absent else source)


def edges(functions: Iterable[FcFunction]) -> Iterator[Connection]:
    """What calls the functions of one document."""
    for function in functions:
        for trigger in function.triggers:
            if trigger.kind == "schedule" and not (trigger["enable"].unknown or trigger["enable"].is_false):
                yield schedule(function, trigger["cronExpression"], trigger.node)
        said = [function.measure(word) for word in ("async-age", "async-retries")]
        said = [one for one in said if one.state not in ("default", "absent")]
        if said:
            yield _push(function, said[0].node)


def schedule(function: Function, expression: Node, via: Node) -> Connection:
    """Timer → function."""
    every = interval(expression, precise)
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


def _push(function: Function, via: Node) -> Connection:
    """The queue of asynchronous calls → function. How long it pauses between the tries is not told: 0 at the least."""
    tries = function.measure("async-retries")
    return Connection(
        "push",
        Endpoint(None, "the queue of asynchronous calls", via, "here", "queue"),
        Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
        via=via,
        waits=function.measure("async-age"),
        works=function.timeout,
        attempts=tries._replace(value=tries.value + 1, unit="attempts"),
        mode="async",
        buffered=True,
    )


class FunctionCompute(System):
    name = "function-compute"
    formats = frozenset({"serverless-devs", "ros", "serverless-aliyun"})

    def links(self, project: "Project") -> Iterator[View]:
        for function in project.all(Function):
            if isinstance(function, FcFunction):
                yield scaling(function)


def scaling(function: Function) -> Scaling:
    """From what is kept, or nothing, to what is reserved."""
    floor, ceiling = function.provisioned, function.concurrency
    if floor.state == "absent":
        floor = floor._replace(value=0.0, state="default", unit="instances")
    if ceiling.state == "absent":
        ceiling = ceiling._replace(value=math.inf, state="none", unit="instances")
    return Scaling(function, floor, ceiling, can_sleep=True)


SYSTEM = FunctionCompute()
