"""What `${file(…)}` reads: files below the project root, relative to the serverless.yml."""

import json
import os
from collections.abc import Callable
from typing import Any

from ...reading.reference import read_referenced
from ...reading.source import Source
from ...reading.values import UNKNOWN


def reader(source: Source, parse_yaml: Callable[[str], Any]) -> Callable[[str], Any]:
    """A function from a path as written to the parsed content; UNKNOWN for what is not to be read, None for no file.

    `parse_yaml` gives the plain data of a YAML text, UNKNOWN when it is broken. The framework runs .js and .ts and
    takes every other ending for text; nothing is run here, and of other endings only .txt and .toml are opened.
    """
    root = source.root
    file = source.file or (os.path.join(root, source.path) if root else None)
    known: dict[str, Any] = {}

    def read(relative: str) -> Any:
        if root is None or file is None:
            return UNKNOWN
        if relative not in known:
            known[relative] = _content(root, file, relative, parse_yaml)
        return known[relative]

    return read


def _content(root: str, file: str, relative: str, parse_yaml: Callable[[str], Any]) -> Any:
    parsers = {".yml": parse_yaml, ".yaml": parse_yaml, ".json": _parse_json, ".txt": _as_it_is, ".toml": _as_it_is}
    parse = parsers.get(os.path.splitext(relative)[1].lower())
    path = os.path.normpath(os.path.join(os.path.dirname(file), relative))
    if parse is None or "\0" in path or not path.startswith(os.path.join(root, "")):
        return UNKNOWN  # whether it exists is not ours to find out
    text = read_referenced(root, file, relative)
    if text is None:
        return UNKNOWN if os.path.lexists(path) else None  # it is there, but too large, no text or a link to elsewhere
    return parse(text)


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return UNKNOWN


def _as_it_is(text: str) -> Any:
    return text
