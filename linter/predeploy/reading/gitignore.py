"""gitignore patterns, matched as git matches them on the way down: an entry alone, for its parents were let through.

`pathspec` answers another question (is this file below something ignored?), so that `*`, `!*/`, `!*.yaml` ignores
every folder and `*`, `!a` brings back `a/b`; and its regular expressions search for hours on `*a*a*a*a*a*b`, which a
stranger may write. These here never backtrack over more than one `*`. Semantics: git's dir.c and wildmatch.c (2.39).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..patterns import pattern
from ..record import NamedTuple

_LONGEST: Final = 1_000  # characters of a line; no file name is longer
_CLASSES: Final = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "lower": "a-z",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_TOKEN: Final = pattern(
    r"(?P<star>\*+)|(?P<any>\?)|\[(?P<not>[!^]?)(?P<set>\]?(?:\[:\w+:\]|\\.|[^]\\])*)\]|\\(?P<escaped>.)|(?P<char>[^[\\])",
    re.DOTALL,
)

_MEMBER: Final = pattern(r"\[:(?P<cls>\w+):\]|\\?(?P<low>.)(?:-(?!$)\\?(?P<high>.))?", re.DOTALL)


class _Pattern(NamedTuple):
    ignores: bool  # False for a pattern with `!`
    folders_only: bool
    whole: bool  # compared with the path from the ignore file's folder, otherwise with the last name
    regex: str


class Patterns:
    """The patterns of an ignore file; what git takes for no pattern is passed over, and so are very long lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        read = [pattern for line in lines if len(line) <= _LONGEST and (pattern := _read(line))]
        self._last_first = [(pattern, _compile([pattern])) for pattern in reversed(read)]
        # Most entries match nothing: one search for all patterns says so seven times faster than one search each.
        self._names = _compile(pattern for pattern in read if not pattern.whole)
        self._paths = _compile(pattern for pattern in read if pattern.whole)

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Is an entry ignored (True), brought back (False), or neither? The last pattern that matches decides."""
        name = path.rpartition("/")[2]
        if not self._names.fullmatch(name) and not self._paths.fullmatch(path):
            return None
        for one, regex in self._last_first:
            if (folder or not one.folders_only) and regex.fullmatch(path if one.whole else name):
                return one.ignores
        return None


def _compile(patterns: Iterable[_Pattern]) -> re.Pattern[str]:
    return pattern("|".join(pattern.regex for pattern in patterns), re.DOTALL)


def _read(line: str) -> _Pattern | None:
    if line.startswith("#"):
        return None
    text = re.sub(r"((?:[^\\]|\\.)*?)(?: *)$", r"\1", line, count=1) if line.endswith(" ") else line
    ignores = not text.startswith("!")
    text = text if ignores else text[1:]
    folders_only = text.endswith("/")
    text = text[:-1] if folders_only else text
    whole = "/" in text
    segments = text.removeprefix("/").split("/")
    try:
        regex = _path(segments) if whole else _segment(text)
    except _NoPattern:
        return None
    return _Pattern(ignores, folders_only, whole, regex) if text else None


class _NoPattern(Exception):
    pass


def _path(segments: list[str]) -> str:
    """Between two `**` the first place that fits is the best, no other needs to be tried: hence the atomic groups."""
    groups: list[list[str]] = [[]]
    for segment in segments:
        if len(segment) > 1 and set(segment) == {"*"}:
            groups.append([])
        else:
            groups[-1].append(_segment(segment))
    first, *others = ["/".join(group) for group in groups]
    if not others:
        return first
    *between, last = others
    middle = "".join(f"(?>(?:[^/]++/)*?{group}/)" for group in between if group)
    return (first and first + "/") + middle + (f"(?:[^/]++/)*{last}" if last else ".+")


def _segment(text: str) -> str:
    """The same one level down: what stands between two `*` has a fixed length, its first place is the best."""
    first, *others = _chunks(text)
    if not others:
        return first
    *between, last = others
    return first + "".join(f"(?>[^/]*?{chunk})" for chunk in between) + "[^/]*" + last


def _chunks(text: str) -> Iterator[str]:
    """Regular expressions of what stands between the stars; each matches a fixed number of characters."""
    chunk, at = "", 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:  # `[` without end, `\` at the end
            raise _NoPattern
        at = token.end()
        if token["star"]:
            yield chunk
            chunk = ""
        elif token["any"]:
            chunk += "[^/]"
        elif token["set"] is not None:
            chunk += _set(token["set"], negated=bool(token["not"]))
        else:
            chunk += re.escape(token["escaped"] or token["char"])
    yield chunk


def _set(text: str, *, negated: bool) -> str:
    members = ""
    for member in _MEMBER.finditer(text):
        name, low, high = member["cls"], member["low"], member["high"] or member["low"]
        if name and name not in _CLASSES:
            raise _NoPattern
        if name:
            members += _CLASSES[name]
        elif low <= high:
            members += f"{re.escape(low)}-{re.escape(high)}"
    if negated:
        return f"[^/{members}]"
    return f"(?:(?!/)[{members}])" if members else "(?!)"
