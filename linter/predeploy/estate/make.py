"""From a project to its estate."""

import math
from collections.abc import Callable, Hashable, Iterator
from typing import Any, Final

from ..finding import Place
from ..intent import KEYS, Intent, Stated, phrase, sentence
from ..measure import Measure
from ..prices import Prices
from ..project import Project
from ..project.calls import identity, identity_of
from ..project.groups import groups
from ..project.standing import billed, standing, stands_alone
from ..project.unfit import is_load
from ..views import Autoscaler, Connection, Document, Endpoint, Function, Queue, StateMachine, Workload
from . import Edge, Estate, Figure, Group, Held, Unit, Want
from .traits import traits

# What an edge is that is drawn: the rest is said of its unit
_DRAWN: Final = frozenset(("request", "push", "poll", "stream", "schedule", "task", "callback", "store", "deadletter"))
_UNSAID: Final = frozenset(("", "unknown", "fixed"))  # an edge says more


def make(
    project: Project, root: str, prices: Callable[[Document], Prices], intent: Callable[[Document], Intent]
) -> Estate:
    """`root` is the folder that all paths start from; `prices` and `intent` of an object, as its folder's settings have them."""
    edges = [one for one in project.calls.all if one.edge in _DRAWN]
    documents = list(_drawn(project, edges))
    fixed = [one for one in billed(project.views) if not isinstance(one, (Workload, Function))]
    # an edge may have opened an object once more: the project knows the one of its own views
    everything = list({identity_of(one): one for one in reversed([*documents, *fixed])}.values())[::-1]
    whose = groups(project, everything, root)
    units = {identity_of(one): _unit(one, project, prices(one), whose[id(one)]) for one in everything}
    whose_file = {one.place.path: one.application for one in units.values() if one.place is not None}
    for edge in edges:
        for end in (edge.caller, edge.callee):
            key = identity(end)
            if key not in units:
                units[key] = _outside(end, whose_file)
            elif end.role and units[key].role in _UNSAID:
                units[key] = units[key]._replace(role=end.role)
    return Estate(
        tuple(_groups(whose, everything, units, project, intent)), tuple(units.values()), tuple(map(_edge, edges))
    )


def _drawn(project: Project, edges: list[Connection]) -> Iterator[Document]:
    """What runs, and what an edge ends at."""
    for view in project.views:
        if isinstance(view, (Function, Queue, StateMachine)) or (isinstance(view, Workload) and stands_alone(view)):
            yield view
    for scaling in project.scalings.values():
        if isinstance(scaling.subject, Autoscaler):  # of what it scales only this is known: it is in no file
            yield scaling.subject
    for edge in edges:
        for end in (edge.caller, edge.callee):
            if end.view is not None:
                yield end.view


def _unit(document: Document, project: Project, prices: Prices, group: Hashable) -> Unit:
    running = isinstance(document, (Workload, Function, Autoscaler))
    scaling = project.scaling(document) if running else None
    readiness = project.readiness(document) if running else None
    money, priced = standing(document, scaling, prices)
    return Unit(
        identity_of(document),
        document.name or f"{document.kind} without a known name",
        document.kind,
        document.platform,
        _role(document),
        "here",
        group,
        document.node.place,
        document.resource,
        verdict=readiness.verdict if readiness else "",
        floor=_amount(scaling.floor) if scaling else None,
        ceiling=_amount(scaling.ceiling) if scaling else None,
        scaled_by=", ".join(one.name for one in scaling.scalers) if scaling else "",
        woken_by=tuple(dict.fromkeys(wake.by for wake in readiness.wakes)) if readiness else (),
        wakes=tuple(dict.fromkeys(wake.kind for wake in readiness.wakes)) if readiness else (),
        held_by=tuple(Held(one.reason, one.place.place, one.rule) for one in readiness.holds) if readiness else (),
        idle=money,
        priced=priced,
        settings=tuple(_settings(document)),
    )


def _role(document: Document) -> str:
    if isinstance(document, Autoscaler):
        return "scaler"
    if isinstance(document, Workload):
        return "client" if is_load(document) else "store" if document.keeps_data else "workload"
    for cls, role in ((Function, "function"), (Queue, "queue"), (StateMachine, "workflow")):
        if isinstance(document, cls):
            return role
    return "fixed" if document.bills_idle else ""


def _settings(document: Document) -> Iterator[tuple[str, str]]:
    """What a reader wants to know of it at a glance; what is not known is left out."""
    said: list[tuple[str, Measure]] = []
    if isinstance(document, Function):
        said = [("timeout", document.timeout), ("memory", document.memory), ("provisioned", document.provisioned)]
        said.append(("concurrency", document.concurrency))
    elif isinstance(document, Queue):
        said = [("visibility", document.visibility), ("retention", document.retention)]
        said.append(("receives", document.max_receives))
    elif isinstance(document, Workload):
        for resource, unit in (("cpu", "cores"), ("memory", "bytes")):
            said.append((resource, Measure(document.requested(resource), document.node, "own", unit)))
    for name, measure in said:
        if measure.known:
            yield name, str(measure)


def _outside(end: Endpoint, whose_file: dict[str, Hashable]) -> Unit:
    """An end that is no object of this run; what an object brings along belongs to whose file it stands in."""
    place = end.place.place if end.presence == "here" else None
    group = whose_file.get(place.path) if place is not None else None
    word, name = end.called
    return Unit(identity(end), name, word, "", end.role or "client", end.presence, group, place, None)


def _edge(one: Connection) -> Edge:
    return Edge(
        (identity(one.caller), identity(one.callee), one.edge),
        identity(one.caller),
        identity(one.callee),
        one.edge,
        one.evidence,
        one.mode,
        _figure(one.waits),
        _figure(one.works),
        _amount(one.attempts),
        one.window.value if one.window.known else 0.0,
        _amount(one.period),
        None if math.isnan(one.slack) else one.slack,
        one.via.place,
    )


def _figure(measure: Measure) -> Figure | None:
    return Figure(measure.value, str(measure), measure.node.place) if measure.known else None


def _amount(measure: Measure) -> float | None:
    return measure.value if measure.known else None


def _groups(
    whose: dict[int, tuple[str, str]],
    documents: list[Document],
    units: dict[Hashable, Unit],
    project: Project,
    intent: Callable[[Document], Intent],
) -> Iterator[Group]:
    members: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        members.setdefault(whose[id(document)], []).append(document)
    for (folder, name), mine in members.items():
        running = [one for one in mine if isinstance(one, (Workload, Function))]
        intents = [intent(one) for one in running]
        words = {sentence(one) for one in intents} - {""}
        said = words.pop() if len(words) == 1 else ""
        found = traits(mine, [units[identity_of(one)] for one in mine])
        yield Group((folder, name), name, folder, said, tuple(_wants(intents)), found)


def _wants(intents: list[Intent]) -> Iterator[Want]:
    """What the parts of an application agree on: what is stated, else what is inferred."""
    for key in KEYS:
        for source in ("stated", "inferred"):
            said = [one for one in (getattr(intent, key) for intent in intents) if _source(one) == source]
            values = {one.value for one in said}
            if len(values) == 1:
                [value] = values
                yield Want(key, value, phrase(key, value), source, said[0].place)
            if values:
                break


def _source(stated: Stated[Any]) -> str:
    if stated.value is None or stated.source == "unsaid":
        return ""
    return "stated" if stated.stated else "inferred"


__all__ = ["Place", "make"]
