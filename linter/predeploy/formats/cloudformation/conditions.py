"""The Conditions of a template in three values: True, False, and None for what is not known before deployment."""

from collections.abc import Callable
from typing import Any

from ...reading.values import UNKNOWN
from .syntax import DEEPEST, call, number, text

Evaluate = Callable[[Any, int], Any]
"""(raw value, depth) → effective value."""

FUNCTIONS = frozenset({"And", "Or", "Not", "Equals", "Condition"})


class Conditions:
    """The evaluator of values is handed in with each question, so that the two do not hold each other alive."""

    __slots__ = ("_expressions", "_known")

    def __init__(self, expressions: dict[str, Any]) -> None:
        self._expressions = expressions
        self._known: dict[str, bool | None] = {}

    def expression(self, name: Any) -> Any:
        """What is written for a condition; None when there is none."""
        return self._expressions.get(name) if name.__class__ is str else None

    def holds(self, name: Any, value: Evaluate, depth: int = 0) -> bool | None:
        """Does the named condition hold? None also for one that does not exist or leads back to itself."""
        if name.__class__ is not str or name not in self._expressions:
            return None
        if name not in self._known:
            self._known[name] = None  # what it says while it is being asked for
            self._known[name] = self._test(self._expressions[name], value, depth)
        return self._known[name]

    def apply(self, function: str, argument: Any, value: Evaluate, depth: int) -> bool | None:
        """One of FUNCTIONS, applied."""
        if function == "Condition":
            return self.holds(argument, value, depth)
        if argument.__class__ is not list or not argument:
            return None
        if function == "Equals":
            return _equal(value(argument[0], depth), value(argument[1], depth)) if len(argument) == 2 else None
        parts = [self._test(part, value, depth) for part in argument]
        if function == "Not":
            return None if len(parts) != 1 or parts[0] is None else not parts[0]
        decisive = function == "Or"  # one True decides an Or, one False an And
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive

    def _test(self, raw: Any, value: Evaluate, depth: int) -> bool | None:
        if raw.__class__ is dict and len(raw) == 1 and "Condition" in raw:
            return self.holds(raw["Condition"], value, depth + 1) if depth < DEEPEST else None
        function = call(raw)
        if function is None or function[0] not in FUNCTIONS or depth > DEEPEST:
            return None
        return self.apply(*function, value, depth + 1)


def _equal(left: Any, right: Any) -> bool | None:
    """Fn::Equals: compared as text, for parameters and pseudo parameters are text at deployment."""
    if left is UNKNOWN or right is UNKNOWN:
        return None
    one, other = text(left), text(right)
    if one is None or other is None:
        return None
    if one == other:
        return True
    # 1 and 1.0 are one number in two spellings: who knows which of them gets compared
    return None if number(left) is not UNKNOWN and number(left) == number(right) else False
