"""Suppressions, and the lines on which the objects of a text stand."""

import sys
from bisect import bisect_right
from datetime import date
from functools import cached_property
from typing import Any, Final

from ..finding import Place
from ..node import Node
from ..reading import Source, Tree
from ..reading.part import part
from ..reading.tree import Path
from ..record import NamedTuple
from .entries import Entries
from .peers import Foreign
from .syntax import Said

Lines = tuple[int, int]
WHOLE_FILE: Final[Lines] = (1, sys.maxsize)

UNSURE: Final = "unsure"
"""The kind of a suppression of which nobody can say that it is of no use: what it is about was not looked at."""


class Suppression(NamedTuple):
    """Which rules are excused on which lines of a file. Plain: travels between processes."""

    path: str
    first_line: int
    last_line: int  # inclusive; 0 when its lines are not there, because nothing rendered them
    words: tuple[str, ...] | None  # names of rules, or of a peer's checks; None means every rule
    peer: str  # whose names these are; empty for our own
    reason: str
    until: date | None  # the last day on which it counts
    place: Place  # of the suppression itself
    kind: str  # "comment", "annotation", "metadata", "file"
    malformed: str = ""  # what is wrong with it


class Text:
    """A source with the documents of it that a format claimed, and suppressions as it says them."""

    def __init__(self, source: Source, trees: list[Tree]) -> None:
        self.source, self.trees = source, trees
        self._entries = Entries()

    def tree_at(self, offset: int) -> Tree | None:
        at = bisect_right(self._parts, offset, key=lambda one: one[1]) - 1
        return self._parts[at][0] if at >= 0 and offset < self._parts[at][2] else None

    @cached_property
    def _parts(self) -> list[tuple[Tree, int, int]]:
        return [(tree, *part(tree)) for tree in self.trees]

    def entry(self, tree: Tree, low: int, high: int) -> Lines | None:
        """The lines of the outermost key or item that begins between two offsets."""
        root = self._roots.get(id(tree))
        if root is not None and low <= tree.node.start_mark.index + tree._start < high:
            return root
        found = self._entries.find(tree, low, high)
        return self._lines(tree, *found) if found else None

    @cached_property
    def _roots(self) -> dict[int, Lines]:
        return {id(tree): lines for tree, path, lines in self.objects if not path}

    @cached_property
    def objects(self) -> list[tuple[Tree, Path, Lines]]:
        """Every object that stands in this text, and its lines."""
        found = (
            (tree, node.path, self.lines_of(tree, node.path))
            for tree in self.trees
            for node in tree.format.objects(Node(tree, (), tree.data))
        )
        return [(tree, path, lines) for tree, path, lines in found if lines is not None]

    def lines_of(self, tree: Tree, path: Path) -> Lines | None:
        """The lines of an object; None for one that does not stand in this text."""
        if not path:
            return self._part(tree)
        key, value, depth = tree.locate(path)
        return self._lines(tree, (key or value).start_mark.index + tree._start, value) if depth == len(path) else None

    def _part(self, tree: Tree) -> Lines:
        begin, end = part(tree)
        return self.source.position(begin)[0], self.source.position(max(end - 1, begin))[0]

    def _lines(self, tree: Tree, start: int, value: Any) -> Lines:
        end = tree.bounds(value)[1]
        return self.source.position(start)[0], self.source.position(max(end - 1, start))[0]

    def own(self, own: Said, lines: Lines, place: Place, kind: str) -> Suppression:
        return Suppression(self.source.path, *lines, own.words, "", own.reason, own.until, place, kind, own.malformed)

    def foreign(self, said: Foreign, lines: Lines, place: Place, kind: str) -> Suppression:
        return Suppression(self.source.path, *lines, said.words, said.peer, said.reason, said.until, place, kind)
