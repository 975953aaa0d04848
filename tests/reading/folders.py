"""Folders on disk for the tests of discovery, and short names for what it finds in them."""

from pathlib import Path
from typing import Any

from predeploy.reading.discover import Discovery, discover


def make(root: Path, *paths: str, **texts: str) -> None:
    """Files by their paths; a text goes to the file whose name it has, `_` for `.`."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts.get(file.name.lstrip(".").replace(".", "_"), "a: 1\n"))


def look(root: Path, *paths: str, **options: Any) -> Discovery:
    return discover([str(root / path) for path in paths or ("",)], str(root), **options)


def read(found: Discovery) -> list[str]:
    return [one.path for one in found.inputs]


def left(found: Discovery) -> dict[str, str]:
    return {one.path: one.reason for one in found.skipped}


def troubles(found: Discovery) -> list[tuple[str, str, bool]]:
    return [(one.path, one.message, one.named) for one in found.problems]
