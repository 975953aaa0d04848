"""One text and how its offsets map to lines and columns."""

import os
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from ..patterns import pattern
from .errors import ReadError
from .files import read_text

_LINE_END = pattern(r"\r\n|\n|\r")  # what editors count; libyaml also counts NEL and U+2028


class Source:
    """A file, standard input, or one rendered text.

    `path` is what reports print (relative to the root, forward slashes), `file` where the text lies on
    disk (None for standard input and examples), `root` the folder that bounds every file opened.
    A source never points at its trees: the cycle would keep every node tree until the collector runs.
    """

    __slots__ = ("_late", "_lines", "_stamp", "_text", "_twins", "file", "included", "made", "path", "root")

    def __init__(
        self,
        path: str,
        text: str | None = None,
        *,
        file: str | None = None,
        root: str | None = None,
        made: bool = False,  # by a tool, from what a person edits
    ) -> None:
        self.path, self.file, self.root, self.made = path, file, root, made
        self.included: set[str] = set()  # reported paths of the files it was found to include
        self._text = text
        self._lines: list[int] | None = None
        self._late: bool | None = None
        self._twins: list[Any] | None = None
        self._stamp: tuple[int, int] | None = None

    def __reduce__(self) -> Any:
        # What lies on disk travels as its name and stamp; everything else as text.
        text = self._text if self.file is None else None
        return (_arrive, (self.path, text, self.file, self.root, self.made, self._stamp))

    @property
    def text(self) -> str:
        """The decoded text; raises ReadError when it is no text, cannot be read or changed since it was checked."""
        if self._text is None:
            if self.file is None:
                raise ReadError("there is no text")
            try:
                stat = os.stat(self.file)
            except OSError as error:
                raise ReadError(f"cannot be read: {error.strerror}") from error
            stamp = (stat.st_size, stat.st_mtime_ns)
            if self._stamp is not None and self._stamp != stamp:
                raise ReadError("the file changed while it was being checked")
            self._stamp = stamp
            self._text = read_text(self.file)
        return self._text

    @property
    def is_json(self) -> bool:
        return self.path.endswith(".json") or self.text.lstrip()[:1] == "{"

    @property
    def has_placeholders(self) -> bool:
        """Does `${` stand anywhere in it? Asked once for all documents of the text."""
        if self._late is None:
            self._late = "${" in self.text
        return self._late

    def position(self, index: int) -> tuple[int, int]:
        """Line and column, from 1 in code points, of an offset into the text."""
        if self._lines is None:
            text = self.text
            if "\r" in text:
                self._lines = [0, *(m.end() for m in _LINE_END.finditer(text))]
            else:
                self._lines = [*accumulate([len(line) + 1 for line in text.split("\n")], initial=0)]
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    def line_start(self, line: int) -> int:
        """The offset at which a line (from 1) begins."""
        self.position(0)
        assert self._lines is not None
        return self._lines[min(line, len(self._lines)) - 1]


def _arrive(
    path: str, text: str | None, file: str | None, root: str | None, made: bool, stamp: tuple[int, int] | None
) -> Source:
    source = Source(path, text, file=file, root=root, made=made)
    source._stamp = stamp
    return source
