"""How a suppression is written: the rules, a date, a reason; and what is wrong with it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from ..patterns import pattern
from ..reading.tree import Path
from ..record import NamedTuple

KEY: Final = "predeploy/ignore"
"""The annotation, without the name of the rule."""

_MAX_WORDS: Final = 200
_UNTIL: Final = pattern(r"(?:^|\s)until\s*=\s*(\S*)")


_LIKELY: Final = pattern(r"predeploy:\s*(ign[a-z-]*|disable|skip|noqa|nolint|suppress|allow)\b(.*)", 16)  # re.DOTALL


class Said(NamedTuple):
    """What one suppression says. `words` are None where it means every rule."""

    words: tuple[str, ...] | None
    reason: str = ""
    until: date | None = None
    malformed: str = ""


def directive(text: str) -> tuple[str, Said] | None:
    """The command and what it says, of a comment from its `predeploy:` on; None for prose."""
    found = _LIKELY.match(text)
    return (found[1], parse(found[1], found[2])) if found else None


def parse(command: str, rest: str) -> Said:
    """What stands behind `predeploy:`."""
    if command not in ("ignore", "ignore-file"):
        return Said((), malformed=f"`{command}` means nothing here; write ignore[rule] or ignore-file[rule]")
    rest = rest.strip()
    if not rest.startswith("["):
        if command == "ignore-file":
            return explained(None, rest)
        return Said((), malformed="it does not say which rules: write ignore[rule]")
    inside, closing, behind = rest[1:].partition("]")
    words = tuple(filter(None, (word.strip() for word in inside.split(","))))
    if not closing:
        return Said((), malformed="the bracket is never closed")
    if not words:
        return Said((), malformed="the brackets are empty: name the rules")
    if len(words) > _MAX_WORDS:
        return Said((), malformed=f"it names more than {_MAX_WORDS} rules")
    return explained(words, behind)


def named(name: str, text: str) -> Said:
    if not name:
        return Said((), malformed=f"it does not say which rule: write {KEY}.<rule>")
    return explained((name,), text)


def explained(words: tuple[str, ...] | None, text: str) -> Said:
    """Words with the reason and the date behind them."""
    match = _UNTIL.search(text)
    reason = (text if match is None else text[: match.start()] + " " + text[match.end() :]).strip(" \t:–—-,")
    if match is None:
        return Said(words, reason)
    try:
        return Said(words, reason, date.fromisoformat(match[1]))
    except ValueError:
        return Said((), malformed=f"`{match[1]}` is no date: write until=2027-01-31")


def listed(value: Any) -> Iterator[tuple[Said, Path]]:
    """The entries of `ignore: [a, b]` or `ignore: {a: reason}`, and where each stands."""
    if value.__class__ is str:
        yield named(value, ""), ()
    elif value.__class__ is dict:
        for name, reason in value.items():
            yield explained((name,), reason if reason.__class__ is str else ""), (name,)
    elif value.__class__ is list:
        for number, name in enumerate(value):
            said = named(name, "") if name.__class__ is str else Said((), malformed="not the name of a rule")
            yield said, (number,)
    elif value is not None:
        yield Said((), malformed="write a list of rules, or a mapping of rules to reasons"), ()
