"""The text of a Go template, cut into literal text, actions and comments."""

from bisect import bisect_right
from functools import cached_property
from typing import Final, Literal

from ...patterns import pattern
from ...record import NamedTuple

# A stranger's template of a megabyte costs no more than its length: each sign can be taken in one way only
STRINGS: Final = r""""[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*"|'[^'\\\n]*+(?:\\[^\n][^'\\\n]*+)*'|`[^`]*+`"""
_ACTION: Final = pattern(
    r"\{\{(?P<left>-(?=\s))?(?:(?P<comment>\s*+/\*.*?\*/\s*-?\}\})"
    rf"|(?P<body>(?:[^\"'`}}]++|{STRINGS}|\}}(?!\}}))*)\}}\}})",
    16,  # re.DOTALL
)
_KEYWORD: Final = pattern(r"\s*(if|else|end|range|with|define|block|break|continue|template)\b")
_NAME: Final = pattern(r'\s*(?:define|block|template)\s+(?:"([^"]+)"|`([^`]+)`)')
UNCLOSED: Final = "this action is not closed"
_ASSIGNS: Final = pattern(r"\s*\$\w*\s*(?:,\s*\$\w*\s*)?:?=")
OPENS: Final = frozenset({"if", "range", "with", "define", "block"})


class NoTemplate(ValueError):
    """The text cannot be cut: an action is not closed, which begins at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(UNCLOSED)
        self.offset = offset


class Piece(NamedTuple):
    """`start` and `end` are offsets into the template; `body` is what stands in an action, without its trim marks."""

    kind: Literal["text", "action", "comment"]
    start: int
    end: int
    body: str = ""
    left: bool = False  # {{-
    right: bool = False  # -}}
    keyword: str = ""  # of an action that is one of the language's own

    @property
    def prints(self) -> bool:
        """Is it an action that may give output itself?"""
        if self.kind != "action" or self.keyword not in ("", "template"):
            return False
        return bool(self.body.strip()) and not _ASSIGNS.match(self.body)

    @property
    def named(self) -> str:
        """The literal name that `define`, `block` or `template` has."""
        found = _NAME.match(self.body)
        return (found[1] or found[2]) if found else ""


class Definition(NamedTuple):
    name: str
    first: int  # the number of the piece `define`
    last: int  # that of its `end`


class Template:
    """A template file of a chart; `path` is relative to the chart. Raises NoTemplate."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.pieces = list(_pieces(text))

    @cached_property
    def closing(self) -> dict[int, int]:
        """The number of the piece that opens a block → that of its `end`."""
        stack: list[int] = []
        found: dict[int, int] = {}
        for number, piece in enumerate(self.pieces):
            word = piece.keyword
            if word in OPENS:
                stack.append(number)
            elif word == "end" and stack:
                found[stack.pop()] = number
        return found

    @cached_property
    def definitions(self) -> list[Definition]:
        found = ((self.pieces[first], first, last) for first, last in sorted(self.closing.items()))
        return [
            Definition(piece.named, first, last)
            for piece, first, last in found
            if piece.keyword == "define" and piece.named
        ]

    def printed_behind(self, offset: int) -> int | None:
        """The start of the action that prints what follows an offset in a text, when nothing else does."""
        for piece in self.pieces:
            if piece.end <= offset:
                continue
            if piece.kind == "text" and self.text[max(piece.start, offset + 1) : piece.end].strip(" \t\r\n\"'"):
                return None
            if piece.prints:
                return piece.start
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]

    def line(self, offset: int) -> int:
        """The line, from 1, of an offset."""
        return bisect_right(self._starts, offset)

    def line_text(self, line: int) -> str:
        start = self._starts[line - 1]
        return self.text[start : self.line_end(line)]

    def line_start(self, line: int) -> int:
        return self._starts[line - 1]

    def line_end(self, line: int) -> int:
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return end - 1 if self.text[end - 1 : end] == "\r" else end


def _pieces(text: str) -> list[Piece]:
    out: list[Piece] = []
    at = 0
    while at < len(text):
        opening = text.find("{{", at)
        if opening < 0:
            out.append(Piece("text", at, len(text)))
            break
        if opening > at:
            out.append(Piece("text", at, opening))
        found = _ACTION.match(text, opening)
        if found is None:
            raise NoTemplate(opening)
        at = found.end()
        left = found["left"] is not None
        if found["comment"] is not None:
            out.append(Piece("comment", opening, at, found["comment"], left, found["comment"].endswith("-}}")))
            continue
        body = found["body"]
        right = body[-1:] == "-" and body[-2:-1].isspace()
        word = _KEYWORD.match(body)
        out.append(Piece("action", opening, at, body[:-1] if right else body, left, right, word[1] if word else ""))
    return out


def pipes(body: str) -> list[str]:
    """The parts of a pipeline between its outer `|`."""
    parts, depth, at, start = [], 0, 0, 0
    while at < len(body):
        sign = body[at]
        if sign in "\"'`":
            at = _string_end(body, at)
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and depth == 0:
            parts.append(body[start:at])
            start = at + 1
        at += 1
    return [*parts, body[start:]]


def _string_end(body: str, at: int) -> int:
    """The offset of the quote that closes the one at an offset."""
    quote = body[at]
    at += 1
    while at < len(body) and body[at] != quote:
        at += 2 if body[at] == "\\" and quote != "`" else 1
    return at
