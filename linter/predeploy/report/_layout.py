"""Lines of styled text: measured in terminal cells, wrapped, aligned, and painted only at the very end."""

from collections.abc import Iterable
from functools import lru_cache

Line = list[tuple[str, str]]
"""Pieces of one line: an already harmless text and its style (of rich), "" for none."""


def cells(text: str) -> int:
    """How many columns a terminal needs for `text`: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


@lru_cache(maxsize=1_000)
def _cell(char: str) -> int:
    import unicodedata

    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def length(line: Line) -> int:
    text = "".join([text for text, _ in line])
    return len(text) if text.isascii() else sum([cells(text) for text, _ in line])


def wrap(text: str, width: int) -> list[str]:
    """Break at spaces. A word wider than the line stays whole: broken paths and ids cannot be clicked or copied."""
    if text.isascii():
        return _wrap_plain(" ".join(text.split()), width)
    lines: list[str] = []
    current: list[str] = []
    used = 0
    for word in text.split():
        size = cells(word)
        if current and used + 1 + size > width:
            lines.append(" ".join(current))
            current, used = [], 0
        used += size + (1 if current else 0)
        current.append(word)
    return [*lines, " ".join(current)] if current else lines


def _wrap_plain(text: str, width: int) -> list[str]:
    """The same for the usual text, whose characters take one cell each: line by line, not word by word."""
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        end = text.find(" ", start + width) if end < 0 else end
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]] if text else lines


def shorten(text: str, width: int) -> str:
    """At most `width` cells, the end replaced by `…` when something had to go."""
    if cells(text) <= width:
        return text
    used, out = 1, []
    for char in text:
        used += _cell(char)
        if used > width:
            break
        out.append(char)
    return "".join(out) + "…"


def spread(left: Line, right: Line, width: int, indent: int | None = None) -> list[Line]:
    """One line with `right` at the right edge; when both do not fit, `right` goes below, there or at `indent`."""
    if not right:
        return [left]
    gap = width - length(left) - length(right)
    if gap >= 2:
        return [[*left, (" " * gap, ""), *right]]
    if indent is None:
        indent = max(0, width - length(right))
    return [left, [(" " * indent, ""), *right]]


def paint(lines: Iterable[Line], *, color: bool) -> str:
    """The text of the lines, with ANSI colours through rich when asked for."""
    if not color:
        return "".join(["".join([text for text, _ in line]).rstrip() + "\n" for line in lines])
    from rich.color import ColorSystem
    from rich.style import Style

    def painted(text: str, style: str) -> str:  # the sixteen standard colours follow the user's own theme
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text

    return "".join("".join(painted(*piece) for piece in line) + "\n" for line in lines)
