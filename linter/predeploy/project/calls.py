"""Calls: the connections of a run, each told once, looked up from either end."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ..cron import either, interval
from ..patterns import pattern
from ..systems.ends import come_in, named
from ..views import Connection, Document, Endpoint, Function, FunctionEvent
from ..views.connection import Kind, Mode

if TYPE_CHECKING:
    from . import Project

_EVIDENCE: Final = {"declared": 0, "selected": 1, "named": 2, "granted": 3}


class Calls:
    """Two edges of one kind between the same two ends are one: the better proven, then the one whose times are known,
    then the one with less time to spare."""

    def __init__(self, connections: Iterable[Connection] = ()) -> None:
        merged: dict[Hashable, Connection] = {}
        for one in connections:
            key = (identity(one.caller), identity(one.callee), one.edge)
            other = merged.get(key)
            if other is None or _rank(one) < _rank(other):
                merged[key] = one
        self.all = tuple(merged.values())

    def to(self, document: Document) -> list[Connection]:
        """Who calls it."""
        return self._to.get(identity_of(document), [])

    def by(self, document: Document) -> list[Connection]:
        """Whom it calls."""
        return self._by.get(identity_of(document), [])

    @cached_property
    def _to(self) -> dict[Hashable, list[Connection]]:
        return _index((identity(one.callee), one) for one in self.all)

    @cached_property
    def _by(self) -> dict[Hashable, list[Connection]]:
        return _index((identity(one.caller), one) for one in self.all)


def identity(end: Endpoint) -> Hashable:
    """What tells an end from all others: its object, or the name of what is not in this run. What an object brings along
    (its schedule, the API that it implies) is its own."""
    if end.view is not None:
        return identity_of(end.view)
    return (end.presence, end.name) if end.presence != "here" else (end.place.tree.source.path, end.name)


def identity_of(document: Document) -> Hashable:
    """The same for an object. It may be opened more than once; where it stands stays the same."""
    tree = document.node.tree
    return (tree.source.path, tree.index, document.node.path)


def _rank(one: Connection) -> tuple[int, bool, float]:
    slack = one.slack
    return (_EVIDENCE[one.evidence], slack != slack, slack)  # noqa: PLR0124 (NaN)


def _index(pairs: Iterable[tuple[Hashable, Connection]]) -> dict[Hashable, list[Connection]]:
    found: dict[Hashable, list[Connection]] = defaultdict(list)
    for end, one in pairs:
        found[end].append(one)
    return found


# What an event of a function is on the map: the edge, the role of the other end, and what that is called
_EVENTS: Final[dict[str, tuple[Kind, str, str]]] = {
    "http": ("request", "internet", ""),
    "httpApi": ("request", "internet", ""),
    "url": ("request", "internet", ""),
    "alb": ("request", "gateway", "load balancer"),
    "queue": ("poll", "queue", "queue"),
    "stream": ("stream", "stream", "stream"),
    "schedule": ("schedule", "schedule", "schedule"),
    "topic": ("push", "topic", "topic"),
    "bucket": ("push", "store", "bucket"),
    "bus": ("push", "topic", "topic"),
}
_LONGEST: Final = 80  # code points of a source that still is a name
_FILLED: Final = pattern(r"[%{}$<>]")  # in what somebody fills in later


def declared(project: "Project", known: Calls) -> Iterator[Connection]:
    """What calls the functions of which no platform tells more than their events; and the internet, before gateways that
    stand in no file."""
    events = [one for function in project.all(Function) for one in _events(project, function, known)]
    yield from events
    gateways = {identity(one.caller): one for one in (*known.all, *events) if one.caller.public}
    for one in gateways.values():
        yield come_in(one.caller, one.via)


def _events(project: "Project", function: Function, known: Calls) -> Iterator[Connection]:
    told = {one.edge for one in known.to(function) if one.evidence == "declared"}
    # an event of a plain template may be a mere permission
    if function.platform == "aws-lambda" and told:
        return
    for event in function.events:
        if event.kind in _EVENTS and event.kind not in function.TOLD and _EVENTS[event.kind][0] not in told:
            yield _event(project, function, event)


def _event(project: "Project", function: Function, event: FunctionEvent) -> Connection:
    edge, role, word = _EVENTS[event.kind]
    word = event.word or word
    callee, waits, works = Endpoint.of(function, "function"), function.waited(event), function.timeout
    if role == "internet" and word:
        door = Endpoint(None, word, event.node, "here", "gateway", True)
        return Connection("request", door, callee, via=event.node, waits=waits, works=works)
    if role == "internet":
        return come_in(callee, event.node, works, waits)
    if role == "schedule":
        return Connection.scheduled(event.source, callee, interval(event.source, either), works, event.node)
    text = event.source.text or ""
    name = text.partition("/")[0] if word == "bucket" and "projects/" not in text else text.rpartition("/")[2]
    if name and len(name) <= _LONGEST and not _FILLED.search(name):
        caller = named(project, function, word, name, event.node, role)
    else:
        caller = Endpoint(None, f"a {word}", event.node, "elsewhere", role)
    mode: Mode = "sync" if edge == "request" else "async"
    return Connection(edge, caller, callee, via=event.node, waits=waits, works=works, mode=mode)
