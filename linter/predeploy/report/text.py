"""The report for a terminal: grouped by application, worst first, each finding with its line of the source."""

from collections.abc import Iterator

from ..finding import Finding, Place, Related, Report
from . import Context, _words
from ._escape import terminal
from ._excerpt import Excerpts
from ._layout import Line, cells, length, paint, shorten, spread, wrap

GUTTER = 10  # cells before rule, message and bar: room for "critical" and for line numbers up to 999,999,999
WIDEST = 120  # on wider terminals the places at the right edge would be far from what they belong to
LONGEST_MESSAGE = 2_000  # code points
LONGEST_NAME = 200
MOST_RELATED = 6

COLORS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan", "info": "blue"}


def render(report: Report, context: Context) -> str:
    return paint(lines(report, context), color=context.color)


def _width(context: Context) -> int:
    return max(40, min(context.width, WIDEST))


def lines(report: Report, context: Context) -> Iterator[Line]:
    """The whole report as styled lines."""
    page = _Page(context)
    yield from page.findings(report)
    if context.show_skipped:
        yield from page.skipped(report)
    if not context.quiet:
        yield from page.summary(report)
    yield from page.errors(report)


class _Page:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.width = _width(context)
        self.excerpts = Excerpts(context.read)

    def findings(self, report: Report) -> Iterator[Line]:
        groups: dict[str, list[Finding]] = {}
        for finding in report.findings:  # ranked, so the group with the worst finding comes first
            groups.setdefault(finding.application, []).append(finding)
        for name, findings in groups.items():
            if groups.keys() != {""}:
                yield from self.header(name, report.intents.get(name, ""))
            before: Place | None = None
            for finding in findings:
                repeated = before is not None and finding.place.span is not None and finding.place == before
                if before is not None and not repeated:
                    yield []
                yield from self.finding(finding, repeated)
                before = finding.place
            yield []

    def header(self, name: str, intent: str) -> Iterator[Line]:
        title: Line = [(terminal(_words.clip(name, LONGEST_NAME)), "bold")] if name else [("no application", "dim")]
        wanted = terminal(_words.clip(intent, LONGEST_NAME))
        if length(title) + 3 + cells(wanted) <= self.width:
            yield [*title, ("   " + wanted, "dim")]
        else:
            yield title
            yield from self.indented(wrap(wanted, self.width - GUTTER), "dim")

    def finding(self, finding: Finding, repeated: bool) -> list[Line]:
        color = COLORS[finding.severity]
        head: Line = [(f"{finding.severity:>{GUTTER - 2}}", color), ("  ", ""), (terminal(finding.rule), "bold")]
        said = spread(head, [(terminal(_words.place(finding.place)), "dim")], self.width, GUTTER)
        said += self.prose(finding)
        if not repeated:
            said += self.source(finding, color)
        if mark := _words.mark(finding):
            said += spread(said.pop(), [(mark, "green" if finding.fixable == "safe" else "dim")], self.width)
        if finding.related:
            said += self.related(finding)
        return said

    def prose(self, finding: Finding) -> list[Line]:
        room = self.width - GUTTER
        message = terminal(_words.clip(finding.message, LONGEST_MESSAGE))
        said = self.indented(wrap(message, room) or [""], "")
        if finding.money:
            said += self.indented(wrap(terminal(_words.money(finding.money)), room), "dim")
        if finding.renders:
            said += self.indented(wrap(terminal(_words.stages(finding)), room), "dim")
        if finding.mapping:
            said += self.indented(wrap(_words.mapping(finding), room), "dim")
        if finding.evidence:
            said += self.indented(wrap(terminal(f"evidence: {finding.evidence}"), room), "dim")
        return said

    @staticmethod
    def indented(rows: list[str], style: str) -> list[Line]:
        return [[(" " * GUTTER, ""), (row, style)] for row in rows]

    def source(self, finding: Finding, color: str) -> list[Line]:
        found = self.excerpts.at(finding.place, self.width - GUTTER - 2, finding.resource.kind, secret=finding.secret)
        if not found:
            return []
        carets: Line = [(" " * found.start, ""), ("^" * found.length, color)]
        return [[_bar(found.number), (found.text, "")], [_bar(), *carets]]

    def related(self, finding: Finding) -> Iterator[Line]:
        for related in finding.related[:MOST_RELATED]:
            yield from self.also(related, finding)
        more = len(finding.related) - MOST_RELATED
        if more > 0:
            yield [_bar(), (f"… and {_words.plural(more, 'more place')}", "dim")]

    def also(self, related: Related, finding: Finding) -> Iterator[Line]:
        """A related place: on one line with its label and address when they fit, else on two."""
        where: Line = [(terminal(_words.place(related.place)), "dim")]
        label = terminal(_words.clip(related.label, LONGEST_NAME))
        room = self.width - GUTTER - 2
        # the line of the value that feeds a secret shows the secret
        hidden = finding.secret and finding.decided is not None
        found = None if hidden else self.excerpts.at(related.place, room, finding.resource.kind)
        if found and not _same_line(related.place, finding.place):
            if cells(found.text) + 3 + cells(label) + 2 + length(where) <= room:
                yield from spread([_bar(found.number), (found.text, ""), ("   " + label, "italic")], where, self.width)
                return
            yield [_bar(found.number), (found.text, "")]
        yield from spread([_bar(), (shorten(label, room), "italic")], where, self.width, GUTTER + 2)

    def skipped(self, report: Report) -> Iterator[Line]:
        by_reason: dict[str, list[str]] = {}
        for skipped in report.skipped:
            said = f"{skipped.path}  {skipped.detail}" if skipped.detail else skipped.path
            by_reason.setdefault(skipped.reason, []).append(terminal(said))
        for reason, paths in sorted(by_reason.items()):
            yield [(f"skipped: {terminal(reason)}", "bold"), (f" ({len(paths):,})", "dim")]
            yield from ([("  " + path, "")] for path in paths)
            yield []

    def summary(self, report: Report) -> Iterator[Line]:
        hint = "" if self.context.show_skipped else " (--show-skipped)"
        hint = hint if report.summary.skipped else ""
        if not report.summary.checked and not report.findings:
            why = ": " + ", ".join(_words.reasons(report)) if report.summary.skipped else ""
            parts = ["nothing was checked", _words.seen(report) + why + hint]
        else:
            parts = [_words.counts(report), _words.idle(report), _words.seen(report) + hint]
        style = "bold" if report.findings or report.errors or not report.summary.checked else "green"
        yield from ([(row, style)] for row in _joined([terminal(part) for part in parts if part], self.width))
        yield from ([(row, "dim")] for row in _joined([*_next(report)], self.width))

    def errors(self, report: Report) -> Iterator[Line]:
        if not report.errors:
            return
        yield []
        yield [(f"This run is not complete: {_words.plural(len(report.errors), 'error')}", "bold red")]
        for error in report.errors:
            for i, row in enumerate(wrap(terminal(_words.clip(error, LONGEST_MESSAGE)), self.width - GUTTER)):
                yield [(f"{'' if i else 'error':>{GUTTER - 2}}  ", "bold red"), (row, "")]


def _bar(number: int | str = "") -> tuple[str, str]:
    return f"{number:>{GUTTER - 1}} │ ", "dim"


def _same_line(one: Place, other: Place) -> bool:
    return (
        one.path == other.path and one.span is not None and other.span is not None and one.span.line == other.span.line
    )


def _joined(parts: list[str], width: int) -> list[str]:
    """The parts with ` · ` between them, on as few lines as they need."""
    rows: list[str] = []
    for part in parts:
        if rows and cells(rows[-1]) + 3 + cells(part) <= width:
            rows[-1] += " · " + part
        else:
            rows += wrap(part, width)
    return rows


def _next(report: Report) -> Iterator[str]:
    """What to do now: mend what can be mended without thinking, read about the worst."""
    safe = sum(finding.fixable == "safe" for finding in report.findings)
    if safe:
        yield f"--fix mends {safe:,}"
    if report.findings:
        worst = report.findings[0]
        yield f"predeploy explain {terminal(worst.rule if ':' in worst.rule else worst.name)}"
