"""Path patterns in .gitignore syntax, matched in linear time.

The patterns come with the repository, which may be a stranger's: turned into one regular expression, six stars and
a long file name take minutes (pathspec 1.1 does that). Here a path is walked segment by segment.
"""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache


def anchored(pattern: str, folder: str) -> str:
    """A pattern written in `folder` ("" is the root) as one from the root, such as `/a/**/b`; `!` and a last `/` stay.

    Raises ValueError for a pattern that leaves its folder.
    """
    negated, body = pattern.startswith("!"), pattern.removeprefix("!")
    parts = [part for part in body.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise ValueError("a pattern cannot leave the folder of its file: '..' is not allowed")
    if not parts:
        raise ValueError("the pattern is empty")
    loose = len(parts) == 1 and "/" not in body.rstrip("/") and body.rstrip("/") != "**"
    if loose:
        parts.insert(0, "**")
    if folder:
        from glob import escape

        parts = [*map(escape, folder.split("/")), *parts]
    return f"{'!' if negated else ''}/{'/'.join(parts)}{'/' if body.endswith('/') else ''}"


def matches(patterns: Sequence[str], path: str) -> bool:
    """Does the last anchored pattern that fits a path, or one of the folders above it, take it in? As git does it,
    what lies in a folder that is taken in cannot be let out again. A path that ends in `/` is a folder."""
    patterns = tuple(patterns)
    if not patterns:
        return False
    parts = path.rstrip("/").split("/")
    return any(_taken(patterns, "/".join(parts[:end]) + "/") for end in range(1, len(parts))) or _taken(patterns, path)


@lru_cache(maxsize=8192)
def _taken(patterns: tuple[str, ...], path: str) -> bool:
    parts = path.rstrip("/").split("/")
    for pattern in reversed(patterns):
        folders_only = pattern.endswith("/")
        if folders_only and not path.endswith("/"):
            continue
        if _fits(tuple(pattern.removeprefix("!").strip("/").split("/")), parts):
            return not pattern.startswith("!")
    return False


def _fits(pattern: tuple[str, ...], parts: Sequence[str]) -> bool:
    """`**` stands for any number of folders, at the end for at least one name."""
    last = len(pattern)
    at = _beyond({0}, pattern)
    for part in parts:
        step = {i for i in at if i < last and pattern[i] == "**"}
        step |= {i + 1 for i in at if i < last and (pattern[i] == "**" or fnmatchcase(part, pattern[i]))}
        at = _beyond(step, pattern)
        if not at:
            return False
    return last in at


def _beyond(at: set[int], pattern: tuple[str, ...]) -> set[int]:
    """The positions with those that a `**` of no folders reaches."""
    for i in range(len(pattern) - 1):
        if i in at and pattern[i] == "**":
            at.add(i + 1)
    return at
