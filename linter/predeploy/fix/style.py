"""Plain values → text, in the style of the place they are written to."""

import json
import math
from functools import lru_cache
from typing import Any, Final

from ..patterns import pattern
from ..reading.scalars import STR, classify, plain_js

_ATOM: Final = r"[A-Za-z0-9_./+$(][A-Za-z0-9_./+$()=@~^*-]*"
_PLAIN_FLOW: Final = pattern(rf"{_ATOM}\Z")
_PLAIN_BLOCK: Final = pattern(rf"{_ATOM}(?::+{_ATOM})*(?: {_ATOM}(?::+{_ATOM})*)*\Z")
# What readers of YAML 1.1 take for a number or a date, beyond what Kubernetes' reader does: base 60, `_` in fractions
_YAML_1_1: Final = pattern(
    r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z|[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?\Z"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
)
# Legal in JSON's strings, but in YAML's a line break or not printable (YAML 1.2, 5.1 and 5.4)
_ESCAPED: Final = pattern("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PRINTABLE: Final = pattern("[\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*\\Z")
_SURROGATE: Final = pattern("[\ud800-\udfff]")


class Refused(Exception):
    """The change cannot be made exactly."""


def scalar(value: Any, *, quote: str = "", flow: bool = False) -> str:
    """A scalar as YAML. `quote` (`'` or `"`) is what stood there before; numbers in its place are quoted like it."""
    if not isinstance(value, str):
        return quote + _unquoted(value) + quote
    if _SURROGATE.search(value):
        raise Refused("an unpaired surrogate")
    if not quote and (_PLAIN_FLOW if flow else _PLAIN_BLOCK).match(value) and _is_text(value):
        return value
    if quote == "'" and _PRINTABLE.match(value):
        return "'" + value.replace("'", "''") + "'"
    return double(value)


def double(text: str) -> str:
    """Between double quotes, legal in JSON and in YAML."""
    if _SURROGATE.search(text):
        raise Refused("an unpaired surrogate")
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def spelled(value: Any) -> str:
    """A scalar's text where only text is allowed."""
    return value if value.__class__ is str else _unquoted(value)


def inline(value: Any, *, as_json: bool, compact: bool = False) -> str:
    """A value in flow style on one line."""
    colon, comma = (":", ",") if compact and as_json else (": ", ", ")
    if value.__class__ is dict:
        pairs = (
            _key(k, as_json, flow=True) + colon + inline(v, as_json=as_json, compact=compact) for k, v in value.items()
        )
        return "{" + comma.join(pairs) + "}"
    if value.__class__ is list:
        return "[" + comma.join(inline(v, as_json=as_json, compact=compact) for v in value) + "]"
    if as_json:
        return double(value) if value.__class__ is str else _unquoted(value)
    return scalar(value, flow=True)


def pretty(value: Any, indent: str, unit: str, eol: str) -> str:
    """A value as JSON over several lines, the first one without indentation."""
    if value.__class__ not in (dict, list) or not value:
        return inline(value, as_json=True)
    deeper = indent + unit
    if value.__class__ is dict:
        items = [double(k) + ": " + pretty(v, deeper, unit, eol) for k, v in value.items()]
    else:
        items = [pretty(v, deeper, unit, eol) for v in value]
    opening, closing = "{}" if value.__class__ is dict else "[]"
    return opening + eol + ("," + eol).join(deeper + item for item in items) + eol + indent + closing


def block(value: Any, column: int, step: int, dash: int) -> list[str]:
    """The lines of a collection in block style; `step` spaces a level, a list's dashes `dash` spaces behind its key."""
    space = " " * column
    if value.__class__ is list:
        lines = []
        for item in value:
            first, *rest = _item(item, column, step, dash)
            lines += [f"{space}- {first.lstrip(' ')}", *rest]
        return lines
    return [line for key, item in value.items() for line in entry(key, item, column, step, dash)]


def entry(key: str, value: Any, column: int, step: int, dash: int) -> list[str]:
    """The lines of one `key: value` in block style."""
    head = " " * column + _key(key, False, flow=False) + ":"
    if value and value.__class__ in (dict, list):
        return [head, *block(value, column + (dash if value.__class__ is list else step), step, dash)]
    return [f"{head} {_leaf(value)}"]


def _item(value: Any, column: int, step: int, dash: int) -> list[str]:
    if value and value.__class__ is dict:
        return block(value, column + 2, step, dash)
    return [_leaf(value)]


def _leaf(value: Any) -> str:
    return inline(value, as_json=False) if value.__class__ in (dict, list) else scalar(value)


def _key(key: str, as_json: bool, *, flow: bool) -> str:
    return double(key) if as_json else scalar(key, flow=flow)


def _unquoted(value: Any) -> str:
    if value is None:
        return "null"
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ is int:
        return str(value)
    if value.__class__ is float and math.isfinite(value):
        text = repr(value)
        return text if "." in text else text.replace("e", ".0e")  # YAML 1.1 takes `1e+16` for text
    raise Refused(f"{value!r} is no plain value")


@lru_cache(maxsize=1_000)  # mostly keys, and fixes add the same ones again and again
def _is_text(value: str) -> bool:
    """Do all readers take this unquoted scalar for text?"""
    return classify(value) is STR and plain_js(value).__class__ is str and not _YAML_1_1.match(value)
