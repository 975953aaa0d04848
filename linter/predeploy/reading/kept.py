"""What tools gave, kept in the user's cache folder: for what did not change, none is started again.

It is known by everything that it is made of: what the tool read, how it was asked, the tool and predeploy. What is kept is
JSON, and believed only where its own words say that it is that.
"""

import json
import os
import re
import time
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from typing import Final

from .. import cachefile
from .._version import __version__
from .confined import CHILD, MAX_OUTPUT, RenderError, Stopped
from .confined import __file__ as _confined

MAX_KEPT: Final = 200_000_000  # bytes of all; a render or a build takes some 10,000, what proves values as much
_FOLDER: Final = "renders"
_CLOCK: Final = re.compile(rb"\bnow\b")  # of a chart that looks at it


class Kept:
    """Asks a tool only for what nobody asked before. Threads may share it."""

    def __init__(self) -> None:
        self._wrote = False

    def given(self, made_of: object, ask: Callable[[], dict[str, str]]) -> dict[str, str]:
        """The texts that a tool gives, by name. Raises the RenderError with which it refuses."""
        key = sha256(json.dumps([__version__, made_of], default=str).encode()).hexdigest()
        file = f"{_FOLDER}/{key}"
        found = _unpacked(cachefile.read(file), key)
        if found is None:
            found = _asked(ask)
            cachefile.write(file, _packed(key, found))
            self._wrote = True
        else:
            cachefile.used(file)
        if isinstance(found, str):
            raise RenderError(found)
        return found

    def close(self) -> None:
        if self._wrote:
            cachefile.shrink(_FOLDER, MAX_KEPT)
            self._wrote = False


def version_of(tool: str) -> list[str]:
    """Tells an executable from its other versions, without starting it."""
    try:
        stat = os.stat(tool)
    except OSError:
        return [tool, str(time.time())]  # nobody can say: then what is kept is of no use
    return [tool, str(stat.st_size), str(stat.st_mtime_ns)]


@cache
def code_of(*files: str) -> list[str]:
    """How we ask a tool is a part of what it gives: what these modules of ours say, and what confines it."""
    found = []
    for file in (*files, _confined, CHILD):
        with open(file, "rb") as stream:
            found.append(sha256(stream.read()).hexdigest())
    return found


def content(files: Iterable[tuple[str, bytes]], today: str = "") -> str:
    """What some files say, in their order; what looks at the clock says something else each day, where `today` is given."""
    found = sha256()
    clock = False
    for path, raw in files:
        found.update(f"{path}\0{len(raw)}\0".encode(errors="surrogateescape"))
        found.update(raw)
        clock = clock or (bool(today) and _CLOCK.search(raw) is not None)
    return f"{found.hexdigest()} {today if clock else ''}"


def _asked(ask: Callable[[], dict[str, str]]) -> dict[str, str] | str:
    """What a tool gives or, in its words, why it refuses. Raises Stopped."""
    try:
        return ask()
    except Stopped:
        raise
    except RenderError as error:
        return str(error)


def _packed(key: str, found: dict[str, str] | str) -> bytes:
    return zlib.compress(json.dumps({"key": key, "found": found}).encode(), 1)


def _unpacked(raw: bytes | None, key: str) -> dict[str, str] | str | None:
    """What was kept; None when it is not whole, or not what is asked for."""
    if raw is None:
        return None
    try:
        said = json.loads(zlib.decompressobj().decompress(raw, MAX_OUTPUT))
    except (zlib.error, ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("key") != key:
        return None
    found = said.get("found")
    texts = found.values() if isinstance(found, dict) else (found,)
    return found if all(isinstance(one, str) for one in texts) else None
