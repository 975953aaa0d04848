"""Function Compute: its functions in every dialect, what calls them and how many instances are kept."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from ...crontab import of_timer
from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import MIB, Connection, Endpoint, Function, FunctionEvent, Range, Setting, View
from .. import System
from ..triggered import TriggeredFunction, scalings, schedule, table
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
_SOURCES = {
    "url": "authType", "schedule": "cronExpression", "bucket": "bucketName", "topic": "topicName", "stream": "sourceConfig.logstore",
}  # fmt: skip


ADVICE = "keep it in KMS and read it at run time"
"""What to do instead of writing a secret into a file."""


def settings(**paths: str) -> dict[str, Setting]:
    """The table of a dialect from its paths. Units and defaults are those of Function Compute 3.0."""
    return table(_MEANING, paths)


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
}


class FcFunction(TriggeredFunction):
    """A function of Function Compute. Dialects are subclasses with a table."""

    __slots__ = ()
    platform: ClassVar[str] = "alibaba-fc"
    host: ClassVar[str] = "Function Compute"
    TOLD: ClassVar[frozenset[str]] = frozenset({"schedule"})
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
    def triggers(self) -> Iterable["Trigger"]:
        return ()

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
    def events(self) -> list[FunctionEvent]:
        source = self[_SOURCES.get(self.kind, "sourceArn")]
        return [FunctionEvent(self.kind, self.node, self.node["sourceArn"] if source.absent else source)]


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


def _push(function: Function, via: Node) -> Connection:
    """The queue of asynchronous calls → function. How long it pauses between the tries is not told: 0 at the least."""
    tries = function.measure("async-retries")
    return Connection(
        "push",
        Endpoint(None, "the queue of asynchronous calls", via, "here", "queue"),
        Endpoint.of(function, "function"),
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
        return scalings(project.all(FcFunction))


SYSTEM = FunctionCompute()
