"""Renders that are kept: a chart that did not change needs no engine at all."""

import os
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..kept import Kept, code_of, content, version_of
from .engine import Engine, Helm, Release, Sdk
from .engine import __file__ as _ENGINE


class KeptEngine:
    """An engine that asks another only for what is not kept."""

    def __init__(self, engine: Helm | Sdk, kept: Kept) -> None:
        self._engine: Engine = engine
        self._kept = kept
        self._made_of = [type(engine).__name__, _version(engine), code_of(_ENGINE)]
        self._charts: dict[str, str] = {}  # folder → its content

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        if chart not in self._charts:
            self._charts[chart] = content(_files(chart), str(date.today()))
        made_of = [self._charts[chart], release._asdict(), overlay, self._made_of]
        return self._kept.given(made_of, lambda: self._engine.render(chart, release, overlay))

    def close(self) -> None:
        self._engine.close()


def _version(engine: Helm | Sdk) -> list[str]:
    """Tells an engine from its other versions, without starting it."""
    if isinstance(engine, Helm):
        return version_of(engine.binary)
    try:
        named = [name for name in os.listdir(engine.folder) if name.startswith("helm_python")]
        library = os.scandir(os.path.join(engine.folder, "helm_python", "lib"))
        return sorted([*named, *(f"{entry.name} {entry.stat().st_size}" for entry in library)])
    except OSError:
        return [str(time.time())]  # nobody can say: then what is kept is of no use


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(place, name)
            with open(file, "rb") as stream:
                yield os.path.relpath(file, folder), stream.read()
