"""Knative Eventing: who sends events to whom, through brokers and channels, and how long a delivery waits for its answer."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, ClassVar

from ..cron import interval
from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..views import Connection, Document, Endpoint, Service, View, Workload
from ..views.connection import Kind
from ..views.network import Elsewhere
from . import System
from .ends import named, unknown
from .knative import KnativeService
from .knative_settings import settings_near
from .kserve import InferenceService
from .kubernetes import Scheduled, endpoint, pods_at
from .routes import MOST, answers, elsewhere

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

    @property
    def replies(self) -> Iterator[Node]:
        """Where the answers go."""
        for path in ("spec.reply", "spec.branches"):
            yield from (one["reply"] if path == "spec.branches" else one for one in self[path].each())

    @property
    def role(self) -> str:
        return "topic" if self.kind.endswith("Source") or self.kind in ("Trigger", "Broker", "SinkBinding") else "queue"


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

    @property
    def role(self) -> str:
        return "workflow"


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

    @property
    def role(self) -> str:
        return "schedule"


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
        "kafka.strimzi.io/KafkaTopic": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for source in project.all(Delivers):
            for target, delivery in source.targets:
                yield from _delivered(project, source, target, delivery)
            for reply in source.replies:
                yield from _handed(project, source, reply, "push")
            yield from _handed(project, source, source.delivery["deadLetterSink"], "deadletter")
            yield from _taken(project, source)
        for sender in project.all(Workload):
            if sender.kind == "ContainerSource":
                yield from _handed(project, sender, sender["spec.sink"], "push")


def _delivered(project: "Project", source: Delivers, target: Node, delivery: Node) -> Iterator[Connection]:
    """A destination that answers, and what the clock of a PingSource wakes behind it."""
    if source.kind == "SinkBinding":
        yield from _bound(project, source, target)
        return
    callee = referred(project, target, source)
    if isinstance(callee, KnativeService):
        works = callee.answers(settings_near(project, callee))
        yield _push(project, source, target, delivery, endpoint(callee, "workload"), works)
    else:
        for end, works in _ends(project, source, target):
            yield _push(project, source, target, delivery, end, works)
    for service in _woken(project, callee) if source.kind == "PingSource" else ():
        yield _pinged(source, target, service, service.answers(settings_near(project, service)))


def _ends(project: "Project", source: Document, target: Node) -> Iterator[tuple[Endpoint, Measure]]:
    """The object that a destination refers to; who answers at a URL names/senders.py tells."""
    callee = referred(project, target, source)
    name, kind = target["ref.name"].text, target["ref.kind"].text
    if isinstance(callee, Delivers):
        yield endpoint(callee, callee.role), unknown(target)
    elif isinstance(callee, Service) and project.selected(callee):
        for workload in project.selected(callee)[:MOST]:
            yield endpoint(workload, "workload"), answers(workload)
    elif isinstance(callee, InferenceService):
        yield from ((endpoint(one, "workload"), one.timeout) for one in (callee.first,) if one is not None)
    elif isinstance(callee, Document) and not isinstance(callee, Service):
        yield endpoint(callee, "workload"), answers(callee)
    elif kind == "Service":
        far = elsewhere(project, name, source, target)
        yield from ((one, unknown(target)) for one in (far,) if one is not None)
    elif name and kind and _meant(project, target, source) is None:
        yield Endpoint(None, f"{kind} `{name}`", target, "elsewhere", _role(kind)), unknown(target)


def _role(kind: str) -> str:
    """Of an object that is not in the run."""
    known = {"Broker": "topic", "Subscription": "queue", "Sequence": "workflow", "Parallel": "workflow"}
    return known.get(kind, "queue" if kind.endswith("Channel") else "workload")


def _handed(project: "Project", source: Document, target: Node, edge: Kind) -> Iterator[Connection]:
    """What nobody waits for."""
    if target.is_map:
        role = source.role if isinstance(source, Delivers) else "workload"
        for end, _ in _ends(project, source, target):
            nobody = unknown(target)
            yield Connection(edge, endpoint(source, role), end, via=target, waits=nobody, works=nobody, mode="async")


def _bound(project: "Project", binding: Delivers, target: Node) -> Iterator[Connection]:
    """SinkBinding: its subject → the sink that it is told."""
    subject = binding["spec.subject"]
    sender = project.named(Workload, subject["kind"].text, subject["name"].text, binding)
    if isinstance(sender, Workload):
        for end, works in _ends(project, binding, target):
            caller, nobody = endpoint(sender, "workload"), unknown(target)
            yield Connection("request", caller, end, via=target, waits=nobody, works=works)


def _taken(project: "Project", source: Delivers) -> Iterator[Connection]:
    """Broker → Trigger, channel → Subscription, topic → KafkaSource."""
    ends: list[tuple[Endpoint, Node]] = []
    if source.kind == "Trigger" and source["spec.broker"].text:
        ends.append((_object(project, source, "Broker", source["spec.broker"]), source["spec.broker"]))
    elif source.kind == "Subscription":
        channel = source["spec.channel"]
        if channel["kind"].text and channel["name"].text:
            ends.append((_object(project, source, channel["kind"].text, channel["name"]), channel))
    elif source.kind == "KafkaSource":
        ends += [(named(project, source, "topic", one.text, one), one) for one in source["spec.topics"] if one.text]
    for end, via in ends:
        nobody = unknown(via)
        yield Connection(
            "push", end, endpoint(source, source.role), via=via, waits=nobody, works=nobody, mode="async", buffered=True
        )


def _object(project: "Project", near: Document, kind: str, name: Node) -> Endpoint:
    found = project.named(Delivers, kind, name.text, near)
    if isinstance(found, Delivers):
        return endpoint(found, found.role)
    return Endpoint(None, f"{kind} `{name.text}`", name, "elsewhere", _role(kind))


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
    found = _meant(project, target, near)
    group = (target["ref.apiVersion"].text or "").rpartition("/")[0]
    return found if isinstance(found, Document) and found.group == group else None


def _meant(project: "Project", target: Node, near: Document) -> object:
    namespace = target["ref.namespace"].text
    there = Elsewhere(near.node, namespace) if namespace else near
    return project.named(Document, target["ref.kind"].text, target["ref.name"].text, there)


def _push(
    project: "Project", source: Delivers, target: Node, delivery: Node, callee: Endpoint, works: Measure
) -> Connection:
    wait, again = waits(delivery), effective(delivery["retry"], unit="attempts")  # behind the first one
    if wait.state == "none" and source.kind == "Trigger":
        broker = project.named(Delivers, "Broker", source["spec.broker"].text, source)
        wait = waits(broker.delivery) if isinstance(broker, Delivers) else unknown(wait.node)
    return Connection(
        "push",
        endpoint(source, source.role),
        callee,
        via=target,
        waits=wait,
        works=works,
        attempts=again._replace(value=again.value + 1),
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
