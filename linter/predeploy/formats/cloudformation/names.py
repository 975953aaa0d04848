"""What `Ref` knows by name before deployment: parameters and a few pseudo parameters."""

from collections.abc import Callable, Mapping
from typing import Any

from ...reading.values import ABSENT, UNKNOWN
from .syntax import DYNAMIC, number, section, text

Spelling = Callable[[tuple[str, ...]], str | None]
"""A path of the template → the scalar there as it is written."""


class Names(dict[str, Any]):
    """Name → value, UNKNOWN for what only a deployment says (resources too). Values are made when first asked for.

    A parameter is what was given, else its Default: an int or float for Type Number, a list of text for
    CommaDelimitedList and List<…>, else text. Values that live in Parameter Store are UNKNOWN.
    """

    def __init__(
        self,
        data: Any,
        given: Mapping[str, Any],
        pseudo: Mapping[str, str | None],
        spelling: Spelling | None,
    ) -> None:
        super().__init__({name: value for name, value in pseudo.items() if value is not None})
        self["AWS::NoValue"] = ABSENT
        self._declared = section(data, "Parameters")
        self._given, self._spelling = given, spelling

    def __missing__(self, name: str) -> Any:
        value = self[name] = self._parameter(name)
        return value

    def is_defaulted(self, name: str) -> bool:
        """Is it a parameter whose Default speaks, so that whoever deploys may still say otherwise?"""
        return name in self._declared and name not in self._given

    def is_resource(self, name: str) -> bool:
        """Can it be a logical id? Also one of a resource that a transform will make."""
        return name.isalnum() and name not in self._declared

    def _parameter(self, name: str) -> Any:
        definition = self._declared.get(name, UNKNOWN)
        if definition.__class__ is not dict:
            return UNKNOWN
        kind = definition.get("Type", "String")
        if kind.__class__ is not str or kind.startswith("AWS::SSM::Parameter::Value<"):
            return UNKNOWN
        value = self._given[name] if name in self._given else definition.get("Default")
        if kind == "Number":
            return number(value)
        written = self._written(name, value)
        if written is None or DYNAMIC in written:
            return UNKNOWN
        if kind == "CommaDelimitedList" or kind.startswith("List<"):
            return [part.strip() for part in written.split(",")]
        return written

    def _written(self, name: str, value: Any) -> str | None:
        """Text of a parameter. Where YAML read a number, only the spelling tells 1.3 from 1.30 and 0123 from 83."""
        if value.__class__ is not float and value.__class__ is not int:
            return text(value)
        if name not in self._given and self._spelling is not None:
            return self._spelling(("Parameters", name, "Default"))
        return text(value) if value.__class__ is int or name in self._given else None
