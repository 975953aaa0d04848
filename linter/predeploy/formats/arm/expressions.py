"""The language in the brackets of a template: `[concat(parameters('name'), '-plan')]` → a small tree.

Grammar: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions (as of 2026-11)
"""

import re
from typing import Any, TypeGuard

from ...patterns import pattern
from ...record import NamedTuple

DEEPEST = 60
"""Levels of calls in calls that are followed; compiled Bicep stays below twenty."""
_LONGEST = (
    24_576  # characters; https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices (2026-11)
)
_TOKEN = pattern(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?[0-9]{1,20}(?:\.[0-9]{1,20})?)|(?P<name>[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*)"
    r"|(?P<sign>\.\?|\[\?|[()\[\],.]))",
    re.A,
)


_CONSTANTS = {"true": True, "false": False, "null": None}


class Literal(NamedTuple):
    value: Any


class Call(NamedTuple):
    name: str  # in small letters: the language does not mind
    arguments: tuple["Expression", ...]


class Get(NamedTuple):
    base: "Expression"
    key: "Expression"


Expression = Literal | Call | Get


class Malformed(ValueError):
    """The brackets hold no expression; the message says why."""


def is_expression(value: Any) -> TypeGuard[str]:
    return value.__class__ is str and value[:1] == "[" and value[-1:] == "]" and value[:2] != "[["


def parse(text: str) -> Expression:
    """The expression in the brackets of `text`. Raises Malformed."""
    if len(text) > _LONGEST:
        raise Malformed(f"it is longer than {_LONGEST} characters")
    return _Parser(text[1:-1]).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            match = _TOKEN.match(text, at)
            if match is None:
                rest = text[at:].strip()
                raise Malformed("a text is not closed" if rest[:1] == "'" else f"`{rest[:1]}` means nothing there")
            self.tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            at = match.end()
        self.at = 0

    def whole(self) -> Expression:
        found = self._expression(0)
        if self.at < len(self.tokens):
            raise Malformed(f"`{self._peek()}` follows its end")
        return found

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise Malformed(f"`{sign}` is missing" + (f" before `{self._peek()}`" if self._peek() else " at its end"))
        self.at += 1

    def _expression(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise Malformed(f"it is nested deeper than {DEEPEST} levels")
        if self.at >= len(self.tokens):
            raise Malformed("it ends too early")
        kind, text = self.tokens[self.at]
        self.at += 1
        found: Expression
        if kind == "text":
            found = Literal(text[1:-1].replace("''", "'"))
        elif kind == "number":
            found = Literal(float(text) if "." in text else int(text))
        elif kind == "name" and text in _CONSTANTS and self._peek() != "(":
            found = Literal(_CONSTANTS[text])
        elif kind == "name":
            found = Call(text.lower(), self._arguments(text, depth))
        else:
            raise Malformed(f"`{text}` stands where a value belongs")
        return self._steps(found, depth)

    def _arguments(self, name: str, depth: int) -> tuple[Expression, ...]:
        if self._peek() != "(":
            raise Malformed(f"`{name}` is no value: a text stands in single quotes, a function has brackets")
        self.at += 1
        found: list[Expression] = []
        while self._peek() != ")":
            if found:
                self._take(",")
            found.append(self._expression(depth + 1))
        self.at += 1
        return tuple(found)

    def _steps(self, found: Expression, depth: int) -> Expression:
        """`.name`, `[0]`, and both with a `?` for what may be missing."""
        while self._peek() in (".", ".?", "[", "[?"):
            sign = self._peek()
            self.at += 1
            if sign[0] == "[":
                found = Get(found, self._expression(depth + 1))
                self._take("]")
                continue
            if self.at >= len(self.tokens) or self.tokens[self.at][0] != "name":
                raise Malformed("a name is missing behind a point")
            for part in self.tokens[self.at][1].split("."):
                found = Get(found, Literal(part))
            self.at += 1
        return found
