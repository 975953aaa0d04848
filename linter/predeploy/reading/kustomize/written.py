"""The texts that a person edits: a file, or a patch written into a kustomization."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ...finding import Place
from .. import read
from ..source import Source
from ..span import Span
from ..tree import Path, Tree
from .kustomization import Kustomization


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
        tree, source = self.own.tree, self.own.source
        if tree is None or span.line != span.end_line:
            return None
        _, node, depth = tree.locate(self.where)
        if depth < len(self.where) or getattr(node, "style", None) != "|":
            return None
        line = source.position(node.start_mark.index + tree._start)[0] + span.line
        start = source.line_start(line)
        outer, inner = _line(source, line), _line(self.source, span.line)
        shift = len(outer) - len(inner)
        if shift < 0 or outer[shift:] != inner or outer[:shift].strip():
            return None
        first, last = span.column + shift, span.end_column + shift
        return Span(line, first, line, last, start + first - 1, start + last - 1)


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
