"""Regular expressions that somebody else wrote: which of them may be run."""

import re
from typing import Any, Final

_MAX_LENGTH: Final = 500
_MAX_REPEATS: Final = 12  # of a pattern, of no fixed number: each can double what it costs


def explodes(pattern: str) -> bool:
    """Can matching take exponential time? True for what is repeated and can match the same text in two ways (a repetition
    of no fixed number, alternatives that do not begin with different characters), and for what is no pattern."""
    from re import _parser as parser  # type: ignore[attr-defined]

    variable = 0

    def several_ways(items: Any, repeated: bool) -> bool:
        nonlocal variable
        for op, argument in items:
            name = str(op)
            if name.endswith("_REPEAT"):
                low, high, body = argument
                variable += low != high
                if (repeated and low != high) or several_ways(body, repeated or high > 1):
                    return True
            elif name == "BRANCH":
                begins = [branch[0] if len(branch) else None for branch in argument[1]]
                literals = {begin[1] for begin in begins if begin and str(begin[0]) == "LITERAL"}
                if (repeated and len(literals) < len(begins)) or any(several_ways(b, repeated) for b in argument[1]):
                    return True
            elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"):
                body = argument if name == "ATOMIC_GROUP" else argument[-1]
                if several_ways(body, repeated):
                    return True
        return False

    try:
        return len(pattern) > _MAX_LENGTH or several_ways(parser.parse(pattern), False) or variable > _MAX_REPEATS
    except (re.error, RecursionError, OverflowError):
        return True
