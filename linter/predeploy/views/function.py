"""Function: a piece of code that a cloud runs when something happens, whatever the dialect it is written in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..record import NamedTuple
from .base import Bounded, Disclosed, Document, Schedule, bounded
from .role import Grant

if TYPE_CHECKING:
    from ..project import Project

Invocation = Literal["sync", "async", "stream", "mixed", "unknown"]


class Setting(NamedTuple):
    """Where a dialect writes a setting, and what holds when it does not. The default's source stands beside the table."""

    path: str
    default: float = NaN
    unit: str = ""
    scale: float = 1.0  # written unit → canonical unit
    read: Literal["number", "quantity", "duration"] = "number"


class Range(NamedTuple):
    """What a platform takes of a setting, in its canonical unit. Where it is not known, nothing is refused."""

    least: float = NaN
    most: float = NaN
    step: float = 0.0  # above the least, only multiples of it

    def refuses(self, value: float) -> bool:
        off = self.step > 0 and value > self.least and value % self.step > 0
        return value < self.least or value > self.most or off


class Runtime(NamedTuple):
    """What becomes of a runtime: None where no day is announced. `latest` is the newest of the same family."""

    deprecation: date
    block_create: date | None
    block_update: date | None
    latest: str


class FunctionEvent(NamedTuple):
    """What calls a function. `kind` is canonical: http, httpApi, url, queue, stream, schedule, topic, bucket, bus, other."""

    kind: str
    node: Node
    source: Node  # the node that names where it comes from (queue, stream…); absent when it names none
    word: str = ""  # what messages call that, where the kind does not say it: a Kafka topic is a stream


class Loss(NamedTuple):
    """Events that are gone when a function fails on them: where that is said, who sends them, why, and what to do."""

    node: Node
    sender: str
    why: str
    advice: str


MIB = 2.0**20
READ_AT_RUN_TIME = "keep it in Secrets Manager or Parameter Store and read it at run time"


class Function(Document):
    """Own settings win over inherited ones, these over the platform's default. Dialects are subclasses with a table."""

    __slots__ = ("_events", "body", "inherited")
    SETTINGS: ClassVar[dict[str, Setting]] = {}
    READ_AT_RUN_TIME: ClassVar[str] = READ_AT_RUN_TIME
    host: ClassVar[str] = ""
    """The service that runs it, as messages call it."""
    LIMITS: ClassVar[Mapping[str, Range]] = {}
    """What that service takes, by the words of SETTINGS; `environment` is the bytes of all variables together."""
    SENDERS: ClassVar[Mapping[str, str]] = {}
    """Who hands over an event and leaves, by the kind of the event."""
    TRIES: ClassVar[str] = ""
    """How often it is tried with such an event."""
    KEEPING: ClassVar[str] = "name a destination for them"
    """How to keep events that it failed on."""
    RUNTIMES: ClassVar[Mapping[str, Runtime]] = {}
    """The runtimes with an announced end, as they are written."""
    TOLD: ClassVar[frozenset[str]] = frozenset()
    """The kinds of events of which its own system tells who calls it, and when nobody does."""

    def __init__(self, node: Node, body: Node, inherited: tuple[Node, ...] = ()) -> None:
        """`body` is the map that holds the settings, `inherited` the maps asked after it, nearest first."""
        super().__init__(node)
        self.body, self.inherited = body, inherited
        self._events: list[FunctionEvent] | None = None

    def setting(self, path: str) -> Node:
        """The effective node of a setting by its path in this dialect: own, else inherited; absent at the own place."""
        own = self.body[path]
        if own.absent:
            for shared in self.inherited:
                found = shared[path]
                if not found.absent:
                    return found
        return own

    def measure(self, word: str) -> Measure:
        setting = self.SETTINGS.get(word)
        if setting is None:
            return Measure(NaN, self.body, "absent")
        candidates = (self.body[setting.path], *(shared[setting.path] for shared in self.inherited))
        return effective(
            *candidates, default=setting.default, unit=setting.unit, read=setting.read, scale=setting.scale
        )

    def limit(self, word: str) -> Range:
        """What the platform takes of a setting."""
        return self.LIMITS.get(word, Range())

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        for word in ("timeout", "initialization"):
            least, most, _ = self.limit(word)
            scale = self.SETTINGS[word].scale if word in self.SETTINGS else 1.0
            yield bounded(self.measure(word).node, least / scale, most / scale, self.host)

    def _node(self, word: str) -> Node:
        return self.setting(self.SETTINGS[word].path if word in self.SETTINGS else word)

    @property
    def timeout(self) -> Measure:
        """Seconds it may work on one call."""
        return self.measure("timeout")

    @property
    def memory(self) -> Measure:
        """Bytes."""
        return self.measure("memory")

    @property
    def storage(self) -> Measure:
        """Bytes of scratch space."""
        return self.measure("storage")

    @property
    def concurrency(self) -> Measure:
        """Calls at once that are reserved for it, at the most; absent without a limit of its own."""
        return self.measure("concurrency")

    @property
    def provisioned(self) -> Measure:
        """Instances kept warm and paid for."""
        return self.measure("provisioned")

    @property
    def disclosed(self) -> Disclosed:
        own = ((k, n) for k, n in self.environment if n.path[: len(self.node.path)] == self.node.path)
        return Disclosed("environment variable", self.READ_AT_RUN_TIME, own)

    @property
    def bills_idle(self) -> bool:
        """Instances that are kept are paid for; on some platforms the plan is that they run on."""
        return True

    @property
    def runtime(self) -> Node:
        return self._node("runtime")

    @property
    def handler(self) -> Node:
        return self._node("handler")

    @property
    def architecture(self) -> Node:
        return self._node("architecture")

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        """Environment variables by name, own ones over inherited ones."""
        path = self.SETTINGS["environment"].path
        seen: set[str] = set()
        for level in (self.body, *self.inherited):
            for name, node in level[path].items():
                if name not in seen:
                    seen.add(name)
                    yield name, node

    @property
    def events(self) -> list[FunctionEvent]:
        """What is declared to call it, in its own document."""
        if self._events is None:
            self._events = self.find_events()
        return self._events

    def find_events(self) -> list[FunctionEvent]:
        """What the dialect knows of events."""
        return []

    @property
    def permissions(self) -> Iterator[Grant]:
        """What it may do, as far as its own document tells."""
        return iter(())

    @property
    def loss(self) -> Loss | None:
        """None where no event is lost, or nobody knows."""
        events = self.forgotten()
        if not events:
            return None
        sender, advice = self.SENDERS[events[0].kind], self.KEEPING
        return Loss(self.node, sender, f"has no place for failed ones: after {self.TRIES} tries", advice)

    def forgotten(self) -> list[FunctionEvent]:
        """The events for which there is no place when it has failed on them."""
        events = [one for one in self.events if one.kind in self.SENDERS]
        return events if events and self.measure("on-failure").state == "absent" else []

    def waited(self, event: FunctionEvent) -> Measure:
        """Seconds that whoever calls it with such an event waits for it; how long that is nobody knows who calls by himself."""
        return Measure(NaN, event.node, "unknown")

    @property
    def schedules(self) -> Iterator[Schedule]:
        for event in self.events:
            if event.kind == "schedule":
                yield from (Schedule(one, self.schedule_fault) for one in event.source.each())

    @property
    def open_endpoints(self) -> Iterator[Node]:
        for event in self.events:
            if event.kind in ("http", "httpApi") and not event.node.unknown:
                found = self.opened_by(event)
                yield from () if found is None else (found,)

    def opened_by(self, event: FunctionEvent) -> Node | None:
        """What lets everybody call the endpoint of an event; None where nothing does, or nobody knows."""
        return None

    def schedule_fault(self, text: str) -> str:
        """Why the platform refuses a schedule; empty where it does not, or nobody knows."""
        return ""

    @property
    def invocation(self) -> Invocation:
        """How it is called: sync (the caller waits), async (the platform retries), stream or queue (polled)."""
        ways = {WAYS.get(event.kind, "unknown") for event in self.events}
        if not ways:
            return "unknown"
        return ways.pop() if len(ways) == 1 else "mixed"  # type: ignore[return-value]


WAYS = {
    "http": "sync", "httpApi": "sync", "url": "sync", "alb": "sync",
    "schedule": "async", "topic": "async", "bucket": "async", "bus": "async",
    "queue": "stream", "stream": "stream",
}  # fmt: skip
