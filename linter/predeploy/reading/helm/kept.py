"""Renders kept in the user's cache folder: what did not change is not rendered again, and needs no engine at all.

A render is known by everything that it is made of: the files of the chart, the values, how it is released, the engine
and predeploy. What is kept is JSON, and believed only where its own words say that it is that render.
"""

import json
import os
import re
import time
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, Final

from ... import cachefile
from ..._version import __version__
from ..confined import MAX_OUTPUT, RenderError, Stopped
from .engine import Engine, Helm, Release, Sdk

MAX_KEPT: Final = 200_000_000  # bytes of all renders; one of a chart takes some 10,000, what proves its values as much
_FOLDER: Final = "renders"
_CLOCK: Final = re.compile(rb"\bnow\b")  # a chart that looks at it is rendered anew each day
_OWN: Final = ("_child.py", "engine.py")


class Kept:
    """An engine that asks another only for what nobody asked before. Threads may share what is kept."""

    def __init__(self, engine: Helm | Sdk) -> None:
        self._engine: Engine = engine
        self._made_of = [__version__, type(engine).__name__, *_version(engine), *_own()]
        self._charts: dict[str, str] = {}  # folder → its content
        self._wrote = False

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        key = self._key(chart, release, overlay)
        file = f"{_FOLDER}/{key}"
        found = _unpacked(cachefile.read(file), key)
        if found is None:
            found = self._ask(chart, release, overlay)
            cachefile.write(file, _packed(key, found))
            self._wrote = True
        elif not self._wrote:
            cachefile.used(file)
        if isinstance(found, str):
            raise RenderError(found)
        return found

    def _ask(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str] | str:
        """What the engine gives or, in its words, why it refuses. Raises Stopped."""
        try:
            return self._engine.render(chart, release, overlay)
        except Stopped:
            raise
        except RenderError as error:
            return str(error)

    def _key(self, chart: str, release: Release, overlay: dict[str, Any]) -> str:
        if chart not in self._charts:
            self._charts[chart] = _content(chart, str(date.today()))
        asked = [self._charts[chart], release._asdict(), overlay, self._made_of]
        return sha256(json.dumps(asked, default=str).encode()).hexdigest()

    def close(self) -> None:
        self._engine.close()
        if self._wrote:
            cachefile.shrink(_FOLDER, MAX_KEPT)
            self._wrote = False


def _version(engine: Helm | Sdk) -> list[str]:
    """Tells an engine from its other versions, without starting it."""
    try:
        if isinstance(engine, Helm):
            stat = os.stat(engine.binary)
            return [str(stat.st_size), str(stat.st_mtime_ns)]
        named = [name for name in os.listdir(engine.folder) if name.startswith("helm_python")]
        library = os.scandir(os.path.join(engine.folder, "helm_python", "lib"))
        return sorted([*named, *(f"{entry.name} {entry.stat().st_size}" for entry in library)])
    except OSError:
        return [str(time.time())]  # nobody can say: then what is kept is of no use


@cache
def _own() -> list[str]:
    """How we ask an engine is a part of what it gives."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = []
    for name in _OWN:
        with open(os.path.join(here, name), "rb") as stream:
            found.append(sha256(stream.read()).hexdigest())
    return found


def _content(folder: str, today: str) -> str:
    """What a chart is, file by file."""
    found = sha256()
    clock = False
    for path, raw in _files(folder):
        found.update(f"{path}\0{len(raw)}\0".encode(errors="surrogateescape"))
        found.update(raw)
        clock = clock or _CLOCK.search(raw) is not None
    return f"{found.hexdigest()} {today if clock else ''}"


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(place, name)
            with open(file, "rb") as stream:
                yield os.path.relpath(file, folder), stream.read()


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
