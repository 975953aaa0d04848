"""The project root: it alone bounds the files that are opened and is the base of every reported path."""

import os
from collections.abc import Iterable, Sequence


def find_root(paths: Sequence[str], explicit: str | None = None) -> str:
    """The absolute real path of the root: `explicit`, else the nearest folder above all paths that holds `.git`,
    else their common folder (the folder of a single file). Paths that do not exist count with their folder."""
    if explicit is not None:
        return os.path.realpath(explicit)
    spots = [locate(path) for path in paths if "\0" not in path] or [os.getcwd()]
    # A folder that is a symlink may have been turned elsewhere by the change under review: the repository that holds
    # the link decides, and only where there is none the folder that it leads to.
    folder = _common(
        spot if os.path.isdir(spot) and not os.path.islink(spot) else os.path.dirname(spot) for spot in spots
    )
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return _common(os.path.realpath(spot) if os.path.isdir(spot) else os.path.dirname(spot) for spot in spots)
        folder = above
    return folder


def locate(path: str) -> str:
    """The absolute path whose folders are real ones; its last part may still be a symlink."""
    head, tail = os.path.split(path.rstrip(os.sep + (os.altsep or "")) or path)
    if tail in ("", os.curdir, os.pardir):
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(head), tail)


def _common(folders: Iterable[str]) -> str:
    first, *others = folders
    try:
        return os.path.commonpath([first, *others])
    except ValueError:  # on different drives: what lies elsewhere is then outside the root
        return first
