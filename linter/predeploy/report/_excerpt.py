"""The line of a source that a finding is about, cut to the room there is, and where its caret goes."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

from ..finding import Place
from ..record import NamedTuple
from . import _escape
from ._layout import cells
from ._secret import masked

_REACH = 500  # code points looked at on either side of a place: a minified line can be megabytes long


class Excerpt(NamedTuple):
    number: int  # of the line, from 1
    text: str  # harmless, without trailing blanks
    start: int  # cells before the caret
    length: int  # cells under which the caret runs, at least 1


class Excerpts:
    """Excerpts of the files a report names; each file is read and split once."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._read = read
        self._files: dict[str, list[str]] = {}

    def at(self, place: Place, width: int, kind: str = "", *, secret: bool = False) -> Excerpt | None:
        """The first line of `place` in at most `width` cells, secrets masked (`kind`: of the resource;
        `secret`: all that stands at the place is one).

        None when the place or its text is not known.
        """
        span, lines = place.span, self._lines(place.path)
        if span is None or not 1 <= span.line <= len(lines):
            return None
        row = span.line - 1
        line = lines[row].rstrip()
        start = min(max(span.column - 1, 0), len(line))
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        end = max(min(end, len(line)), start)
        if secret:
            line = line[:start] + "•" * (end - start) + line[end:]
        first, last = max(0, start - _REACH), start + _REACH
        around = [text[:_REACH] for text in lines[max(0, row - 1) : row + 2]]
        text = masked(line[first:last], around, kind)
        begin, stop = start - first, min(end - first, len(text))
        if len(line) == len(text) <= width and _escape.harmless(text):  # the usual line
            return Excerpt(span.line, text, begin, max(1, stop - begin))
        return _cut(span.line, _escape.pieces(text), (begin, stop), (first > 0, last < len(line)), width)

    def _lines(self, path: str) -> list[str]:
        if path not in self._files:
            text = self._read(path)
            self._files[path] = [] if text is None else _lines(text.removeprefix("\ufeff"))
        return self._files[path]


def _lines(text: str) -> list[str]:
    """Its lines as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cut(number: int, shown: list[str], meant: tuple[int, int], more: tuple[bool, bool], width: int) -> Excerpt:
    """`shown` says what each character looks like, `meant` which of them to point at, `more` where the line goes on."""
    plain = "".join(shown)
    narrow = len(plain) == len(shown) and plain.isascii()  # one cell each
    offsets = range(len(shown) + 1) if narrow else list(accumulate(map(cells, shown), initial=0))
    left, right = offsets[meant[0]], offsets[meant[1]]
    room = max(width - 2, 1)  # for an ellipsis on either side
    begin = 0
    if not any(more) and offsets[-1] <= width:
        room = width
    elif more[0] or right > room:
        begin = max(0, min(left - max(room - (right - left), 0) // 2, offsets[-1] - room))
    low = bisect_left(offsets, begin)
    high = max(bisect_right(offsets, offsets[low] + room) - 1, low)
    before = "…" if low > 0 or more[0] else ""
    after = "…" if high < len(shown) or more[1] else ""
    carets = min(right, offsets[high]) - left
    return Excerpt(number, before + "".join(shown[low:high]) + after, left - offsets[low] + len(before), max(1, carets))
