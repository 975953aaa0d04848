"""The phrases that text and Markdown share."""

from typing import Any, Final

from ..patterns import pattern
from ..report._words import dollars, plural
from . import Document

Record = dict[str, Any]

# Whoever is called like an object of a cluster is known by its name
_KIND: Final = pattern(r"\A[A-Z][A-Za-z]{2,40} `([^`]{1,300})`\Z")

SHOWN_AT_ZERO: Final = 8  # units of one application that sleep already: nobody has to do anything about them
SHOWN_FIXED: Final = 6
MOST_CALLERS: Final = 3
FEW_CALM: Final = 3  # applications at zero that are told each by itself
UNSAID: Final = "intent: unsaid"


def apart(applications: list[Record], *, everything: bool) -> tuple[list[Record], list[Record]]:
    """Those that somebody has to look at, and many that cost nothing and sleep already."""
    calm = [one for one in applications if one["idle_usd_month"] is None and not one["unpriced"] and _sleeps(one)]
    if everything or len(calm) <= FEW_CALM:
        return applications, []
    return [one for one in applications if one not in calm], calm


def _sleeps(application: Record) -> bool:
    return not any(count for verdict, count in application["verdicts"].items() if verdict != "zero")


def copies(unit: Record) -> str:
    """`1`, `2–10`, `0–∞`; `?` for what is not known."""
    floor, ceiling = _count(unit["floor"]), _count(unit["ceiling"])
    return floor if floor == ceiling else f"{floor}–{ceiling}"


def _count(value: Any) -> str:
    return "?" if value is None else "∞" if value == "unlimited" else f"{value:g}"


def money(record: Record) -> str:
    """What it costs a month; empty for nothing, `?` where nobody can tell."""
    if record["idle"] is not None:
        return f"{record['idle']['usd_month']:,.2f}"
    return "" if record["priced"] else "?"


def place(record: Record) -> str:
    if not record["path"]:
        return ""
    line = f":{record['line']}" if record["line"] else ""
    return f"{record['path']}{line}"


def woken(unit: Record) -> str:
    by = [_KIND.sub(r"\1", one) for one in unit["woken_by"]]
    more = len(by) - MOST_CALLERS
    said = ", ".join(by[:MOST_CALLERS]) + (f" and {more:,} more" if more > 0 else "")
    return f"woken by {said}" if said else ""


def wants(application: Record) -> list[str]:
    """`wants zero when idle (stated in predeploy.yaml:4)`, one thing each."""
    said = []
    for want in application["intent"]:
        where = f" {'in' if want['source'] == 'stated' else 'from'} {place(want)}" if place(want) else ""
        said.append(f"{want['words']} ({want['source']}{where})")
    return said


def sums(figures: Record) -> str:
    """`idle today $58.50 a month, could be $18.70 with zero on 10; 3 not priced`."""
    today, zero, many = figures["idle_usd_month"], figures["zero_usd_month"], figures["could_sleep"]
    missing = f"{figures['unpriced']:,} not priced" if figures["unpriced"] else ""
    if today is None:
        nothing = "costs nothing while nobody calls" if _sleeps(figures) else "what it costs stands elsewhere"
        return f"idle today: {missing}" if missing else nothing
    said = f"idle today {dollars(today)} a month"
    if many and zero < today:
        said += f", could be {dollars(zero)} with zero on {many:,}"
    return f"{said}; {missing}" if missing else said


def traits(found: list[Record], *, counted: bool = False) -> list[str]:
    """`pay per use 25 %`, or `pay per use 25 % (3 of 12)`; nothing is said of what it does not have parts for."""
    return [f"{one['name']} {_share(one, counted)}" for one in found if one["parts"]]


def _share(trait: Record, counted: bool) -> str:
    if trait["share"] is None:
        return "? (not enough is known)"
    said = f"{trait['share'] * 100:.0f} %"
    return f"{said} ({trait['having']:,} of {trait['known']:,})" if counted else said


def verdicts(figures: Record) -> str:
    return ", ".join(f"{count:,} {verdict}" for verdict, count in figures["verdicts"].items() if count)


def alike(fixed: list[Record]) -> list[tuple[str, list[Record]]]:
    """Fixed things by kind; those of one kind are told together where they are many."""
    kinds: dict[str, list[Record]] = {}
    for one in fixed:
        kinds.setdefault(one["kind"], []).append(one)
    return list(kinds.items())


def headline(document: Document) -> str:
    summary = document["summary"]
    said = verdicts(summary)
    return f"{plural(summary['applications'], 'application')}: {said}" if said else "nothing here runs or sleeps"


def saving(step: Record) -> str:
    return f"−{dollars(step['usd_month'])}" if step["usd_month"] else ""
