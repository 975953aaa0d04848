"""Indented JSON, written as `json.dumps(…, indent=2)` writes it, with every string made harmless on the way: to search the
whole text for what is not costs more than to write it."""

import re
from functools import lru_cache
from json import dumps
from json.encoder import encode_basestring
from typing import Final

from ._escape import IN_JSON, harmless

_WORDS: Final = {None: "null", True: "true", False: "false"}


def harmless_json(data: object) -> str:
    """Indented JSON that reads the same but is harmless when printed; lone surrogates become U+FFFD."""
    return _indented(data, "\n") + "\n"


def _indented(value: object, margin: str) -> str:
    """A value as JSON; `margin` begins its lines."""
    if isinstance(value, str):
        return _string(value)
    if value is None or value.__class__ is bool:
        return _WORDS[value]
    if not value or not isinstance(value, (dict, list, tuple)):
        return str(value) if value.__class__ is int else dumps(value, allow_nan=False)
    inner = margin + "  "
    if isinstance(value, dict):
        entries = [f"{_string(key)}: {_indented(below, inner)}" for key, below in value.items()]
        return "{" + inner + f",{inner}".join(entries) + margin + "}"
    return "[" + inner + f",{inner}".join([_indented(below, inner) for below in value]) + margin + "]"


@lru_cache(maxsize=1_000)  # keys, severities, paths
def _string(text: str) -> str:
    said = encode_basestring(text)
    return said if harmless(said) else IN_JSON.sub(_code, said)


def _code(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return "\\u0023" if char == "#" else dumps(char)[1:-1]
