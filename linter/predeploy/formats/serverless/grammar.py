"""The grammar of Serverless Framework variables: a text becomes its plain parts and its `${…}`.

As of Serverless Framework 3.40.0 and 4, serverless.com/framework/docs/guides/variables, 2026-11-20. Blanks inside the
braces and `${opt:stage, ${self:…}}`, which versions 1 and 2 allowed, are read too.
"""

import json
import math
import re
from collections.abc import Iterable
from typing import Any, Final

from ...patterns import pattern
from ...record import NamedTuple

MAX_DEPTH: Final = 24
"""Variables within one another; real services nest two."""
_EXACT: Final = 2**53
"""Beyond it JavaScript rounds whole numbers."""


class Source(NamedTuple):
    """`name(arguments):address`."""

    name: str
    arguments: tuple["Template", ...]
    address: "Template"


class Literal(NamedTuple):
    value: str | int | float | bool | None


class Variable(NamedTuple):
    choices: tuple[Source | Literal, ...]  # the first that has a value counts


Template = tuple[str | Variable, ...]


class _Malformed(Exception):
    pass


_HEAD = pattern(r"\s*([A-Za-z][A-Za-z0-9._-]*)(?:\(|:(?!:))")
_NOT_OURS = ("AWS", "PROP", "iot")  # CloudFormation's, CloudWatch's and AWS IoT's own placeholders
_QUOTED = pattern(r"""'([^']*)'|("(?:[^"\\]|\\.)*")""", re.S)
_WORD = pattern(r"[\w.+-]{1,40}")
_INTEGER = pattern(r"[+-]?\d+\Z", re.A)
_FLOAT = pattern(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z", re.A)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}

_IN_TEXT = pattern(r"\$\{")
_IN_ADDRESS = pattern(r"\$\{|[,}]")
_IN_ARGUMENT = pattern(r"\$\{|[,)}]")


class _Parser:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def template(self, stops: re.Pattern[str], depth: int) -> Template:
        """Text and variables up to a stop or the end. `${Name}` and `${AWS::Region}` are text: CloudFormation's."""
        parts: list[str | Variable] = []
        while found := stops.search(self.text, self.at):
            before = self.text[self.at : found.start()]
            if found[0] != "${":
                self.at = found.start()
                return (*parts, before.rstrip())
            bare = before.rstrip("\\")
            slashes = len(before) - len(bare)
            parts.append(bare + "\\" * (slashes // 2))
            self.at = found.end()
            variable = self.variable(depth + 1) if slashes % 2 == 0 else None
            if variable is None and stops is not _IN_TEXT:
                raise _Malformed
            parts.append("${" if variable is None else variable)
        if stops is not _IN_TEXT:
            raise _Malformed
        return (*parts, self.text[self.at :])

    def variable(self, depth: int) -> Variable | None:
        """What follows `${`, its brace included; None when it is no variable."""
        head = _HEAD.match(self.text, self.at)
        if head is None or head[1] in _NOT_OURS:
            return None
        if depth > MAX_DEPTH:
            raise _Malformed
        choices: list[Source | Literal] = [self.source(head, depth)]
        while self.next() == ",":
            self.at += 1
            choices += self.choice(depth)
        self.expect("}")
        return Variable(tuple(choices))

    def choice(self, depth: int) -> Iterable[Source | Literal]:
        if self.next() == "$":
            self.expect("${")
            inner = self.variable(depth + 1)
            if inner is None:
                raise _Malformed
            return inner.choices
        if head := _HEAD.match(self.text, self.at):
            return [self.source(head, depth)]
        quoted = self.quoted()
        return [Literal(self.word() if quoted is None else quoted)]

    def source(self, head: re.Match[str], depth: int) -> Source:
        self.at = head.end()
        arguments: list[Template] = []
        if head[0][-1] == "(":
            while True:
                arguments.append(self.value(_IN_ARGUMENT, depth))
                if self.next() != ",":
                    break
                self.at += 1
            self.expect(")")
            if self.next() != ":":
                return Source(head[1], tuple(arguments), ())
            self.at += 1
        return Source(head[1], tuple(arguments), self.value(_IN_ADDRESS, depth))

    def value(self, stops: re.Pattern[str], depth: int) -> Template:
        self.next()
        quoted = self.quoted()
        return self.template(stops, depth) if quoted is None else (quoted,)

    def quoted(self) -> str | None:
        if self.next() not in ("'", '"'):
            return None
        found = _QUOTED.match(self.text, self.at)
        if found is None:
            raise _Malformed
        self.at = found.end()
        if found[2] is None:
            return found[1]
        try:
            return str(json.loads(found[2], strict=False))
        except ValueError:
            raise _Malformed from None

    def word(self) -> int | float | bool | None:
        found = _WORD.match(self.text, self.at)
        if found is None:
            raise _Malformed
        self.at = found.end()
        if found[0] in _WORDS:
            return _WORDS[found[0]]
        if _INTEGER.match(found[0]):
            return int(found[0])
        if _FLOAT.match(found[0]) and math.isfinite(number := float(found[0])):
            return number
        raise _Malformed

    def next(self) -> str:
        """The next character that is not blank, "" at the end."""
        while (mark := self.text[self.at : self.at + 1]).isspace():
            self.at += 1
        return mark

    def expect(self, mark: str) -> None:
        self.next()
        if not self.text.startswith(mark, self.at):
            raise _Malformed
        self.at += len(mark)


def parse(text: str) -> Template | None:
    """The parts of a text that are not empty; None where the framework, too, would refuse it."""
    try:
        return tuple(part for part in _Parser(text).template(_IN_TEXT, 0) if part)
    except _Malformed:
        return None


def is_variable(raw: Any) -> bool:
    """Does this value hold a serverless variable, be it a broken one? `${Name}` and `${AWS::Region}` are none."""
    if raw.__class__ is not str or "${" not in raw:
        return False
    parts = parse(raw)
    return parts is None or any(isinstance(part, Variable) for part in parts)


def spelling(value: Any) -> str | None:
    """A scalar as JavaScript writes it into a text; None for what has no one spelling."""
    if value.__class__ is str:
        return str(value)
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ in (int, float) and abs(value) < _EXACT:
        text = str(int(value)) if value == int(value) else repr(value)
        return None if "e" in text else text
    return None
