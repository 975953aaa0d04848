"""Why a text is no template, whatever the values: where exactly a person has to look."""

import re
from bisect import bisect_right
from typing import Final

from ...patterns import pattern
from ...record import NamedTuple
from ..span import Span
from .template import OPENS, STRINGS, NoTemplate, Piece, Template

_TOKEN: Final = pattern(r'"((?:\\.|[^"\\])+)"|\{\{(\w+)\}\}|<([^>]+)>')
_BRACE: Final = pattern(rf"{STRINGS}|([{{}}])")


class Flaw(NamedTuple):
    message: str
    span: Span


def told(message: str) -> str:
    return f"{message}: Helm refuses the chart with any values, so nothing in it was checked"


def flaw(text: str) -> Flaw | None:
    """An action that is not closed, a brace in one, a block without `end`, an `end` without block; None when there is
    nothing of these."""
    try:
        pieces = Template("", text).pieces
    except NoTemplate as error:
        return Flaw(str(error), _span(text, error.offset, error.offset + 2))
    open_: list[Piece] = []
    for piece in pieces:
        if (brace := _brace(text, piece)) is not None:
            return Flaw(f'unexpected "{text[brace]}" in an action', _span(text, brace, brace + 1))
        word = piece.keyword
        if word in OPENS:
            open_.append(piece)
        elif word in ("end", "else") and not open_:
            return Flaw(f"there is nothing that this `{word}` belongs to", _span(text, piece.start, piece.end))
        elif word == "end":
            open_.pop()
    if not open_:
        return None
    last = open_[-1]
    return Flaw(f"this `{last.keyword}` has no `end`", _span(text, last.start, last.end))


def _brace(text: str, piece: Piece) -> int | None:
    """The offset of the first brace in an action that stands in no string: there it means nothing."""
    if piece.kind != "action" or not ("{" in piece.body or "}" in piece.body):
        return None
    found = (one.start(1) for one in _BRACE.finditer(text, piece.start + 2, piece.end - 2) if one[1])
    return next(found, None)


def where(text: str, line: int, message: str, column: int = 0) -> Span | None:
    """What Helm means on a line: from a column on (from 0; 0 is unknown), or the word that its message is about."""
    starts = _starts(text)
    if not 0 < line <= len(starts):
        return None
    start = starts[line - 1]
    own = text[start:].partition("\n")[0].rstrip("\r")
    at = min(column, len(own)) or _named(own, message)
    return _span(text, start + at, start + max(len(own.rstrip()), at + 1))


def _named(line: str, message: str) -> int:
    """The column of what a message names; else that of the first action, else of the first sign."""
    begin = line.find("{{")
    if begin < 0:
        return len(line) - len(line.lstrip())
    if found := _TOKEN.search(message):
        word = next(filter(None, found.groups()))
        spot = re.compile(rf"(?<![\w.$]){re.escape(word)}(?!\w)").search(line, begin + 2)
        return spot.start() if spot else begin
    return begin


def _span(text: str, start: int, end: int) -> Span:
    starts = _starts(text)
    line, last = bisect_right(starts, start), bisect_right(starts, max(start, end - 1))
    return Span(line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1, start, end)


def _starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]


__all__ = ["Flaw", "flaw", "told", "where"]
