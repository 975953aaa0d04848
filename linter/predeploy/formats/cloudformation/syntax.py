"""How a template writes its functions, and what its scalars are as text and as numbers."""

from typing import Any

from ...patterns import pattern
from ...reading.values import UNKNOWN, Tagged

DYNAMIC = "{{resolve:"
"""Begins a reference to Parameter Store or Secrets Manager, anywhere in a text.
Source: CloudFormation User Guide, "Get values stored in other services using dynamic references", as of 2026-11."""

PLACEHOLDER = pattern(r"\$\{([^{}]*)\}")
"""`${Name}`, `${Name.Attribute}`, `${!Literal}` in the text of Fn::Sub."""

DEEPEST = 60
"""Levels of functions within functions that are followed; real templates stay below ten."""

_LENGTH = 1_000_000  # characters; a template body has at most 1 MB (CloudFormation User Guide, "quotas", as of 2026-11)
_BITS = 128  # of an integer; longer ones are no settings, and Python refuses to print very long ones
_NUMBER = pattern(r"[-+]?(?:[0-9]{1,30}(\.[0-9]{0,30})?|(\.[0-9]{1,30}))([eE][-+]?[0-9]{1,2})?\Z")


def call(raw: Any) -> tuple[str, Any] | None:
    """(function without `!` and `Fn::`, argument) in either spelling; None for plain data.

    `{"Condition": name}` is a function only inside a condition, hence plain data here.
    """
    if raw.__class__ is Tagged:
        return raw.tag.removeprefix("!"), raw.value
    if raw.__class__ is dict and len(raw) == 1:
        [(key, argument)] = raw.items()
        if key == "Ref":
            return key, argument
        if key.__class__ is str and key.startswith("Fn::"):
            return key[4:], argument
    return None


def sub_parts(argument: Any) -> tuple[str, dict[str, Any]] | None:
    """(text, its own names) of an Fn::Sub; None when it is malformed."""
    whole = argument.__class__ is list and len(argument) == 2
    template, local = argument if whole else (argument, {})
    if template.__class__ is not str or local.__class__ is not dict or call(local) is not None:
        return None
    return template, local


def text(value: Any) -> str | None:
    """A scalar as CloudFormation inserts it into a text; None for everything else."""
    if value.__class__ is str:
        return value
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ is int:
        return str(value) if value.bit_length() <= _BITS else None
    return repr(value) if value.__class__ is float else None


def number(value: Any) -> Any:
    """int or float, also one written as text; UNKNOWN for everything else."""
    if value.__class__ is int or value.__class__ is float:
        return value
    match = _NUMBER.match(value) if value.__class__ is str else None
    if match is None:
        return UNKNOWN
    return float(value) if any(match.groups()) else int(value)


def joined(delimiter: str, parts: list[str]) -> Any:
    """One text, or UNKNOWN when it is longer than a template may be or holds a dynamic reference."""
    if sum(map(len, parts)) + len(delimiter) * len(parts) > _LENGTH:
        return UNKNOWN
    whole = delimiter.join(parts)
    return UNKNOWN if DYNAMIC in whole else whole


def section(data: Any, name: str) -> dict[str, Any]:
    """`Parameters`, `Mappings`, `Conditions`, `Resources` of a template; empty when it is none."""
    found = data.get(name, {}) if data.__class__ is dict else {}
    return found if found.__class__ is dict else {}
