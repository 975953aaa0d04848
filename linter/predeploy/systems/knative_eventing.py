"""Knative Eventing: who sends events to whom, through brokers and channels, and how long a delivery waits for its answer."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, ClassVar

from ..cron import interval
from ..node import Measure, Node, effective
from ..patterns import pattern
from ..quantities import NaN
from ..views import Connection, Document, Endpoint, View, Workload
from . import System
from .knative import KnativeService
from .knative_settings import settings_near
from .kubernetes import Scheduled, endpoint, pods_at

if TYPE_CHECKING:
    from ..project import Project

# https://knative.dev/docs/eventing/event-delivery/ (as of 2026-11): timeouts and delays in ISO 8601
_ISO = pattern(r"P(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,8}(?:\.[0-9]{1,6})?)S)?)?\Z")
_UNITS = (86_400.0, 3600.0, 60.0, 1.0)


def iso_duration(text: str | None) -> float:
    """`PT30S` → 30.0; NaN for what is no duration of ISO 8601."""
    found = _ISO.match(text or "")
    if found is None or not any(found.groups()):
        return NaN
    return sum(float(part) * unit for part, unit in zip(found.groups(), _UNITS, strict=True) if part)


class Delivers(Document):
    """An object that hands events on: `delivery` says how often it tries, and where it puts those it cannot hand on."""

    __slots__ = ()

    @property
    def delivery(self) -> Node:
        return self["spec.delivery"]

    @property
    def targets(self) -> Iterator[tuple[Node, Node]]:
        """Where events go (a `ref` or `uri`), and the `delivery` that holds for it."""
        for path in ("spec.subscriber", "spec.sink"):
            if self[path].written:
                yield self[path], self.delivery


class Flow(Delivers):
    """A Sequence or a Parallel: each step and branch has a delivery of its own."""

    __slots__ = ()

    @property
    def targets(self) -> Iterator[tuple[Node, Node]]:
        for step in self["spec.steps"]:
            yield step, step["delivery"]
        for branch in self["spec.branches"]:
            yield branch["subscriber"], branch["delivery"]
            if branch["filter"].written:
                yield branch["filter"], branch["delivery"]


def waits(delivery: Node) -> Measure:
    """Seconds that a delivery waits for its answer; without end where nothing is said."""
    said = delivery["timeout"]
    if said.absent and not delivery.unknown:
        return Measure(inf, delivery, "none")
    if said.unknown or delivery.unknown:
        return Measure(NaN, said, "unknown")
    return Measure(iso_duration(said.text), said, "own")


class JobSink(Workload):
    """Makes a Job of each event."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        template = node["spec.job.spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def serves(self) -> bool:
        return False


class PingSource(Scheduled, Delivers):
    __slots__ = ()


_SOURCES = ("ApiServerSource", "SinkBinding", "KafkaSource", "GitHubSource", "RedisStreamSource")


class Eventing(System):
    name = "knative-eventing"
    kinds: ClassVar = {
        **dict.fromkeys((f"sources.knative.dev/{kind}" for kind in _SOURCES), Delivers),
        "sources.knative.dev/PingSource": PingSource,
        "sources.knative.dev/ContainerSource": pods_at("spec.template"),
        "eventing.knative.dev/Trigger": Delivers,
        "eventing.knative.dev/Broker": Delivers,
        "messaging.knative.dev/Subscription": Delivers,
        "messaging.knative.dev/Channel": Delivers,
        "messaging.knative.dev/InMemoryChannel": Delivers,
        "messaging.knative.dev/KafkaChannel": Delivers,
        "flows.knative.dev/Sequence": Flow,
        "flows.knative.dev/Parallel": Flow,
        "sinks.knative.dev/JobSink": JobSink,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for source in project.all(Delivers):
            for target, delivery in source.targets:
                callee = referred(project, target, source)
                if isinstance(callee, KnativeService):
                    works = callee.answers(settings_near(project, callee))
                    yield _push(project, source, target, delivery, callee, works)
                if source.kind == "PingSource":
                    for service in _woken(project, callee):
                        yield _pinged(source, target, service, service.answers(settings_near(project, service)))


def _woken(project: "Project", callee: Document | None) -> Iterator[KnativeService]:
    """The services that an event wakes: its sink, or the steps and branches behind it."""
    if isinstance(callee, KnativeService):
        yield callee
    elif isinstance(callee, Flow):
        for target, _ in callee.targets:
            service = referred(project, target, callee)
            if isinstance(service, KnativeService):
                yield service


def referred(project: "Project", target: Node, near: Document) -> Document | None:
    """The object that a destination refers to, where exactly one can be meant."""
    found = project.named(Document, target["ref.kind"].text, target["ref.name"].text, near)
    group = (target["ref.apiVersion"].text or "").rpartition("/")[0]
    return found if isinstance(found, Document) and found.group == group else None


def _push(
    project: "Project", source: Delivers, target: Node, delivery: Node, callee: Document, works: Measure
) -> Connection:
    wait = waits(delivery)
    if wait.state == "none" and source.kind == "Trigger":
        broker = project.named(Delivers, "Broker", source["spec.broker"].text, source)
        wait = waits(broker.delivery) if isinstance(broker, Delivers) else Measure(NaN, wait.node, "unknown")
    return Connection(
        "push",
        endpoint(source, "queue"),
        endpoint(callee, "workload"),
        via=target,
        waits=wait,
        works=works,
        attempts=effective(delivery["retry"], unit="attempts"),
        mode="sync",
        buffered=True,
    )


def _pinged(source: Document, target: Node, callee: Document, works: Measure) -> Connection:
    """PingSource: its schedule → the service that it calls."""
    every = interval(source["spec.schedule"])
    return Connection(
        "schedule",
        Endpoint.of(source, "PingSource", "schedule", place=every.node),
        endpoint(callee, "workload"),
        via=target,
        waits=every,
        works=works if works.state == "own" else works._replace(value=NaN, state="unknown"),
        period=every,
        mode="async",
    )


SYSTEM = Eventing()
