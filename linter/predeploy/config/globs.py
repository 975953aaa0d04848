"""Path patterns of a configuration: .gitignore syntax, relative to the folder of the file that holds them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ..reading.gitignore import Patterns


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
    if "/" not in body.rstrip("/") and parts != ["**"]:  # without a slash it holds at any depth
        parts.insert(0, "**")
    if folder:
        parts.insert(0, re.sub(r"([\\*?\[])", r"\\\1", folder))
    return f"{'!' if negated else ''}/{'/'.join(parts)}{'/' if body.endswith('/') else ''}"


def matches(patterns: Sequence[str], path: str) -> bool:
    """Do anchored patterns take in a path, or one of the folders above it? As git does it, what lies in a folder that
    is taken in cannot be let out again. A path that ends in `/` is a folder."""
    patterns = tuple(patterns)
    if not patterns:
        return False
    parts = path.rstrip("/").split("/")
    folders = ("/".join(parts[:end]) for end in range(1, len(parts)))
    return any(_taken(patterns, one, True) for one in folders) or _taken(patterns, path.rstrip("/"), path.endswith("/"))


@lru_cache(maxsize=8192)
def _taken(patterns: tuple[str, ...], path: str, folder: bool) -> bool:
    return _compiled(patterns).verdict(path, folder=folder) is True


@lru_cache(maxsize=256)
def _compiled(patterns: tuple[str, ...]) -> Patterns:
    return Patterns(patterns)
