"""What .gitignore, .predeployignore and the config's `exclude` take out of a walk.

In one thing pathspec is not git: a negated folder brings back what is in it (after `*` and `!a` git still ignores
`a/b`). Such repositories are read in more parts than git has, never in fewer.
"""

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

CONFIG, OWN, GIT = 0, 1, 2
"""Whose patterns decide first. Among equals the deeper folder does, as in git."""

IGNORE_FILES: Final = {".predeployignore": OWN, ".gitignore": GIT}

_LONGEST: Final = 1_000
_WILDCARDS: Final = 3


class _Level(NamedTuple):
    rank: int
    base: str  # reported folder of the ignore file with a slash behind it; empty for the root
    reason: str
    spec: Any


class Ignores:
    """The patterns in force in one folder; immutable, so that sibling folders can share them."""

    __slots__ = ("_levels",)

    def __init__(self, levels: tuple[_Level, ...] = ()) -> None:
        self._levels = levels

    def with_lines(self, rank: int, base: str, reason: str, lines: Iterable[str]) -> "Ignores":
        """The same with the lines of one more ignore file, which lies in `base`, below those there are."""
        lines = [_unfold(line) for line in lines if line.strip() and not line.startswith("#") and _harmless(line)]
        if not lines:
            return self
        new = _Level(rank, base, reason, _spec(lines))
        return Ignores(tuple(sorted((new, *self._levels), key=lambda level: level.rank)))  # stable: deeper stays first

    def overruled(self) -> "Ignores":
        """Those that still count where a person or the format wants to read what ignore files leave out."""
        return Ignores(tuple(level for level in self._levels if level.rank == CONFIG))

    def reason(self, path: str) -> str | None:
        """Why a reported path (a folder's with a slash behind it) is ignored, or None; looks at none of its parents."""
        for rank, base, reason, spec in self._levels:
            verdict = spec.check_file(path[len(base) :]).include
            if verdict is not None and (verdict or rank != CONFIG):
                return reason if verdict else None
        return None


def _spec(lines: list[str]) -> Any:
    from pathspec import GitIgnoreSpec  # 20 ms: not where nothing is ignored

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _legal(line)])


def _legal(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:  # git passes over what is no pattern (`!`, `[`)
        return False
    return True


def _unfold(line: str) -> str:
    """`a/**` is what lies in `a`, but pathspec would also take it for `a/` itself, and then `!a/b` came too late."""
    return re.sub(r"/\*\*(/?)\s*$", r"/**/*\1", line)


def _harmless(line: str) -> bool:
    """Patterns become regular expressions, and `*a*a*a*a*b` from a stranger would search for hours."""
    segments = line.split("/")
    return (
        len(line) <= _LONGEST
        and segments.count("**") <= _WILDCARDS
        and all(len(re.findall(r"\*+", segment)) <= _WILDCARDS for segment in segments)
    )
