"""The expressions in a template's actions, as trees."""

from functools import lru_cache
from typing import Any, Final

from ...patterns import pattern
from ...record import NamedTuple

_TOKEN: Final = pattern(
    r"""\s+|(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*"|`[^`]*+`)|(?P<rune>'[^'\\]*+(?:\\.[^'\\]*+)*')|(?P<number>[+-]?\d[\w.]*)"""
    r"""|(?P<variable>\$\w*)|(?P<field>\.[A-Za-z_]\w*)|(?P<dot>\.)|(?P<word>[A-Za-z_]\w*)|(?P<sign>:=|[=|(),])"""
)
_WORDS: Final = {"true": True, "false": False, "nil": None}
MAX_TOKENS: Final = 2_000


class Literal(NamedTuple):
    value: Any


class Variable(NamedTuple):
    """`$x`; `$` itself, and `.`, are variables too."""

    name: str


class Field(NamedTuple):
    of: "Expression"
    name: str


class Call(NamedTuple):
    function: str
    arguments: list["Expression"]


Expression = Literal | Variable | Field | Call


class _Token(NamedTuple):
    kind: str
    text: str
    apart: bool  # blanks stand before it


@lru_cache(4096)
def parse(body: str) -> Expression:
    """What an action computes. Never raises: what cannot be understood is a literal that nobody knows."""
    tokens = []
    for found in _TOKEN.finditer(body[:20_000]):
        if found.lastgroup:
            before = body[found.start() - 1] if found.start() else " "
            tokens.append(_Token(found.lastgroup, found[0], before.isspace() or before in "(,"))
    try:
        return _Parser(tokens[:MAX_TOKENS]).pipeline()
    except RecursionError:
        return Literal(None)


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at = tokens, 0

    def _peek(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _Token("", "", True)

    def pipeline(self) -> Expression:
        found = self._command()
        while self._peek().text == "|":
            self._at += 1
            after = self._command()
            if isinstance(after, Call):
                found = Call(after.function, [*after.arguments, found])
            else:
                found = Call("", [after, found])
        return found

    def _command(self) -> Expression:
        head = self._peek()
        if head.kind == "word" and head.text not in _WORDS:
            self._at += 1
            return Call(head.text, self._operands())
        operands = self._operands()
        if not operands:
            return Literal(None)
        return operands[0] if len(operands) == 1 else Call("", operands)

    def _operands(self) -> list[Expression]:
        out: list[Expression] = []
        while (token := self._peek()).kind and not (token.kind == "sign" and token.text != "("):
            out.append(self._operand())
        return out

    def _operand(self) -> Expression:
        token = self._peek()
        self._at += 1
        found: Expression
        if token.kind == "text":
            found = Literal(token.text[1:-1])
        elif token.kind in ("variable", "dot"):
            found = Variable(token.text)
        elif token.kind == "field":
            found = Field(Variable("."), token.text[1:])
        elif token.kind == "word":
            found = Literal(_WORDS[token.text]) if token.text in _WORDS else Call(token.text, [])
        elif token.text == "(":
            found = self.pipeline()
            if self._peek().text == ")":
                self._at += 1
        else:
            found = Literal(token.text)
        while self._peek().kind == "field" and not self._peek().apart:
            found = Field(found, self._peek().text[1:])
            self._at += 1
        return found
