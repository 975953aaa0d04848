"""Evaluates the intrinsic functions of a template as far as they can be before it is deployed.

Semantics: CloudFormation User Guide, "Intrinsic function reference", "Condition functions" and
"AWS::LanguageExtensions transform", as of 2026-11. What a function returns only at deployment is UNKNOWN, and so is
every malformed one; nothing raises.
"""

import json
from collections.abc import Callable
from typing import Any

from ...reading.values import ABSENT, UNKNOWN
from .conditions import FUNCTIONS, Conditions
from .names import Names
from .syntax import DEEPEST, DYNAMIC, PLACEHOLDER, call, joined, number, section, sub_parts, text

_EFFORT = 10_000  # function calls spent on one question; stops what shared anchors multiply


class Evaluator:
    """The functions of one template over its names, mappings and conditions."""

    __slots__ = ("_conditions", "_effort", "_loops", "_mappings", "_sections", "names")

    def __init__(self, data: Any, names: Names) -> None:
        self.names = names
        self._conditions = Conditions(section(data, "Conditions"))
        self._mappings = section(data, "Mappings")
        self._sections = frozenset(map(id, (data, *data.values()))) if data.__class__ is dict else frozenset()
        self._loops = _has_loops(data)
        self._effort = 0

    def evaluate(self, raw: Any) -> Any:
        self._effort = _EFFORT
        return self._value(raw, 0)

    def holds(self, condition: Any) -> bool | None:
        self._effort = _EFFORT
        return self._conditions.holds(condition, self._value)

    def expression(self, condition: Any) -> Any:
        return self._conditions.expression(condition)

    def is_made_later(self, raw: dict[str, Any]) -> bool:
        """Will a transform or a loop add entries to this mapping? The sections of the template stay readable."""
        if "Fn::Transform" in raw or (self._loops and any(str(key).startswith("Fn::ForEach::") for key in raw)):
            return id(raw) not in self._sections
        return False

    def _value(self, raw: Any, depth: int) -> Any:
        function = call(raw)
        if function is None:
            if raw is None:
                return ABSENT
            hidden = DYNAMIC in raw if raw.__class__ is str else raw.__class__ is dict and self.is_made_later(raw)
            return UNKNOWN if hidden else raw
        name, argument = function
        self._effort -= 1
        if depth > DEEPEST or self._effort < 0:
            return UNKNOWN
        if name in FUNCTIONS:
            holds = self._conditions.apply(name, argument, self._value, depth + 1)
            return UNKNOWN if holds is None else holds
        handler = _HANDLERS.get(name)
        return UNKNOWN if handler is None else handler(self, argument, depth + 1)

    def _whole(self, raw: Any, depth: int) -> Any:
        """A value with all that is below it; UNKNOWN when any part of it is."""
        value = self._value(raw, depth)
        if value.__class__ is not list and value.__class__ is not dict:
            return value
        self._effort -= 1
        if depth > DEEPEST or self._effort < 0:
            return UNKNOWN
        keys = range(len(value)) if value.__class__ is list else value
        parts = {key: self._whole(value[key], depth + 1) for key in keys}
        if any(part is UNKNOWN for part in parts.values()):
            return UNKNOWN
        kept = {key: part for key, part in parts.items() if part is not ABSENT}
        return list(kept.values()) if value.__class__ is list else kept

    def _items(self, raw: Any, depth: int) -> list[Any] | None:
        """The resolved items of a list; None when it is no known list."""
        found = self._value(raw, depth)
        return [self._value(item, depth) for item in found] if found.__class__ is list else None

    def _ref(self, argument: Any, depth: int) -> Any:
        name = self._value(argument, depth)
        return self.names[name] if name.__class__ is str else UNKNOWN

    def _sub(self, argument: Any, depth: int) -> Any:
        parts = sub_parts(argument)
        if parts is None:
            return UNKNOWN
        template, local = parts
        pieces = PLACEHOLDER.split(template)  # literal, name, literal, name, …, literal
        for index in range(1, len(pieces), 2):
            name = pieces[index]
            if name.startswith("!"):
                pieces[index] = f"${{{name[1:]}}}"
                continue
            written = text(self._value(local[name], depth) if name in local else self.names[name])
            if written is None:
                return UNKNOWN
            pieces[index] = written
        return joined("", pieces)

    def _join(self, argument: Any, depth: int) -> Any:
        delimiter, items = _pair(argument)
        delimiter, values = self._value(delimiter, depth), self._items(items, depth)
        if delimiter.__class__ is not str or values is None:
            return UNKNOWN
        parts = [text(value) for value in values if value is not ABSENT]
        known = [part for part in parts if part is not None]
        return joined(delimiter, known) if len(known) == len(parts) else UNKNOWN

    def _select(self, argument: Any, depth: int) -> Any:
        index, items = _pair(argument)
        index, values = number(self._value(index, depth)), self._items(items, depth)
        if values is None or index.__class__ is not int or not 0 <= index < len(values):
            return UNKNOWN
        return values[index] if _all_there(values[: index + 1]) else UNKNOWN

    def _split(self, argument: Any, depth: int) -> Any:
        delimiter, whole = _pair(argument)
        delimiter, whole = self._value(delimiter, depth), text(self._value(whole, depth))
        return whole.split(delimiter) if whole is not None and delimiter.__class__ is str and delimiter else UNKNOWN

    def _find_in_map(self, argument: Any, depth: int) -> Any:
        if argument.__class__ is not list or len(argument) not in (3, 4):
            return UNKNOWN
        keys = [text(self._value(part, depth)) for part in argument[:3]]
        if None in keys or keys[0] not in self._mappings:
            return UNKNOWN
        found: Any = self._mappings
        for key in keys:
            if found.__class__ is not dict or "Fn::Transform" in found:
                return UNKNOWN
            if key not in found:  # the fourth argument needs AWS::LanguageExtensions
                options = argument[3] if len(argument) == 4 else {}
                default = options.get("DefaultValue", UNKNOWN) if options.__class__ is dict else UNKNOWN
                return self._value(default, depth)
            found = found[key]
        return self._value(found, depth)

    def _if(self, argument: Any, depth: int) -> Any:
        if argument.__class__ is not list or len(argument) != 3:
            return UNKNOWN
        name, one, other = argument
        holds = self._conditions.holds(name, self._value, depth)
        if holds is not None:
            return self._value(one if holds else other, depth)
        one, other = self._value(one, depth), self._value(other, depth)
        whole = self._whole(one, depth)
        # compared as spelled, for 1 == True == 1.0
        same = whole is not UNKNOWN and repr(whole) == repr(self._whole(other, depth))
        return one if same else UNKNOWN

    def _base64(self, argument: Any, depth: int) -> Any:
        """The text itself: what it says interests, not how it travels."""
        inner = text(self._value(argument, depth))
        return UNKNOWN if inner is None else inner

    def _length(self, argument: Any, depth: int) -> Any:
        values = self._items(argument, depth)
        return len(values) if values is not None and _all_there(values) else UNKNOWN

    def _json(self, argument: Any, depth: int) -> Any:
        whole = self._whole(argument, depth)
        if whole.__class__ is not list and whole.__class__ is not dict:
            return UNKNOWN
        try:
            return joined("", [json.dumps(whole, separators=(",", ":"), allow_nan=False)])
        except (TypeError, ValueError):  # no JSON: a key or a number that it does not have
            return UNKNOWN


def _pair(argument: Any) -> tuple[Any, Any]:
    return (argument[0], argument[1]) if argument.__class__ is list and len(argument) == 2 else (UNKNOWN, UNKNOWN)


def _all_there(values: list[Any]) -> bool:
    """Does each of them keep its place? An unknown one may turn out to be AWS::NoValue."""
    return not any(value is UNKNOWN or value is ABSENT for value in values)


def _has_loops(data: Any) -> bool:
    """May this template use Fn::ForEach? Also when its Transform is not known."""
    written = data.get("Transform", []) if data.__class__ is dict else []
    names = written if written.__class__ is list else [written]
    return any(name.__class__ is not str or name == "AWS::LanguageExtensions" for name in names)


_HANDLERS: dict[str, Callable[[Evaluator, Any, int], Any]] = {
    "Ref": Evaluator._ref,
    "Sub": Evaluator._sub,
    "Join": Evaluator._join,
    "Select": Evaluator._select,
    "Split": Evaluator._split,
    "FindInMap": Evaluator._find_in_map,
    "If": Evaluator._if,
    "Base64": Evaluator._base64,
    "Length": Evaluator._length,
    "ToJsonString": Evaluator._json,
}
"""What is not here (GetAtt, ImportValue, GetAZs, Cidr, Transform, macros…) is known at deployment only."""
