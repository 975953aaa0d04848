"""Readiness for a terminal: a table an application, then what to do next."""

from collections.abc import Iterable, Iterator
from typing import Final

from ..report._escape import terminal
from ..report._layout import Line, cells, paint, shorten, spread, wrap
from ..report._words import clip, plural
from . import Context, Document, _words
from ._words import Record

WIDEST: Final = 120
NARROWEST: Final = 60
LONGEST: Final = 2_000  # code points of one text
MOST_STEPS: Final = 12
INDENT: Final = 2
VERDICT: Final = 8  # cells of "unsuited"
COPIES: Final = 7
MONEY: Final = 10
DETAIL: Final = INDENT + VERDICT + 2  # where the lines below a row begin

COLORS: Final = {
    "zero": "green",
    "ready": "blue",
    "blocked": "yellow",
    "unsuited": "dim",
    "unknown": "dim",
    "fixed": "dim",
}


def render(document: Document, context: Context) -> str:
    return paint(_lines(document, context), color=context.color)


def _lines(document: Document, context: Context) -> Iterator[Line]:
    page = _Page(context)
    told, calm = _words.apart(document["applications"], everything=context.all)
    for application in told:
        yield from page.application(application)
    yield from page.calm(calm)
    yield from page.next(document)
    yield from page.summary(document)


class _Page:
    def __init__(self, context: Context) -> None:
        self.width = max(NARROWEST, min(context.width, WIDEST))
        self.all = context.all
        self.most = self.name = self.width - DETAIL - COPIES - MONEY - 2 * INDENT

    def application(self, found: Record) -> Iterator[Line]:
        wants = _words.wants(found)
        title: Line = [(_safe(found["name"]), "bold"), ("" if wants else f"  {_words.UNSAID}", "dim")]
        yield from spread(title, [(_safe(found["path"] or "."), "dim")], self.width, INDENT)
        yield from self.prose([", ".join(wants)], INDENT, "dim")
        yield []
        names = [one["name"] for one in found["units"]] + [_called(one) for one in found["fixed"]]
        self.name = min(self.most, max(len("name"), *(cells(_safe(name)) for name in names)))
        yield from self.row("verdict", "name", "copies", "idle $/mo", "", "dim")
        sleeping = [one for one in found["units"] if one["verdict"] == "zero"]
        for unit in found["units"]:
            if unit["verdict"] != "zero":
                yield from self.unit(unit)
        yield from self.asleep(sleeping)
        yield from self.fixed(found["fixed"])
        yield []
        yield from self.prose([_words.sums(found)], DETAIL, "bold")
        yield from self.listed(_words.traits(found["traits"]), DETAIL, "dim")
        yield []

    def calm(self, found: list[Record]) -> Iterator[Line]:
        if found:
            names = ", ".join(one["name"] for one in found[: _words.SHOWN_AT_ZERO])
            more = len(found) - _words.SHOWN_AT_ZERO
            yield [(f"{len(found):,} applications cost nothing while nobody calls", "bold"), (" (--all)", "dim")]
            yield from self.prose([f"{names}{f' and {more:,} more' if more > 0 else ''}"], INDENT, "dim")
            yield []

    def row(self, verdict: str, name: str, copies: str, money: str, more: str = "", style: str = "") -> Iterator[Line]:
        """`more` stands in the same line where it fits, else below."""
        shown = shorten(_safe(name), self.name)
        gap = " " * (self.name - cells(shown) + INDENT)
        line: Line = [
            (" " * INDENT, ""),
            (f"{verdict:<{VERDICT}}", style or COLORS[verdict]),
            ("  ", ""),
            (shown, style),
        ]
        line.append((f"{gap}{copies:<{COPIES}}{money:>{MONEY}}", style))
        used = DETAIL + self.name + INDENT + COPIES + MONEY + INDENT
        fits = more and used + cells(_safe(more)) <= self.width
        yield [*line, (" " * INDENT, ""), (_safe(more), "dim")] if fits else line
        if not fits:
            yield from self.detail(more, "")

    def unit(self, unit: Record) -> Iterator[Line]:
        yield from self.row(unit["verdict"], unit["name"], _words.copies(unit), _words.money(unit), _words.woken(unit))
        for hold in unit["held_by"]:
            rule = f" ({hold['rule']})" if hold["rule"] else ""
            yield from self.detail(hold["reason"] + rule, _words.place(hold))
        if not unit["held_by"]:
            yield from self.detail("its floor is not known before deployment", _words.place(unit))
        if unit["scaled_by"]:
            yield from self.detail(f"scaled by {unit['scaled_by']}", "")

    def detail(self, text: str, where: str) -> Iterator[Line]:
        """A text with its place at the right edge, where both fit."""
        rows = wrap(_safe(text), self.width - DETAIL)
        for row in rows[:-1]:
            yield [(" " * DETAIL, ""), (row, "dim")]
        if rows:
            last: Line = [(" " * DETAIL, ""), (rows[-1], "dim")]
            yield from spread(last, [(_safe(where), "dim")] if where else [], self.width, DETAIL + INDENT)

    def asleep(self, units: list[Record]) -> Iterator[Line]:
        shown = units if self.all or len(units) <= _words.SHOWN_AT_ZERO + 1 else units[: _words.SHOWN_AT_ZERO]
        for unit in shown:
            yield from self.row("zero", unit["name"], _words.copies(unit), _words.money(unit), _words.woken(unit))
        if len(units) > len(shown):
            yield from self.row("zero", f"and {len(units) - len(shown):,} more (--all)", "", "")

    def fixed(self, found: list[Record]) -> Iterator[Line]:
        for kind, many in _words.alike(found):
            if len(many) <= _words.SHOWN_FIXED or self.all:
                for one in many:
                    yield from self.row("fixed", _called(one), "", _words.money(one), _words.place(one))
                continue
            priced = [one["idle"]["usd_month"] for one in many if one["idle"] is not None]
            yield from self.row("fixed", f"{len(many):,} × {kind}", "", f"{sum(priced):,.2f}" if priced else "?")

    def next(self, document: Document) -> Iterator[Line]:
        found = document["next"]
        if not found:
            return
        yield [("next, worth most first", "bold")]
        shown = found if self.all else found[:MOST_STEPS]
        for number, step in enumerate(shown, 1):
            head = f"{number:>3}  {_words.saving(step):<{MONEY}}  "
            for row in wrap(_safe(step["text"]), self.width - len(head)):
                yield [(head, "bold"), (row, "")]
                head = " " * len(head)
            head = " " * len(head)
            more = f"and {step['more']:,} more" if step["more"] else ""
            for line in filter(None, (*map(_words.place, step["places"]), more, step["command"])):
                yield [(head, ""), (_safe(line), "dim")]
        if len(found) > len(shown):
            yield [(f"     and {len(found) - len(shown):,} more (--all)", "dim")]
        yield []

    def summary(self, document: Document) -> Iterator[Line]:
        figures = document["summary"]
        parts = [_words.headline(document)]
        if figures["applications"]:
            parts.append(_words.sums(figures))
        yield from self.prose(parts, 0, "bold")
        if figures["applications"] > 1:
            yield from self.listed(_words.traits(document["traits"], counted=True), 0, "")
        yield from self.prose([_basis(document)], 0, "dim")

    def listed(self, parts: list[str], indent: int, style: str) -> Iterator[Line]:
        """Parts that stay whole, ` · ` between them."""
        rows: list[str] = []
        for part in map(_safe, parts):
            if rows and cells(rows[-1]) + 3 + cells(part) <= self.width - indent:
                rows[-1] += f" · {part}"
            else:
                rows.append(part)
        return ([(" " * indent, ""), (row, style)] for row in rows)

    def prose(self, parts: Iterable[str], indent: int, style: str) -> Iterator[Line]:
        for part in parts:
            for row in wrap(_safe(part), self.width - indent):
                yield [(" " * indent, ""), (row, style)]


def _called(fixed: Record) -> str:
    return f"{fixed['kind']} {fixed['name']}"


def _basis(document: Document) -> str:
    prices = document["prices"]
    if not prices:
        return ""
    more = f" and {plural(len(prices) - 1, 'other list')}" if len(prices) > 1 else ""
    return f"prices: {prices[0]['basis']}{more}, as of {min(one['as_of'] for one in prices)}, without free tiers (--format json has each)"


def _safe(text: str) -> str:
    return terminal(clip(text, LONGEST))
