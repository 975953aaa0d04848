"""What a plain scalar means: YAML as Kubernetes reads it (goyaml v2 behind sigs.k8s.io/yaml), and as js-yaml reads it."""

import math
import re
from typing import Any

from ..patterns import pattern


class Typed:
    """A scalar that is not text; an instance stands in a node's `tag`, so that building needs no second look-up."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Odd(Typed):
    """One that is not written as its value is printed (`0644`, `1.10`, `yes`)."""

    __slots__ = ()


STR: Any = "\0str"  # the tag of plain text, compared by identity
MERGE: Any = Typed("<<")


def _typed(value: Any, text: str) -> Typed:
    return Typed(value) if printed(value) == text else Odd(value)


def printed(value: Any) -> str:
    """A number or a truth value as YAML is usually written."""
    return str(value).lower() if value.__class__ is bool else str(value)


_TRUE = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]
_FALSE = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]
_NULL = ["", "~", "null", "Null", "NULL"]
_WORDS: dict[str, Any] = (
    {w: _typed(True, w) for w in _TRUE}
    | {w: _typed(False, w) for w in _FALSE}
    | {w: Typed(None) for w in _NULL}
    | {"<<": MERGE}
)
_INT = pattern(r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)\Z")
_FLOAT = pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL = {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}
_BASES = {"0b": 2, "0o": 8, "0x": 16}
_MAX_MEMO = 20_000
LONGEST = 40
"""Characters: no number, boolean or null is longer, and Python refuses to read very long numbers."""

_memo: dict[str, Any] = dict(_WORDS)


def classify(text: str) -> Any:
    """STR, MERGE or a Typed value. `0644` is octal, `22:22` is text, `yes` is true, as Kubernetes takes them."""
    found = _memo.get(text)
    if found is not None:
        return found
    if len(text) > LONGEST:
        return STR
    found = STR
    if text[0] in "-+.0123456789":
        found = _number(text)
    if len(_memo) < _MAX_MEMO:
        _memo[text] = found
    return found


def _number(text: str) -> Any:
    if _INT.match(text):
        digits = text.replace("_", "").lower().lstrip("+-")
        base = _BASES.get(digits[:2], 8 if len(digits) > 1 and digits[0] == "0" else 10)
        digits = digits[2:] if digits[:2] in _BASES else digits
        if not digits:
            return STR
        return _typed(int(digits, base) * (-1 if text[0] == "-" else 1), text)
    if _FLOAT.match(text):
        return _typed(float(text), text)
    special = _SPECIAL.get(text.lower())
    return STR if special is None else Odd(special)


def plain(text: str) -> Any:
    """The value of an unquoted scalar as Kubernetes reads it."""
    tag = classify(text)
    return text if tag is STR else tag.value


def plain_js(text: str) -> Any:
    """The same as js-yaml 4 (YAML 1.2 core) reads it: no yes/no/on/off, `0644` is decimal, `0o644` octal."""
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text[0] in "tT"
    if text in _NULL:
        return None
    if len(text) <= LONGEST and re.match(r"[-+]?[0-9][0-9_]*\Z", text):
        return int(text.replace("_", ""))
    tag = classify(text)
    return text if tag is STR or tag.value.__class__ is bool else tag.value
