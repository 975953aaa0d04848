"""The texts that a person edits: a file, or a patch written into a kustomization."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from ...finding import Place, TextEdit
from ...patterns import pattern
from ...record import NamedTuple
from .. import read
from ..source import Source
from ..span import Span
from ..tree import Path, Tree
from .kustomization import Kustomization

_VISIBLE: Final = pattern(r"[^\r\n]")


class Spot(NamedTuple):
    place: Place
    exact: bool


class Written(ABC):
    """A text, cut into trees once."""

    source: Source

    @cached_property
    def trees(self) -> list[Tree]:
        return read(self.source).trees

    @abstractmethod
    def spot(self, tree: Tree, path: Path, *, key: bool) -> Spot:
        """Where something stands that is written in a tree of this text: its key, or what a finding points at."""


class File(Written):
    """A whole file, by the path that reports have for it."""

    def __init__(self, path: str, text: str) -> None:
        self.source = Source(path, text)

    def spot(self, tree: Tree, path: Path, *, key: bool) -> Spot:
        span = tree.key_span(path) if key else tree.span(path)
        return Spot(Place(self.source.path, span), True)


class Inline(Written):
    """A text in a kustomization; its lines are found again where it is written as a block (`|`)."""

    def __init__(self, own: Kustomization, where: Path, text: str) -> None:
        self.own, self.where = own, where
        self.source = Source("inline.yaml", text)

    def spot(self, tree: Tree, path: Path, *, key: bool) -> Spot:
        span = tree.key_span(path) if key else tree.span(path)
        outer = self._outer(span)
        return Spot(Place(self.own.source.path, outer or span_of(self.own, self.where)), outer is not None)

    def _outer(self, span: Span) -> Span | None:
        moved = self._moved(span.line) if span.line == span.end_line else None
        if moved is None:
            return None
        line, start, shift = moved
        first, last = span.column + shift, span.end_column + shift
        return Span(line, first, line, last, start + first - 1, start + last - 1)

    @property
    def alone(self) -> Source | None:
        """The kustomization with nothing but this text, where it is written as a block."""
        source, bounds = self.own.source, self._block()
        if bounds is None:
            return None
        start, end = source.text.find("\n", bounds[0]), bounds[1]
        return Source(source.path, _VISIBLE.sub(" ", source.text[:start]) + source.text[start:end])

    def _block(self) -> tuple[int, int] | None:
        """Where the text stands in the kustomization (offsets), if it is written as a block."""
        tree = self.own.tree
        if tree is None:
            return None
        _, node, depth = tree.locate(self.where)
        if depth < len(self.where) or getattr(node, "style", None) != "|":
            return None
        return node.start_mark.index + tree._start, node.end_mark.index + tree._start

    def edit(self, one: TextEdit) -> TextEdit | None:
        """A change of this text as one of the kustomization that it stands in."""
        span = one.span
        first, last = self._moved(span.line), self._moved(span.end_line)
        if first is None or last is None:
            return None
        column, end_column = span.column + first[2], span.end_column + last[2]
        start, end = first[1] + column - 1, last[1] + end_column - 1
        text = one.text.replace("\n", "\n" + " " * last[2])
        return TextEdit(self.own.source.path, start, end, text, Span(first[0], column, last[0], end_column, start, end))

    def _moved(self, number: int) -> tuple[int, int, int] | None:
        """Line in the kustomization, where it starts, and how much further to the right this text's line stands there."""
        source, bounds = self.own.source, self._block()
        if bounds is None:
            return None
        line = source.position(bounds[0])[0] + number
        start = source.line_start(line)
        outer, inner = _line(source, line), _line(self.source, number)
        shift = len(outer) - len(inner)
        if shift < 0 or outer[shift:] != inner or outer[:shift].strip():
            return None
        return line, start, shift


def _line(source: Source, line: int) -> str:
    start = source.line_start(line)
    end = source.text.find("\n", start)
    return source.text[start : end if end >= 0 else len(source.text)].rstrip("\r")


def span_of(own: Kustomization, where: Path, *, key: bool = False) -> Span | None:
    """Where something stands in a kustomization."""
    if own.tree is None:
        return None
    return own.tree.key_span(where) if key else own.tree.span(where)


def documents(trees: list[Tree]) -> Iterator[tuple[Tree, Path, dict[str, Any]]]:
    """The objects of a text, those of lists too."""
    for tree in trees:
        data = tree.data
        if not isinstance(data, dict):
            continue
        items = data.get("items")
        if str(data.get("kind", "")).endswith("List") and isinstance(items, list):
            yield from ((tree, ("items", number), one) for number, one in enumerate(items) if isinstance(one, dict))
        else:
            yield tree, (), data
