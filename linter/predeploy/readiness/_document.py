"""Readiness as one document of plain values: what every format tells."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from .._version import __version__
from ..estate import Estate, Group, Held, Trait, Unit, Want
from ..estate.plain import at, number
from ..estate.traits import total
from ..finding import Finding, Money
from . import Document
from ._next import steps

SCHEMA: Final = "predeploy/readiness/1"
VERDICTS: Final = ("blocked", "ready", "unsuited", "unknown", "zero")  # what asks for a decision comes first
COULD_SLEEP: Final = ("blocked", "ready")


def document(estate: Estate, findings: list[Finding]) -> Document:
    of: dict[Any, list[Unit]] = {}
    for unit in estate.units:
        if unit.presence == "here" and (unit.verdict or unit.idle is not None or not unit.priced):
            of.setdefault(unit.application, []).append(unit)
    applications = [_application(group, of[group.key]) for group in estate.groups if group.key in of]
    applications.sort(key=lambda one: (-(one["idle_usd_month"] or 0.0), -one["could_sleep"], one["name"], one["path"]))
    units = [unit for many in of.values() for unit in many]
    return {
        "schema": SCHEMA,
        "tool": {"name": "predeploy", "version": __version__},
        "applications": applications,
        "next": [step._asdict() for step in steps(estate.groups, of, findings)],
        "traits": [_trait(one) for one in total(group.traits for group in estate.groups)],
        "prices": _prices(units),
        "summary": {"applications": len(applications), **_figures(units)},
    }


def _application(group: Group, units: list[Unit]) -> dict[str, Any]:
    running = [unit for unit in units if unit.verdict]
    running.sort(key=lambda one: (VERDICTS.index(one.verdict), -_usd(one), one.name))
    fixed = sorted((unit for unit in units if not unit.verdict), key=lambda one: (-_usd(one), one.kind, one.name))
    return {
        "name": group.name,
        "path": group.path,
        "intent": [_want(one) for one in group.wants],
        "units": [_unit(one) for one in running],
        "fixed": [_fixed(one) for one in fixed],
        "traits": [_trait(one) for one in group.traits],
        **_figures(units),
    }


def _figures(units: list[Unit]) -> dict[str, Any]:
    """What it costs while nobody calls, and what is left of it where all that could sleep does. Nothing is null, not 0,
    where nothing has a price."""
    verdicts = Counter(unit.verdict for unit in units if unit.verdict)
    prices = [unit for unit in units if unit.idle is not None]
    stays = [unit for unit in prices if unit.verdict not in COULD_SLEEP]
    return {
        "verdicts": {verdict: verdicts[verdict] for verdict in VERDICTS},
        "could_sleep": sum(verdicts[verdict] for verdict in COULD_SLEEP),
        "idle_usd_month": round(sum(map(_usd, prices)), 2) if prices else None,
        "zero_usd_month": round(sum(map(_usd, stays)), 2) if prices else None,
        "unpriced": sum(not unit.priced for unit in units),
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        **_fixed(unit),
        "role": unit.role,
        "verdict": unit.verdict,
        "floor": number(unit.floor),
        "ceiling": number(unit.ceiling),
        "scaled_by": unit.scaled_by,
        "woken_by": list(unit.woken_by),
        "held_by": [_held(one) for one in unit.held_by],
    }


def _fixed(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "kind": unit.kind,
        "platform": unit.platform,
        **at(unit.place),
        "idle": _money(unit.idle) if unit.idle is not None else None,
        "priced": unit.priced,
    }


def _held(hold: Held) -> dict[str, Any]:
    return {"reason": hold.reason, **at(hold.place), "rule": hold.rule or None}


def _want(want: Want) -> dict[str, Any]:
    return {"key": want.key, "value": want.value, "words": want.words, "source": want.source, **at(want.place)}


def _trait(trait: Trait) -> dict[str, Any]:
    share = trait.share
    return {**trait._asdict(), "share": None if share is None else round(share, 4)}


def _money(money: Money) -> dict[str, Any]:
    figures = {key: number(getattr(money, key)) for key in ("usd_month", "low", "high")}
    return {**figures, "formula": money.formula, "basis": money.basis, "as_of": money.as_of.isoformat()}


def _prices(units: Iterable[Unit]) -> list[dict[str, str]]:
    """The price lists on which the figures rest, the weightiest first."""
    weights: Counter[tuple[str, str]] = Counter()
    for unit in units:
        if unit.idle is not None:
            weights[unit.idle.basis, unit.idle.as_of.isoformat()] += 1 + int(unit.idle.usd_month * 100)
    return [{"basis": basis, "as_of": as_of} for (basis, as_of), _ in weights.most_common()]


def _usd(unit: Unit) -> float:
    return unit.idle.usd_month if unit.idle is not None else 0.0
