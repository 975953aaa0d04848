"""What .gitignore, .predeployignore and the config's `exclude` take out of a walk."""

from collections.abc import Iterable
from typing import Final

from ..record import NamedTuple
from .gitignore import Patterns

CONFIG, OWN, GIT = 0, 1, 2
"""Whose patterns decide first. Among equals the deeper folder does, as in git."""

IGNORE_FILES: Final = {".predeployignore": OWN, ".gitignore": GIT}


class _Level(NamedTuple):
    rank: int
    base: str  # reported folder of the ignore file with a slash behind it; empty for the root
    reason: str
    patterns: Patterns


class Ignores:
    """The patterns in force in one folder; immutable, so that sibling folders can share them."""

    __slots__ = ("_levels",)

    def __init__(self, levels: tuple[_Level, ...] = ()) -> None:
        self._levels = levels

    def with_lines(self, rank: int, base: str, reason: str, lines: Iterable[str]) -> "Ignores":
        """The same with the lines of one more ignore file, which lies in `base`, below those there are."""
        levels = (_Level(rank, base, reason, Patterns(lines)), *self._levels)
        return Ignores(tuple(sorted(levels, key=lambda level: level.rank)))  # stable: the deeper stays first

    def overruled(self) -> "Ignores":
        """Those that still count where a person or the format wants to read what ignore files leave out."""
        return Ignores(tuple(level for level in self._levels if level.rank == CONFIG))

    def reason(self, path: str, *, folder: bool = False) -> str | None:
        """Why an entry (its reported path) is ignored, or None. Its parents are taken to be let through."""
        for rank, base, reason, patterns in self._levels:
            found = patterns.verdict(path[len(base) :], folder=folder)
            if found:
                return reason
            if found is False and rank != CONFIG:  # what the config does not exclude may still be ignored
                return None
        return None
