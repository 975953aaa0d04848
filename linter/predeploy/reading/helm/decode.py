"""Marked output → the plain output, and where each stretch of its lines comes from."""

import re

from ...record import NamedTuple
from .marks import Mark


class Run(NamedTuple):
    """From `column` (0-based) on, a line comes from text or an action: `mark`, `lines` below where the mark begins.

    `stack` are the marks of the actions that were printing, the outermost first; it ends with `mark` when that is one.
    """

    column: int
    mark: int | None
    lines: int
    stack: tuple[int, ...]


class Line(NamedTuple):
    text: str
    runs: list[Run]

    def at(self, column: int) -> Run | None:
        """The run at a column (0-based)."""
        return next((run for run in reversed(self.runs) if run.column <= column), None)


def decode(text: str, marks: list[Mark], brackets: tuple[str, str]) -> list[Line]:
    left, right = map(re.escape, brackets)
    work = _Decoder(marks)
    at = 0
    for found in re.finditer(rf"{left}(\d+|/){right}", text):
        work.emit(text[at : found.start()])
        work.switch(found[1])
        at = found.end()
    work.emit(text[at:])
    work.end_line()
    return work.lines


class _Decoder:
    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.lines: list[Line] = []
        self._stack: tuple[int, ...] = ()
        self._mark: int | None = None
        self._below = 0
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._column = 0

    def switch(self, word: str) -> None:
        self._below = 0
        if word == "/":
            self._stack, self._mark = self._stack[:-1], None
            return
        number = int(word)
        if number >= len(self.marks):
            return
        self._mark = number
        if self.marks[number].kind == "action":
            self._stack = (*self._stack, number)

    def emit(self, text: str) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_line()
                self._below += 1
            if part:
                run = Run(self._column, self._mark, self._below, self._stack)
                if not self._runs or self._runs[-1][1:] != run[1:]:
                    self._runs.append(run)
                self._parts.append(part)
                self._column += len(part)

    def end_line(self) -> None:
        self.lines.append(Line("".join(self._parts), self._runs))
        self._parts, self._runs, self._column = [], [], 0
