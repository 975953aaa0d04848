"""Regular expressions that somebody else wrote: which of them may be run."""

import re
from typing import Any, Final

_MAX_LENGTH: Final = 500
_MAX_DEGREE: Final = 2  # what matching costs grows with this power of the text at the most
_SINGLE: Final = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN"})
_GROUPS: Final = frozenset({"SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"})


def explodes(pattern: str) -> bool:
    """Can searching for it take exponential time, or more than quadratic? True for what is repeated and can match the
    same text in two ways (a repetition of no fixed number, alternatives that do not begin with different characters),
    for several repetitions that can take each other's characters, and for what is no pattern."""
    from re import _parser as parser  # type: ignore[attr-defined]

    try:
        if len(pattern) > _MAX_LENGTH:
            return True
        parsed = parser.parse(pattern)
        return _several_ways(parsed, False) or _degree(list(parsed)) > _MAX_DEGREE
    except (re.error, RecursionError, OverflowError):
        return True


def _several_ways(items: Any, repeated: bool) -> bool:
    for op, argument in items:
        name = str(op)
        if name.endswith("_REPEAT"):
            low, high, body = argument
            if (repeated and low != high) or _several_ways(body, repeated or high > 1):
                return True
        elif name == "BRANCH":
            begins = [branch[0] if len(branch) else None for branch in argument[1]]
            literals = {begin[1] for begin in begins if begin and str(begin[0]) == "LITERAL"}
            if (repeated and len(literals) < len(begins)) or any(_several_ways(b, repeated) for b in argument[1]):
                return True
        elif name in _GROUPS and _several_ways(_body(name, argument), repeated):
            return True
    return False


def _degree(items: list[Any]) -> int:
    """How many repetitions in a row can trade characters, the search for the beginning being one of them. What stands
    between two and cannot be taken by those before it parts them."""
    anchored = bool(items) and str(items[0][0]) == "AT" and str(items[0][1]).startswith("AT_BEGINNING")
    flat = _flat(items)
    most, run = 0, list[Any]()
    for op, argument in flat:
        name = str(op)
        if name.endswith("_REPEAT"):
            low, high, body = argument
            run += [list(body)] if low != high else []
            most = max(most, len(run))
        elif name == "LITERAL" and not any(_takes(body, argument) for body in run):
            run = []
    return most + (not anchored)


def _flat(items: Any) -> list[Any]:
    """The parts of a pattern in a row; alternatives one behind the other, which is worse than they are."""
    flat: list[Any] = []
    for op, argument in items:
        name = str(op)
        if name in _GROUPS:
            flat += _flat(_body(name, argument))
        elif name == "BRANCH":
            for branch in argument[1]:
                flat += [part for part in _flat(branch) if str(part[0]) != "LITERAL"]
        else:
            flat.append((op, argument))
    return flat


def _body(name: str, argument: Any) -> Any:
    return argument if name == "ATOMIC_GROUP" else argument[-1]


def _takes(body: list[Any], literal: int) -> bool:
    """Can what is repeated contain a character? True where that is not plain to see."""
    if len(body) != 1 or str(body[0][0]) not in _SINGLE:
        return True
    op, argument = body[0]
    name = str(op)
    if name in ("LITERAL", "NOT_LITERAL"):
        return (chr(argument).lower() == chr(literal).lower()) == (name == "LITERAL")
    if name == "ANY":
        return True
    members = [(str(kind), value) for kind, value in argument]
    negated = members[0][0] == "NEGATE"
    return any(_within(*member, chr(literal)) for member in members[negated:]) != negated


def _within(kind: str, value: Any, character: str) -> bool:
    both = {character, character.lower(), character.upper()}  # the pattern may ignore case
    if kind == "LITERAL":
        return chr(value) in both
    if kind == "RANGE":
        return any(value[0] <= ord(one) <= value[1] for one in both if len(one) == 1)
    sign = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(value).rpartition("_")[2]]
    return (re.match(sign, character) is not None) != ("_NOT_" in str(value))
