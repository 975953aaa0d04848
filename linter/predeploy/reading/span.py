"""A stretch of a text, as editors count it."""

from ..record import NamedTuple


class Span(NamedTuple):
    """Lines and columns from 1 in code points, end exclusive; `start` and `end` are offsets into the text."""

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
