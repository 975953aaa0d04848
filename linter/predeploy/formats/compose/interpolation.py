"""What `${VAR:-default}` and its kin stand for: values given, those of `.env`, and defaults that are written.

https://docs.docker.com/reference/compose-file/interpolation/ (as of 2026-11)
"""

from collections.abc import Mapping
from typing import Any, Final

from ...patterns import pattern
from ...reading.values import ABSENT, UNKNOWN, Tagged

_VARIABLE = pattern(r"\$(?:(?P<escaped>\$)|(?P<plain>[A-Za-z_]\w*)|\{(?P<name>[A-Za-z_]\w*)(?P<more>\}|:?[-?+]))")
_LINE = pattern(
    r"""\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(?:'([^']*)'|"([^"\\$]*)"|([^'"#$\n][^#$\n]*?)?)\s*(?:\s#.*)?\Z"""
)
_DEEPEST: Final = 10
_LONGEST: Final = 100_000


class Interpolation:
    """A value as written → its effective value. What is neither given nor has a default is UNKNOWN: the shell of
    whoever deploys may say it."""

    __slots__ = ("given",)

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __call__(self, raw: Any) -> Any:
        if raw.__class__ is str:
            return self._text(raw, 0)[0] if "$" in raw else raw
        if raw.__class__ is Tagged:  # https://docs.docker.com/reference/compose-file/merge/ (as of 2026-11)
            return ABSENT if raw.tag == "!reset" else self(raw.value) if raw.tag == "!override" else UNKNOWN
        return ABSENT if raw is None else raw

    def is_given(self, raw: Any) -> bool:
        """Does a text get a part of its value from outside this file?"""
        return raw.__class__ is str and "$" in raw and self._text(raw, 0)[1]

    def _text(self, text: str, depth: int) -> tuple[Any, bool]:
        """The text with its variables filled in, and whether one of them was given."""
        if depth > _DEEPEST or len(text) > _LONGEST:
            return UNKNOWN, False
        parts: list[str] = []
        at, given = 0, False
        while found := _VARIABLE.search(text, at):
            parts.append(text[at : found.start()])
            at = found.end()
            if found["escaped"]:
                parts.append("$")
                continue
            word: str | None = None
            if found["more"] not in (None, "}"):
                end = _closing(text, at)
                if end < 0:
                    return UNKNOWN, False
                word, at = text[at:end], end + 1
            value, from_outside = self._variable(found["plain"] or found["name"], found["more"] or "", word, depth)
            given = given or from_outside
            if value is UNKNOWN:
                return UNKNOWN, given
            parts.append(value)
        return "".join([*parts, text[at:]]), given

    def _variable(self, name: str, operator: str, word: str | None, depth: int) -> tuple[Any, bool]:
        value = self.given.get(name)
        if value is UNKNOWN:  # a secret
            return UNKNOWN, True
        value = value if value is None or value.__class__ is str else str(value)
        if value is not None and (value or operator[:1] != ":"):  # with a colon the empty text counts as unset
            return self._text(word or "", depth + 1) if operator[-1:] == "+" else (value, True)
        return self._text(word or "", depth + 1) if operator[-1:] == "-" else (UNKNOWN, False)


def _closing(text: str, at: int) -> int:
    """The offset of the brace that closes the one before `at`; -1 without one."""
    depth = 1
    while at < len(text):
        depth += (text[at] == "{" and text[at - 1] == "$") - (text[at] == "}")
        if depth == 0:
            return at
        at += 1
    return -1


def assignments(text: str) -> dict[str, str]:
    """The variables of a `.env`; those that are made of others are left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.match(line) if len(line) <= _LONGEST else None
        if match is not None:
            found[match[1]] = next((value for value in match.groups()[1:] if value is not None), "")
    return found
