"""A summary for a pull request or a job: what is wrong, worst first, within what a comment can hold."""

from collections.abc import Iterator
from urllib.parse import quote

from ..finding import Finding, Place, Report
from ..severity import SEVERITIES
from . import Context, _words
from ._escape import code, markdown

# A comment on GitHub holds 65,536 characters, a job summary 1 MiB (as of 2026-11); the rest is for what others add.
ROOM = 60_000
LONGEST_MESSAGE = 600  # code points; escaped they can become ten times as many characters
LONGEST_NAME = 100
MOST_ERRORS = 10
FOLDED = ("low", "info")


def render(report: Report, context: Context) -> str:
    head = "\n\n".join(_head(report, context))
    foot = "\n\n".join(_foot(report, context))
    body = _body(report, context, ROOM - len(head) - len(foot))
    return "\n\n".join(part for part in (head, body, foot) if part) + "\n"


def _head(report: Report, context: Context) -> Iterator[str]:
    yield f"## predeploy: {_words.counts(report)}"
    failing = _words.failing(report, context.fail_on)
    if report.errors:
        yield f"**Not complete:** {_words.plural(len(report.errors), 'error')} kept this run from seeing everything."
        said = [f"- {markdown(_words.clip(error, LONGEST_MESSAGE // 2))}" for error in report.errors[:MOST_ERRORS]]
        more = len(report.errors) - len(said)
        yield "\n".join([*said, f"- and {more:,} more"] if more else said)
    elif not report.summary.checked and not failing:
        yield "**Nothing was checked.**"
    elif failing:
        yield f"**Not passed:** {_words.plural(len(failing), 'finding')} at or above {markdown(context.fail_on)}."
    else:
        yield f"**Passed:** nothing at or above {markdown(context.fail_on)}."
    yield " · ".join(markdown(part) for part in (_words.idle(report), _words.seen(report)) if part)


def _body(report: Report, context: Context, room: int) -> str:
    """The tables, cut where they would not fit."""
    parts: list[str] = []
    said = 0
    for severity in SEVERITIES:
        found = [finding for finding in report.findings if finding.severity == severity]
        if not found:
            continue
        table, rows = _table(severity, found, context, room - 200)
        if not rows:
            break
        parts.append(table)
        said += rows
        room -= len(table) + 2
        if rows < len(found):
            break
    left = len(report.findings) - said
    if left:
        parts.append(f"{_words.plural(left, 'more finding')} did not fit here; `predeploy scan` shows them all.")
    return "\n\n".join(parts)


def _table(severity: str, found: list[Finding], context: Context, room: int) -> tuple[str, int]:
    """As many rows as fit into `room` characters, and their number."""
    title = f"{len(found):,} {severity}"
    if severity in FOLDED:
        before, after = f"<details><summary>{title}</summary>\n\n", "\n\n</details>"
    else:
        before, after = f"### {title}\n\n", ""
    lines = ["| Rule | Where | What |", "| --- | --- | --- |"]
    used = len(before) + len(after) + sum(len(line) + 1 for line in lines)
    for finding in found:
        row = _row(finding, context)
        used += len(row) + 1
        if used > room:
            break
        lines.append(row)
    return before + "\n".join(lines) + after, len(lines) - 2


def _row(finding: Finding, context: Context) -> str:
    notes = [_words.clip(finding.message, LONGEST_MESSAGE)]
    if finding.money:
        notes.append(str(finding.money))
    notes += [_words.stages(finding), _words.mark(finding).strip("[]")]
    what = " · ".join(markdown(note) for note in notes if note)
    if finding.application:
        what = f"{code(_words.clip(finding.application, LONGEST_NAME))}: {what}"
    return f"| {code(finding.rule)} | {_link(finding.place, context)} | {what} |"


def _link(place: Place, context: Context) -> str:
    line = f"#L{place.span.line}" if place.span else ""
    text = place.path + (f":{place.span.line}" if place.span else "")
    # A path such as `javascript:x` is percent-encoded and so stays a path.
    return f"[{code(text)}]({context.link}{quote(place.path.encode('utf-8', 'replace'))}{line})"


def _foot(report: Report, context: Context) -> Iterator[str]:
    if report.summary.skipped and not context.quiet:
        skipped = sum(report.summary.skipped.values())
        reasons = "\n".join(f"- {markdown(part)}" for part in _words.reasons(report))
        yield f"<details><summary>{skipped:,} skipped</summary>\n\n{reasons}\n\n</details>"
