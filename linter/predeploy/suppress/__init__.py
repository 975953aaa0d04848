"""Suppressions: what comments, annotations and Metadata excuse, and what is wrong with an excuse.

The config's own `ignore:` is config's business.
"""

from collections.abc import Callable, Iterable
from datetime import date

from ..finding import Finding, Place
from ..record import NamedTuple
from ..views import Problem
from .lines import UNSURE, WHOLE_FILE, Suppression, Text
from .peers import ALL, spellings
from .reading import collect, comments, in_values

__all__ = [
    "ALL", "UNSURE", "Outcome", "Spot", "Suppressed", "Suppression", "Text", "apply", "collect", "comments", "found_at", "in_values",
]  # fmt: skip

Resolve = Callable[[str, str], set[str] | None]
"""(word, peer or empty for our own names) → ids of our rules; None when nobody knows the word. With a peer the word
can be ALL: every rule that replaces a check of it."""


Spot = Callable[[Finding], Place]


def found_at(finding: Finding) -> Place:
    """Where it was found: comments and annotations come along when a chart is rendered."""
    return finding.rendered or finding.place


MAX_SUGGESTIONS = 50  # each compares a word with the name of every rule


class Suppressed(NamedTuple):
    finding: Finding
    by: Suppression


class Outcome(NamedTuple):
    kept: list[Finding]
    suppressed: list[Suppressed]
    problems: list[Problem]


class _Active:
    """One suppression with the rules it means: the ids by word, None for every rule."""

    def __init__(self, own: Suppression, rules: dict[str, set[str]] | None) -> None:
        self.own, self.rules = own, rules
        self.used: set[str] = set()
        self.locked: set[str] = set()

    def word_for(self, rule: str) -> str | None:
        """The word by which a rule is meant."""
        if self.rules is None:
            return ALL
        return next((word for word, ids in self.rules.items() if rule in ids), None)


def apply(
    findings: Iterable[Finding],
    suppressions: Iterable[Suppression],
    resolve: Resolve,
    today: date,
    *,
    require_reason: bool = False,
    locked: frozenset[str] = frozenset(),
    ran: Iterable[str] = (),
    spot: Spot | None = None,
) -> Outcome:
    """Part the findings into kept and suppressed, and say what is wrong with the suppressions.

    `locked` are rule ids that nothing suppresses, `ran` those that were run: only of these can one say that a
    suppression is of no use. `spot` says where a finding stands, else it is where it was found. `until` is the last day
    on which a suppression counts.
    """
    out, ran = Outcome([], [], []), frozenset(ran)
    active: dict[str, list[_Active]] = {}
    for own in suppressions:
        if one := _activate(own, resolve, today, require_reason=require_reason, ran=ran, out=out):
            active.setdefault(own.path, []).append(one)
    for finding in findings:
        place = (spot or found_at)(finding)
        covering = [(one, word) for one in active.get(place.path, ())
                    if covers(one.own, place) and (word := one.word_for(finding.rule)) is not None]  # fmt: skip
        for one, word in covering:
            one.used.add(word)
            if finding.rule in locked:
                one.locked.add(finding.rule)
        if covering and finding.rule not in locked:
            out.suppressed.append(Suppressed(finding, covering[0][0].own))
        else:
            out.kept.append(finding)
    everyone = [one for ones in active.values() for one in ones]
    for one in everyone:
        for rule in sorted(one.locked):
            if not one.own.peer:
                out.problems.append(
                    _problem("locked-suppression", f"`{rule}` is locked: it cannot be suppressed", one.own)
                )
    _report_unused(everyone, ran, out)
    return out


def covers(own: Suppression, place: Place) -> bool:
    """Does a finding's main place lie within the suppression's lines? One without a line only in a whole file."""
    span = place.span
    if span is None:
        return (own.first_line, own.last_line) == WHOLE_FILE
    last = span.end_line - (span.end_column == 1 and span.end_line > span.line)
    return span.line <= own.last_line and last >= own.first_line


def _activate(
    own: Suppression, resolve: Resolve, today: date, *, require_reason: bool, ran: frozenset[str], out: Outcome
) -> _Active | None:
    """Resolve the names; None when the suppression does not count."""
    if own.malformed:
        out.problems.append(_problem("bad-suppression", own.malformed, own))
        return None
    if own.until is not None and own.until < today:
        if not own.peer:
            out.problems.append(_problem("expired-suppression", f"counted until {own.until.isoformat()} only", own))
        return None
    if require_reason and not own.reason and not own.peer:
        out.problems.append(_problem("bad-suppression", "a reason is required behind the brackets", own))
        return None
    if own.words is None:
        return _Active(own, None)
    rules: dict[str, set[str]] = {}
    for word in own.words:
        ids = set[str]().union(*(resolve(spelled, own.peer) or () for spelled in spellings(own.peer, word)))
        if ids:
            rules[word] = ids
        elif not own.peer:
            near = _unknown(word, ran) if len(out.problems) < MAX_SUGGESTIONS else f"there is no rule called `{word}`"
            out.problems.append(_problem("unknown-suppression", near, own))
    return _Active(own, rules) if rules else None


def _report_unused(everyone: list[_Active], ran: frozenset[str], out: Outcome) -> None:
    """A template rendered twice has each of its comments twice: used once is used. What speaks of no line, because its
    lines were not rendered, may be of use another time."""
    unused: dict[tuple[Place, str], _Active] = {}
    used = {(one.own.place, word) for one in everyone for word in one.used}
    for one in everyone:
        for word, ids in (one.rules or {}).items():
            if (
                not one.own.peer
                and one.own.last_line
                and one.own.kind != UNSURE
                and ids <= ran
                and (one.own.place, word) not in used
            ):
                unused.setdefault((one.own.place, word), one)
    for (_, word), one in unused.items():
        out.problems.append(
            _problem("unused-suppression", f"`{word}` finds nothing here that it could suppress", one.own)
        )


def _unknown(word: str, ran: frozenset[str]) -> str:
    import difflib

    names = [rule.rpartition("/")[2] for rule in sorted(ran)]
    near = difflib.get_close_matches(word.rpartition("/")[2], names, 1)
    return f"there is no rule called `{word}`" + (f"; did you mean `{near[0]}`?" if near else "")


def _problem(kind: str, message: str, own: Suppression) -> Problem:
    return Problem(kind, message, own.place.path, own.place.span)
