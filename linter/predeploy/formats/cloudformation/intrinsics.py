"""The intrinsic functions of a template, as a walk and as rules ask about them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from ...reading.values import ABSENT, UNKNOWN, Tagged
from .evaluator import Evaluator
from .names import Names, Spelling
from .syntax import DYNAMIC, PLACEHOLDER, call, sub_parts

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_HOLDERS = frozenset({dict, list, Tagged})  # what can hold a function
_PLAIN: tuple[str, Any] = ("", None)  # what `call` would say of plain data


class Intrinsics:
    """The functions of one template, in both spellings (`!Ref x`, `{"Ref": x}`).

    `resolve` is what a Tree gets; the other methods answer questions about a value as it is written (raw). None raises.
    """

    __slots__ = ("_data", "_evaluator", "_names")

    def __init__(
        self,
        data: Any,
        parameters: Mapping[str, Any] = _NOTHING,
        *,
        region: str | None = None,
        account: str | None = None,
        spelling: Spelling | None = None,
    ) -> None:
        """`parameters`: values given at deployment, by name. `spelling`: how the scalar at a path is written
        (Tree.spelling, but not holding the tree: this is kept); without it a text parameter whose Default reads
        as a float is UNKNOWN, for `1.30` became 1.3."""
        self._data = data
        self._names = Names(data, parameters, {"AWS::Region": region, "AWS::AccountId": account}, spelling)
        self._evaluator = Evaluator(data, self._names)

    def resolve(self, raw: Any) -> Any:
        """The effective value: the same object when it is no function, else plain data, ABSENT (AWS::NoValue, null)
        or UNKNOWN. What lies inside a mapping or list stays as written: a walk resolves each of its steps."""
        kind = raw.__class__
        if kind is dict:
            if len(raw) == 1:
                for key in raw:
                    if key != "Ref" and (key.__class__ is not str or key[:4] != "Fn::"):
                        return raw
            elif not self._evaluator.is_made_later(raw):
                return raw
        elif kind is str:
            return UNKNOWN if DYNAMIC in raw else raw
        elif kind is not Tagged:
            return raw
        return self._evaluator.evaluate(raw)

    def condition(self, name: Any) -> bool | None:
        """Does a condition hold? None when that is not known, or when there is none of that name."""
        return self._evaluator.holds(name)

    def at(self, path: tuple[str | int, ...]) -> Any:
        """What is written at a path of the effective template, found also behind an Fn::If whose condition is known;
        ABSENT when nothing is. This is what `target`, `targets` and `state` want to see of a node."""
        raw = value = self._data
        for key in path:
            if value.__class__ is dict:
                raw = value.get(key, ABSENT)
            elif value.__class__ is list and isinstance(key, int) and key < len(value):
                raw = value[key]
            else:
                return ABSENT
            value = self.resolve(raw)
        return raw

    def target(self, raw: Any) -> str | None:
        """The logical id that a value points at as a whole: Ref X, GetAtt X.Arn, Sub "${X.Arn}", Join of that alone, If
        whose branches agree. None for a parameter, a literal, and for a text that merely mentions X."""
        found, stack, seen = set[str | None](), [raw], set[int]()
        while stack:
            value = stack.pop()
            if id(value) not in seen:
                seen.add(id(value))
                further = self._forwarded(value)
                stack.extend(further)
                if not further:
                    found.add(self._pointed(value))
        return found.pop() if len(found) == 1 else None

    def targets(self, raw: Any) -> set[str]:
        """Every logical id mentioned anywhere below; not in a branch of an Fn::If that is known not to be taken."""
        return {name for name in self._mentions(raw) if self._names.is_resource(name)}

    def state(self, raw: Any) -> Literal["own", "default"]:
        """`default` when the value hangs on the Default of a parameter, directly or through a condition."""
        return "default" if any(map(self._names.is_defaulted, self._mentions(raw))) else "own"

    def _forwarded(self, raw: Any) -> list[Any]:
        """The values that this one is, one of which it will be; empty when it does not stand for another."""
        name, argument = call(raw) or _PLAIN
        if name == "If" and argument.__class__ is list and len(argument) == 3:
            return self._branches(argument)
        if name == "Join" and argument.__class__ is list and len(argument) == 2:
            return argument[1] if argument[1].__class__ is list and len(argument[1]) == 1 else []
        if name == "Sub" and (parts := sub_parts(argument)) is not None:
            alone = PLACEHOLDER.fullmatch(parts[0])
            return [parts[1][alone[1]]] if alone is not None and alone[1] in parts[1] else []
        return []

    def _pointed(self, raw: Any) -> str | None:
        """X of Ref X, GetAtt X.Arn, GetAtt [X, Arn], Sub "${X}" and Sub "${X.Arn}", where X is no parameter."""
        name, argument = call(raw) or _PLAIN
        if name == "Sub":
            parts = sub_parts(argument)
            alone = PLACEHOLDER.fullmatch(parts[0]) if parts is not None else None
            written = alone[1] if alone is not None else ""
        elif name in ("Ref", "GetAtt"):
            first = argument[0] if argument.__class__ is list and argument else argument
            written = self._evaluator.evaluate(first)
        else:
            return None
        head = written.partition(".")[0] if written.__class__ is str else ""
        return head if self._names.is_resource(head) else None

    def _branches(self, argument: list[Any]) -> list[Any]:
        """The branches of an Fn::If that may be taken."""
        holds = self._evaluator.holds(argument[0])
        return argument[1:] if holds is None else argument[1:2] if holds else argument[2:]

    def _mentions(self, raw: Any) -> Iterator[str]:
        """Names of resources, parameters and pseudo parameters below a value and in the conditions that it asks."""
        stack, seen = [raw], set[int]()
        while stack:
            value = stack.pop()
            kind = value.__class__
            if kind not in _HOLDERS or id(value) in seen:
                continue
            seen.add(id(value))
            function = call(value) if kind is not list else None
            if function is not None:
                yield from self._mentioned(*function, stack)
            elif kind is list:
                stack += value
            else:
                stack += [one for one in value.values() if one.__class__ in _HOLDERS]
                if "Condition" in value:
                    stack.append(self._evaluator.expression(value["Condition"]))

    def _mentioned(self, name: str, argument: Any, stack: list[Any]) -> Iterator[str]:
        """The names that one function mentions itself; what lies deeper goes on the stack."""
        if name in ("Ref", "GetAtt"):
            first = argument[0] if argument.__class__ is list and argument else argument
            if first.__class__ is str:
                yield first.partition(".")[0]
            stack.append(argument)
        elif name == "Sub" and (parts := sub_parts(argument)) is not None:
            template, local = parts
            stack.append(local)
            for placeholder in PLACEHOLDER.findall(template):
                if placeholder not in local:
                    yield placeholder.partition(".")[0]
        elif name == "If" and argument.__class__ is list and len(argument) == 3:
            stack.extend(self._branches(argument))
            stack.append(self._evaluator.expression(argument[0]))
        else:
            stack.append(self._evaluator.expression(argument) if name == "Condition" else argument)
