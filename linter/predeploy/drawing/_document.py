"""The map as one document of plain values: what every format draws."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable
from operator import itemgetter
from typing import Any

from .._version import __version__
from ..estate import Edge, Estate, Figure, Group, Unit, idle
from ..estate.plain import at, number
from ..finding import Finding, Place
from ..report.json import finding as told
from . import Document

SCHEMA = "predeploy/graph/1"
# Edges whose caller waits: how long others keep what they hand over is of interest only where it is too short
_ANSWERED = frozenset({"request", "task", "callback", "poll"})
FAULTS = frozenset({"timeouts", "scale-to-zero"})  # categories whose findings make an edge faulty


def document(estate: Estate, findings: list[Finding]) -> Document:
    """Findings that speak of nothing on the map are left out; an edge's and a unit's are named by their number."""
    own: dict[Hashable, list[int]] = defaultdict(list)
    kept: list[Finding] = []
    edges, places = {edge.key for edge in estate.edges}, _units_of(estate.units)
    for finding in findings:
        keys = [edge for edge in finding.edges if edge in edges]
        for resource in (finding.resource, *finding.also):
            keys += _meant(places.get((finding.place.path, resource), []), finding.place)
        for key in keys:
            own[key].append(len(kept))
        kept += [finding] if keys else []
    ids = _numbered(a=estate.groups, n=estate.units, e=estate.edges)
    faulty = {number for number, one in enumerate(kept) if one.category in FAULTS}
    nodes = [_node(unit, ids, own[unit.key]) for unit in estate.units]
    members: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in estate.units:
        members[unit.application].append(unit)
    drawn = [_edge(edge, ids, own[edge.key], faulty) for edge in estate.edges]
    return {
        "schema": SCHEMA,
        "tool": {"name": "predeploy", "version": __version__},
        "applications": [_application(group, ids, members[group.key]) for group in estate.groups],
        "nodes": nodes,
        "edges": drawn,
        "findings": [told(one) for one in kept],
        "summary": {
            "applications": len(estate.groups),
            "nodes": len(nodes),
            "edges": len(drawn),
            "faulty": sum(1 for one in drawn if one["faulty"]),
            "elsewhere": sum(1 for one in nodes if one["presence"] == "elsewhere"),
            "idle_usd_month": idle(estate.units),
            "unpriced": sum(1 for one in estate.units if not one.priced),
        },
    }


def _numbered(**many: Iterable[Group | Unit | Edge]) -> dict[Hashable, str]:
    return {one.key: f"{letter}{number}" for letter, ones in many.items() for number, one in enumerate(ones, 1)}


def only(estate: Estate, names: Iterable[str]) -> Estate:
    """The applications of these names with what they call, and what calls them."""
    wanted = set(names)
    groups = tuple(one for one in estate.groups if one.name in wanted)
    keys = {one.key for one in groups}
    inside = {one.key for one in estate.units if one.application in keys}
    edges = tuple(one for one in estate.edges if inside & {one.caller, one.callee})
    near = inside.union(*((one.caller, one.callee) for one in edges))
    return Estate(groups, tuple(one for one in estate.units if one.key in near), edges)


def _units_of(units: Iterable[Unit]) -> dict[Any, list[tuple[int, Hashable]]]:
    """By file and resource: the line and key of each."""
    found: dict[Any, list[tuple[int, Hashable]]] = defaultdict(list)
    for unit in units:
        if unit.place is not None and unit.resource is not None:
            line = unit.place.span.line if unit.place.span else 0
            found[unit.place.path, unit.resource].append((line, unit.key))
    for many in found.values():
        many.sort(key=itemgetter(0))
    return found


def _meant(units: list[tuple[int, Hashable]], place: Place) -> list[Hashable]:
    """Of several of one name in one file, the last that begins above the place: a thousand are not told of each other."""
    if len(units) > 1 and place.span is not None:
        above = bisect_right(units, place.span.line, key=itemgetter(0))
        units = units[max(above - 1, 0) :][:1]
    return [key for _, key in units]


def _application(group: Group, ids: dict[Hashable, str], units: list[Unit]) -> dict[str, Any]:
    return {
        "id": ids[group.key],
        "name": group.name,
        "path": group.path,
        "intent": group.intent,
        "idle_usd_month": idle(units),
        "unpriced": sum(1 for one in units if not one.priced),
    }


def _node(unit: Unit, ids: dict[Hashable, str], findings: list[int]) -> dict[str, Any]:
    return {
        "id": ids[unit.key],
        "name": unit.name,
        "kind": unit.kind,
        "platform": unit.platform,
        "role": unit.role,
        "presence": unit.presence,
        "application": ids.get(unit.application),
        **at(unit.place),
        "verdict": unit.verdict or None,
        "floor": number(unit.floor),
        "ceiling": number(unit.ceiling),
        "scaled_by": unit.scaled_by,
        "woken_by": list(unit.woken_by),
        "held_by": [{"reason": one.reason, **at(one.place), "rule": one.rule} for one in unit.held_by],
        "idle_usd_month": number(unit.idle.usd_month if unit.idle else 0.0 if unit.priced else None),
        "settings": dict(unit.settings),
        "findings": findings,
    }


def _edge(edge: Edge, ids: dict[Hashable, str], findings: list[int], faulty: set[int]) -> dict[str, Any]:
    return {
        "id": ids[edge.key],
        "caller": ids[edge.caller],
        "callee": ids[edge.callee],
        "kind": edge.kind,
        "evidence": edge.evidence,
        "mode": edge.mode,
        "waits": _figure(edge.waits),
        "works": _figure(edge.works),
        "attempts": number(edge.attempts),
        "window": number(edge.window),
        "period": number(edge.period),
        "slack": number(edge.slack) if edge.slack is not None and math.isfinite(edge.slack) else None,
        "label": label(edge),
        "faulty": not faulty.isdisjoint(findings),
        **at(edge.place),
        "findings": findings,
    }


def label(edge: Edge) -> str:
    """What is written on an edge: how long the caller waits, and how long the callee may work."""
    if edge.kind == "schedule":
        return f"every {_seconds(edge.period)}" if edge.period is not None else ""
    fits = edge.slack is None or edge.slack >= 0
    if (edge.waits is None and edge.works is None) or (fits and edge.kind not in _ANSWERED):
        return ""
    waits = _seconds(edge.waits.seconds) if edge.waits else "?"
    works = _seconds(edge.works.seconds) if edge.works else "?"
    return f"{waits} / {works}"


def _seconds(value: float) -> str:
    from ..quantities import pretty

    return "∞" if value == math.inf else pretty(value, "s")


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    return {"seconds": number(figure.seconds), "text": figure.text, **at(figure.place)} if figure else None
