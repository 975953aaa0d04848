"""The sentences that several reports share."""

from math import isfinite
from typing import Final

from ..finding import Finding, Money, Place, Report
from ..reading.names import BUILT, base
from ..severity import SEVERITIES, at_least

MOST_RENDERS = 5  # that one finding names


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def clip(text: str, limit: int) -> str:
    """At most `limit` code points and `…`: a hostile name must not flood a log or fill a whole comment."""
    return text if len(text) <= limit else text[:limit] + "…"


def dollars(usd: float) -> str:
    return f"${usd:,.2f}"


def place(place: Place) -> str:
    """`path:line:column`, which terminals and editors make clickable; the path alone where no more is known."""
    return place.path if place.span is None else f"{place.path}:{place.span.line}:{place.span.column}"


def counts(report: Report) -> str:
    """`2 high, 1 medium, 4 low`, worst first; what was kept back follows in brackets."""
    found = report.counts()
    said = ", ".join(f"{found[name]:,} {name}" for name in SEVERITIES if found.get(name)) or "no findings"
    back = [(report.summary.suppressed, "suppressed"), (report.summary.hidden, "below --min-severity")]
    kept = ", ".join(f"{count:,} {why}" for count, why in back if count)
    return f"{said} ({kept})" if kept else said


def idle(report: Report) -> str:
    """What the project costs while nothing happens, as far as it could be priced; "" when nothing was."""
    summary = report.summary
    if summary.idle_usd_month is None:
        avoidable = summary.avoidable_usd_month
        return f"{dollars(avoidable)} a month avoidable" if avoidable else ""
    said = f"{dollars(summary.idle_usd_month)} a month idle"
    if summary.avoidable_usd_month:
        said += f", {dollars(summary.avoidable_usd_month)} avoidable"  # not always of it: not all that is saved is idle
    return said + (f", {summary.unpriced:,} not priced" if summary.unpriced else "")


def seen(report: Report) -> str:
    """`31 files, 64 resources, 2 skipped`: so that silence never hides what was not looked at."""
    summary = report.summary
    skipped = sum(summary.skipped.values())
    said = f"{plural(summary.files, 'file')}, {plural(summary.resources, 'resource')}"
    return f"{said}, {skipped:,} skipped" if skipped else said


def reasons(report: Report) -> list[str]:
    """`20 ignored by .gitignore`, `11 not a deploy format`, most frequent first."""
    ordered = sorted(report.summary.skipped.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count:,} {why}" for why, count in ordered if count]


def money(money: Money) -> str:
    """`$65.70 a month ($43.80 to $131.40) = 2 × 730 h × $0.045; AWS us-east-1, as of 2026-11-01`."""
    bounds = ""
    if money.low < money.high:
        bounds = f" ({dollars(money.low)} {'to ' + dollars(money.high) if isfinite(money.high) else 'or more'})"
    formula = f" = {money.formula}" if money.formula else ""
    basis = f"{money.basis}, " if money.basis else ""
    return f"{dollars(money.usd_month)} a month{bounds}{formula}; {basis}as of {money.as_of.isoformat()}"


def failing(report: Report, fail_on: str) -> list[Finding]:
    """The findings because of which the run does not pass."""
    return [finding for finding in (*report.findings, *report.hidden) if at_least(finding.severity, fail_on)]


def stages(finding: Finding) -> str:
    """`only in stage dev, prod`, of a chart `only with values prod`, or `as deployed by Flux HelmRelease prod/shop`, of overlays
    `only in overlays/prod`; "" for what holds in all."""
    if not finding.renders:
        return ""
    names, more = finding.renders[:MOST_RENDERS], len(finding.renders) - MOST_RENDERS
    said = ", ".join(names) + (f" and {more:,} more" if more > 0 else "")
    if finding.deployed:
        return f"as deployed by {said}"
    kind = "in" if _built(finding) else "with values" if finding.rendered else "in stage"
    return f"only {kind} {said}"


def _built(finding: Finding) -> bool:
    return finding.rendered is not None and base(finding.rendered.path) == BUILT


def mapping(finding: Finding) -> str:
    """How sure the place is, where it was rendered and is not proven."""
    if _built(finding):
        built = {"near": "something else may decide here too", "file": "the line is not known"}
        return built.get(finding.mapping, "")
    unsure = {
        "near": "this is the most alike line of the template: the exact one is not known",
        "file": "the line of the template is not known",
    }
    return unsure.get(finding.mapping, "")


_MARKS: Final = {"safe": "[safe fix]", "unsafe": "[fix]", "": ""}


def mark(finding: Finding) -> str:
    return _MARKS[finding.fixable]
