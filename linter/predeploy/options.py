"""Options of rules: the types they may have, how a written value becomes one, and their JSON Schema."""

import math
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from . import quantities
from .patterns import pattern
from .record import NamedTuple


class Unit(NamedTuple):
    """What marks a float as written with a unit: its name and how one writes it."""

    name: str
    example: str


Duration = Annotated[float, Unit("duration", "30s")]
"""Seconds; written `30s`, `1m30s` or as a bare number."""

Quantity = Annotated[float, Unit("quantity", "512Mi")]
"""The base unit (bytes, cores); written `512Mi`, `250m` or as a bare number."""

Usd = Annotated[float, Unit("amount of dollars", "50 USD/month")]
"""USD; written `50 USD/month`, `50 USD`, `$50` or as a bare number."""

_USD = pattern(r"\$?\s?([0-9]{1,15}(?:\.[0-9]{1,6})?)(?:\s?USD)?(?:\s?/\s?month)?\Z")
_MAX_SHOWN = 60


def usd(value: Any) -> float:
    """`50 USD/month` → 50.0, a bare number counts as USD; NaN for what is none."""
    if value.__class__ is str:
        match = _USD.match(value.strip())
        return float(match[1]) if match else math.nan
    return quantities.number(value)


def shown(value: Any) -> str:
    """A value as a message may quote it: short, on one line, without control characters."""
    text = "null" if value is None else str(value).lower() if value.__class__ is bool else repr(value)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


_READ: Final[dict[str, Callable[[Any], float]]] = {
    "duration": quantities.duration,
    "quantity": quantities.quantity,
    "amount of dollars": usd,
}
_PLAIN: Final[dict[Any, tuple[tuple[type, ...], str, str]]] = {  # type → (raw types, in words, JSON Schema)
    bool: ((bool,), "true or false", "boolean"),
    int: ((int,), "a whole number", "integer"),
    float: ((int, float), "a number", "number"),
    str: ((str,), "text", "string"),
}


class Option:
    """A keyword-only parameter of a rule. Raises TypeError when the annotation is not one of int, float, str, bool,
    tuple[str, ...], Literal, Duration, Quantity, Usd, or when the default is not of that type."""

    __slots__ = ("default", "name", "type")

    def __init__(self, name: str, type: Any, default: Any) -> None:
        self.name, self.type, self.default = name, type, default
        try:
            coerce(self, default)
        except ValueError as error:
            raise TypeError(f"the default of option {self.name} is wrong: it {error}") from None


def coerce(option: Option, raw: Any) -> Any:
    """The canonical value of what is written. Raises ValueError with what is wanted: "expects text, not 3"."""
    kind = option.type
    unit = _unit(kind)
    if unit is not None:
        return _with_unit(unit, raw)
    if kind in _PLAIN:
        types, words, _ = _PLAIN[kind]
        if raw.__class__ not in types or (raw.__class__ is float and not math.isfinite(raw)):
            quote = " (put it in quotes)" if kind is str and raw.__class__ in (int, float, bool) else ""
            raise ValueError(f"expects {words}, not {shown(raw)}{quote}")
        return _float(raw, words) if kind is float else raw
    if get_origin(kind) is Literal:
        for choice in get_args(kind):
            if choice.__class__ is raw.__class__ and choice == raw:
                return choice
        raise ValueError(f"expects one of {', '.join(map(str, get_args(kind)))}, not {shown(raw)}")
    if kind == tuple[str, ...]:
        if raw.__class__ not in (list, tuple) or not all(item.__class__ is str for item in raw):
            raise ValueError(f"expects a list of texts, not {shown(raw)}")
        return tuple(raw)
    raise TypeError(f"option {option.name} has a type that options cannot have: {kind!r}")


def schema(option: Option) -> dict[str, Any]:
    """The JSON Schema of what may be written for an option."""
    kind, unit = option.type, _unit(option.type)
    default = list(option.default) if option.default.__class__ is tuple else option.default
    if unit is not None:
        return {"type": ["number", "string"], "minimum": 0, "examples": [unit.example], "default": default}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind)), "default": default}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind][2], "default": default}
    return {"type": "array", "items": {"type": "string"}, "default": default}


def _unit(kind: Any) -> Unit | None:
    marks = getattr(kind, "__metadata__", ())
    return marks[0] if marks and isinstance(marks[0], Unit) else None


def _with_unit(unit: Unit, raw: Any) -> float:
    value = _READ[unit.name](raw)
    if not (math.isfinite(value) and value >= 0):
        article = "an" if unit.name[0] in "aeiou" else "a"
        raise ValueError(f"expects {article} {unit.name} such as {unit.example}, not {shown(raw)}")
    return value


def _float(raw: Any, words: str) -> float:
    try:
        return float(raw)
    except OverflowError:
        raise ValueError(f"expects {words}, not one of that size") from None
