"""The report for editors and scripts; its schema is `data/report.schema.json`, its version the field `schema`."""

import math
from typing import Any

from ..finding import Finding, Money, Place, Report, TextFix
from ..reading.span import Span
from ..severity import SEVERITIES
from . import Context
from ._json import harmless_json

SCHEMA = "predeploy/report/1"


def render(report: Report, context: Context) -> str:
    data = {
        "schema": SCHEMA,
        "columnKind": "unicodeCodePoints",
        "summary": summary(report),
        "findings": [finding(each) for each in report.findings],
        "skipped": [each._asdict() for each in report.skipped],
        "errors": report.errors,
    }
    return harmless_json(data)


def summary(report: Report) -> dict[str, Any]:
    """The figures of the run, without the time it took: the same input gives the same bytes."""
    figures = report.summary
    counts = report.counts()
    return {
        "files": figures.files,
        "checked": figures.checked,
        "documents": figures.documents,
        "resources": figures.resources,
        "rules": figures.rules,
        "skipped": dict(sorted(figures.skipped.items())),
        "formats": dict(sorted(figures.formats.items())),
        "counts": {name: counts.get(name, 0) for name in SEVERITIES},
        "suppressed": figures.suppressed,
        "hidden": figures.hidden,
        "idle_usd_month": number(figures.idle_usd_month),
        "avoidable_usd_month": number(figures.avoidable_usd_month),
        "unpriced": figures.unpriced,
    }


def finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "tier": finding.tier,
        "message": finding.message,
        **_place(finding.place),
        "resource": finding.resource._asdict(),
        "application": finding.application,
        "exposed": finding.exposed,
        "money": _money(finding.money) if finding.money else None,
        "evidence": finding.evidence,
        "related": [{"label": related.label, **_place(related.place)} for related in finding.related],
        "fixable": finding.fixable or None,
        "fix": _fix(finding.fix) if finding.fix else None,
        "fingerprint": finding.fingerprint,
        "rendered": _rendered(finding),
        "renders": list(finding.renders) or None,
    }


def _rendered(finding: Finding) -> dict[str, Any] | None:
    if finding.rendered is None:
        return None
    decided = finding.decided
    value = {"key": decided.key, "how": decided.how, **_decided_place(decided.place)} if decided else None
    return {**_place(finding.rendered), "mapping": finding.mapping, "value": value}


def _decided_place(place: Place | None) -> dict[str, Any]:
    return _place(place) if place else {"path": None, **_lines(None)}


def number(value: float | None) -> float | None:
    """A figure JSON can hold: null for what is not known or has no bound."""
    return round(value, 4) if value is not None and math.isfinite(value) else None


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, **_lines(place.span)}


def _lines(span: Span | None) -> dict[str, int | None]:
    line, column, end_line, end_column = span[:4] if span else (None,) * 4
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _money(money: Money) -> dict[str, Any]:
    return {
        "usd_month": number(money.usd_month),
        "low": number(money.low),
        "high": number(money.high),
        "formula": money.formula,
        "basis": money.basis,
        "as_of": money.as_of.isoformat(),
    }


def _fix(fix: TextFix) -> dict[str, Any]:
    edits = [{"path": e.path, **_lines(e.span), "start": e.start, "end": e.end, "text": e.text} for e in fix.edits]
    return {"safe": fix.safe, "edits": edits}
