"""What `${file(…)}` reads: files below the project root, relative to the serverless.yml."""

import json
import os
from collections.abc import Callable
from typing import Any

from ...reading.files import inside
from ...reading.reference import read_referenced
from ...reading.source import Source
from ...reading.values import UNKNOWN
from .._javascript import parse as parse_yaml

_LONGEST = 4096
"""Characters: Linux's PATH_MAX."""


def reader(source: Source) -> Callable[[str], Any]:
    """A function from a path as written to the parsed content; UNKNOWN for what is not to be read, None for no file.

    The framework runs .js and .ts and takes every other ending for text; nothing is run here, and of other endings only
    .txt and .toml are opened.
    """
    root = source.root
    file = source.file or (os.path.join(root, source.path) if root else None)
    known: dict[str, Any] = {}

    def read(relative: str) -> Any:
        parse = _PARSERS.get(os.path.splitext(relative)[1].lower())
        if parse is None or root is None or file is None or len(relative) > _LONGEST:
            return UNKNOWN
        try:
            real = os.path.realpath(os.path.join(os.path.dirname(file), relative))
        except ValueError:  # no name of a file: a NUL, half a surrogate pair
            return UNKNOWN
        if real not in known:
            known[real] = _content(root, file, real, parse) if inside(root, real) else UNKNOWN
            if known[real] is not UNKNOWN and known[real] is not None:
                source.included.add(os.path.relpath(real, root).replace(os.sep, "/"))
        return known[real]

    return read


def _content(root: str, file: str, real: str, parse: Callable[[str], Any]) -> Any:
    text = read_referenced(root, file, real)
    if text is not None:
        return parse(text)
    return UNKNOWN if os.path.lexists(real) else None  # it is there, but too large or no text


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return UNKNOWN


def _as_it_is(text: str) -> Any:
    return text


_PARSERS = {".yml": parse_yaml, ".yaml": parse_yaml, ".json": _parse_json, ".txt": _as_it_is, ".toml": _as_it_is}
