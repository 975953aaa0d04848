"""Calls: the connections of a run, each told once, looked up from either end."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Final

from .node import Measure, Node
from .quantities import NaN
from .views import Connection, Document, Endpoint, Function
from .views.connection import Kind

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
        return self._to.get(_of(document), [])

    def by(self, document: Document) -> list[Connection]:
        """Whom it calls."""
        return self._by.get(_of(document), [])

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
        return _of(end.view)
    return (end.presence, end.name) if end.presence != "here" else (end.place.tree.source.path, end.name)


def _of(document: Document) -> Hashable:
    """A document may be opened more than once; where it stands stays the same."""
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


# What an event of a function is on the map: the edge, and the role of the other end
_EVENTS: Final[dict[str, tuple[Kind, str]]] = {
    "http": ("request", "internet"),
    "httpApi": ("request", "internet"),
    "url": ("request", "internet"),
    "queue": ("poll", "queue"),
    "stream": ("stream", "stream"),
    "schedule": ("schedule", "schedule"),
    "topic": ("push", "topic"),
    "bucket": ("push", "store"),
    "bus": ("push", "topic"),
}
_CALLED: Final = {
    "queue": "a queue",
    "stream": "a stream",
    "topic": "a topic",
    "store": "a bucket",
    "schedule": "a schedule",
}


def declared(functions: Iterable[Function], known: Calls) -> Iterator[Connection]:
    """What calls the functions of which no platform knows more than their events."""
    for function in functions:
        for event in function.events if not known.to(function) else ():
            if event.kind in _EVENTS:
                edge, role = _EVENTS[event.kind]
                nothing = Measure(NaN, event.node, "unknown")
                callee = Endpoint.of(function, "function")
                caller = _caller(role, event.source, event.node)
                mode = "sync" if edge == "request" else "async"
                yield Connection(edge, caller, callee, via=event.node, waits=nothing, works=function.timeout, mode=mode)


def _caller(role: str, source: Node, event: Node) -> Endpoint:
    if role == "internet":
        return Endpoint(None, "internet", event, "outside", "internet")
    name = source.text
    said = _CALLED[role] if not name or len(name) > _LONGEST else f"{role if role != 'store' else 'bucket'} `{name}`"
    return Endpoint(None, said, event, "here" if role == "schedule" else "elsewhere", role)


_LONGEST: Final = 80  # code points of a source that still is a name
