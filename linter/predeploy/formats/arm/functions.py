"""The functions of the template language whose result depends on their arguments alone.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions (as of 2026-11). Each takes known
values only and may raise what Python raises for wrong ones; the evaluator takes that for not known.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from ...patterns import pattern

_PLACEHOLDER = pattern(r"\{([0-9]{1,3})(?::[^{}]*)?\}|\{\{|\}\}")
LONGEST = 131_072
"""Characters of a text, and items of a list, that are made."""


def text(value: Any) -> str:
    """A value as it is inserted into a text."""
    if value.__class__ is bool:
        return "True" if value else "False"
    if value.__class__ is dict or value.__class__ is list:
        return json.dumps(value, separators=(",", ":"))
    return "" if value is None else str(value)


def concat(*parts: Any) -> Any:
    if parts and all(part.__class__ is list for part in parts):
        return [item for part in parts for item in part]
    if any(part.__class__ in (list, dict) for part in parts):
        raise TypeError("texts and lists do not mix")
    return _joined("", list(map(text, parts)))


def _joined(by: str, parts: list[str]) -> str:
    """Raises ValueError when the text would be too long, before it is made."""
    if sum(map(len, parts)) + len(by) * len(parts) > LONGEST:
        raise ValueError("too long")
    return by.join(parts)


def form(pattern_: str, *values: Any) -> str:
    def one(match: re.Match[str]) -> str:
        return text(values[int(match[1])]) if match[1] else match[0][0]

    pieces, at = [], 0
    for match in _PLACEHOLDER.finditer(pattern_):
        pieces += [pattern_[at : match.start()], one(match)]
        at = match.end()
    return _joined("", [*pieces, pattern_[at:]])


def _replace(whole: str, old: str, new: str) -> str:
    if len(whole) + whole.count(old) * len(new) > LONGEST:
        raise ValueError("too long")
    return whole.replace(old, new)


def _equals(one: Any, other: Any) -> bool:
    """Texts are compared whatever their case."""
    if isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    return bool(one == other) and (one.__class__ is bool) == (other.__class__ is bool)


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, str):
        return text(part).lower() in whole.lower()
    if whole.__class__ is dict:
        return any(str(key).lower() == text(part).lower() for key in whole)
    return any(_equals(item, part) for item in whole)


def _union(*parts: Any) -> Any:
    if all(part.__class__ is dict for part in parts):
        merged: dict[str, Any] = {}
        for part in parts:
            for key, value in part.items():
                below = merged.get(key)
                both = below.__class__ is dict and value.__class__ is dict
                merged[key] = _union(below, value) if both else value
        return merged
    found: list[Any] = []
    for part in parts:
        found += [item for item in part if item not in found]
    return found


def _substring(whole: str, start: int, length: int | None = None) -> str:
    return whole[start:] if length is None else whole[start : start + length]


def _padded(value: Any, width: int, sign: str = " ") -> str:
    return text(value).rjust(min(width, LONGEST), sign)


def _bool(value: Any) -> bool:
    if isinstance(value, str):
        return {"true": True, "false": False, "1": True, "0": False}[value.lower()]
    return bool(value)


def _object(*pairs: Any) -> dict[str, Any]:
    return {str(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def _range(start: int, count: int) -> list[int]:
    return list(range(start, start + min(count, 10_000)))


def _split(whole: str, by: Any) -> list[str]:
    marks = by if by.__class__ is list else [by]
    return re.split("|".join(map(re.escape, marks)), whole)


def _last(whole: Any) -> Any:
    return whole[-1]


PURE: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "array": lambda a: a if a.__class__ is list else [a],
    "base64": lambda a: a,  # the text itself: what it says interests, not how it travels
    "bool": _bool,
    "concat": concat,
    "contains": _contains,
    "createarray": lambda *items: list(items),
    "createobject": _object,
    "div": lambda a, b: int(a / b),
    "empty": lambda a: a is None or len(a) == 0,
    "endswith": lambda a, b: a.lower().endswith(b.lower()),
    "equals": _equals,
    "false": lambda: False,
    "first": lambda a: a[0],
    "float": float,
    "format": form,
    "greater": lambda a, b: a > b,
    "greaterorequals": lambda a, b: a >= b,
    "indexof": lambda a, b: a.lower().find(b.lower()),
    "int": int,
    "items": lambda a: [{"key": key, "value": a[key]} for key in sorted(a)],
    "join": lambda items, by: _joined(by, list(map(text, items))),
    "json": lambda a: None if a == "null" else json.loads(a),
    "last": _last,
    "length": len,
    "less": lambda a, b: a < b,
    "lessorequals": lambda a, b: a <= b,
    "max": lambda *items: max(items[0] if items[0].__class__ is list else items),
    "min": lambda *items: min(items[0] if items[0].__class__ is list else items),
    "mod": lambda a, b: a % b,
    "mul": lambda a, b: a * b,
    "not": lambda a: not _bool(a),
    "null": lambda: None,
    "padleft": _padded,
    "range": _range,
    "replace": _replace,
    "shallowmerge": lambda items: {key: value for item in items for key, value in item.items()},
    "skip": lambda a, n: a[max(n, 0) :],
    "split": _split,
    "startswith": lambda a, b: a.lower().startswith(b.lower()),
    "string": text,
    "sub": lambda a, b: a - b,
    "substring": _substring,
    "take": lambda a, n: a[: max(n, 0)],
    "tolower": lambda a: a.lower(),
    "toupper": lambda a: a.upper(),
    "trim": lambda a: a.strip(),
    "true": lambda: True,
    "union": _union,
}
