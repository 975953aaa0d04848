"""The edges that a name in a value tells."""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from ...cron import interval
from ...measure import Measure
from ...quantities import NaN
from ...record import NamedTuple
from ...views import Connection, Document, Endpoint, Function, View
from ...views.connection import Kind
from .addresses import Address
from .answering import ends
from .hosts import meet
from .resources import Named, resources, takes
from .said import Said
from .told import told
from .triggers import polls

if TYPE_CHECKING:
    from ...project import Project


class _Way(NamedTuple):
    """How a caller uses what it names."""

    kind: Kind
    callee: Endpoint
    works: Measure
    buffered: bool = False
    waits: Measure | None = None


def named(project: "Project", *, senders: bool) -> Iterator[View]:
    """What empties queues, and what calls or fills what it names."""
    polled = list(polls(project))
    yield from polled
    if senders:
        from .senders import sent

        yield from sent(project)
    taken = {(id(one.callee.view), _what(one.caller)) for one in polled}  # who empties a queue does not fill it
    seen: set[tuple[int, Hashable, str]] = set()
    for one, addresses in told(project):
        for way in _ways(project, one, addresses):
            if one.off:
                break
            what = _what(way.callee)
            key = (id(one.caller), what, way.kind)
            if key not in seen and (id(one.caller), what) not in taken:
                seen.add(key)
                yield _edge(one, way)


def _what(end: Endpoint) -> Hashable:
    return end.name if end.view is None else id(end.view)


def _ways(project: "Project", one: Said, addresses: tuple[Address, ...]) -> Iterator[_Way]:
    met = list(resources(project, one.caller, one.key, one.text)) if not one.command else []
    for named in met:
        yield from _to_resource(one, named)
    if not met:
        for address in addresses:
            found = meet(project, one.caller, address)
            if all(document is not one.caller for document, _ in found.answering):
                later = "/async-function/" in address.path  # of OpenFaaS, which keeps the call
                for kind, end, works in ends(found, address, one.node):
                    waits = None if later else _patience(one.caller, end)
                    yield _Way("push" if later else kind, end, works, later, waits)


def _patience(caller: Document, callee: Endpoint) -> Measure | None:
    """A function waits for another one no longer than it may work itself."""
    if isinstance(caller, Function) and isinstance(callee.view, Function):
        return caller.timeout
    return None


def _to_resource(one: Said, named: Named) -> Iterator[_Way]:
    if named.kind == "push" and takes(one.caller):
        return
    document = named.document
    if document is None or document.node.tree is not one.caller.node.tree:  # what a stack says of itself is more
        works = document.timeout if isinstance(document, Function) else Measure(NaN, one.node, "unknown")
        yield _Way(named.kind, named.end(one.node), works, named.kind == "push")


def _edge(one: Said, way: _Way) -> Connection:
    caller, kind, period, works = one.caller, way.kind, None, way.works
    if caller.kind == "CronJob":
        period = interval(caller["spec.schedule"])
        if kind == "request" and one.command:
            kind, works = "schedule", works._replace(value=NaN, state="unknown")
    return Connection(
        kind,
        _caller(caller),
        way.callee,
        via=one.node,
        waits=way.waits or Measure(NaN, one.node, "unknown"),
        works=works,
        period=period,
        evidence="named",
        mode="async" if way.buffered else "sync",
        buffered=way.buffered,
    )


def _caller(document: Document) -> Endpoint:
    if isinstance(document, Function):
        return Endpoint.of(document, "function")
    return Endpoint.of(document, document.kind, "workload")
