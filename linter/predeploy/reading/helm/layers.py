"""Values that stand within another document: in an object that deploys a chart, or in a text that one holds."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from yaml.nodes import ScalarNode

from ...finding import Place
from ...patterns import pattern
from .. import read
from ..errors import ReadError
from ..source import Source
from ..tree import Path as TreePath
from ..tree import Tree
from .leaves import ValuesFile, dotted

_LINE: Final = pattern(r"[^\r\n]+")
_REST: Final = pattern(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")  # of a line on which nothing else stands


class Inline(ValuesFile):
    """The values at a path of a document: a mapping, or a text that is YAML itself."""

    def __init__(self, tree: Tree, path: TreePath) -> None:
        super().__init__(tree.source)
        self._outer, self._path = tree, path

    @cached_property
    def _written(self) -> Any:
        return at(self._outer.data, self._path)

    @cached_property
    def data(self) -> Any:
        written = self._written
        if not isinstance(written, str):
            return {} if written is None else written
        trees = read(Source("values.yaml", written)).trees
        return trees[0].data if trees else {}

    @property
    def text(self) -> str:
        return self._written if isinstance(self._written, str) else json.dumps(self.data)

    @cached_property
    def source(self) -> Source:
        """The text of the file up to the values, with blanks before them: each stands there where it stands in the file."""
        source = self._outer.source
        start, end = self._stretch()
        text = source.text
        kept = _LINE.sub(lambda found: " " * len(found[0]), text[:start]) + text[start:end]
        kept += "" if isinstance(self._written, str) and self._written[-1:] != "\n" else "\n"
        return Source(source.path, kept, root=source.root, made=source.made)

    def _stretch(self) -> tuple[int, int]:
        key, node, _ = self._outer.locate(self._path)
        text, shift = self._outer.source.text, self._outer._start
        start, end = self._outer.bounds(node)
        if key is None or start < key.start_mark.index + shift:  # an alias
            return 0, 0
        block = node.__class__ is not ScalarNode and not node.flow_style
        if block:  # comments before the first key speak of it
            start = text.find(":", key.end_mark.index + shift) + 1
        elif isinstance(self._written, str):
            start = text.find("\n", start) + 1 if node.style == "|" else end
        rest = _REST.match(text, end)
        return start, rest.end() if block and rest else end

    @cached_property
    def _trees(self) -> list[Tree]:
        """None where the values read otherwise by themselves: with anchors from outside, or folded."""
        try:
            trees = read(self.source).trees[:1]
        except ReadError:
            return []
        return [tree for tree in trees if tree.data == self.data]

    def name(self, path: TreePath) -> str:
        return dotted(path if isinstance(self._written, str) else (*self._path, *path))

    def place(self, path: TreePath) -> Place | None:
        """The key in the values; that of all of them where its line is not known."""
        found = super().place(path)
        if found or self._trees or at(self.data, path) is None:
            return found
        return Place(self._outer.source.path, self._outer.key_span(self._path))

    def edit(self, path: TreePath) -> tuple[Tree, TreePath] | None:
        text = self._outer.source.text
        shared = "*" in text and "&" in text  # an anchor in the values may be used outside of them
        return None if shared or self._outer.source.made or not self._trees else super().edit(path)


class Parameters(Inline):
    """Single values that win over all others. `values` are all of the release, with these; `written` says where each of
    them stands."""

    def __init__(self, tree: Tree, path: TreePath, values: Any, written: Mapping[TreePath, TreePath]) -> None:
        super().__init__(tree, path)
        self._values, self._places = values, written

    @property
    def text(self) -> str:
        return json.dumps(self._values)

    def name(self, path: TreePath) -> str:
        return dotted(path)

    def place(self, path: TreePath) -> Place | None:
        found = next(
            (self._places[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in self._places), None
        )
        return Place(self._outer.source.path, self._outer.span(found)) if found else None

    def edit(self, path: TreePath) -> None:
        return None  # what is written is how `--set` takes it


def at(data: Any, path: TreePath) -> Any:
    """What stands at a path of plain data; None when nothing does."""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def put(low: Any, path: TreePath, value: Any) -> Any:
    """A copy of values in which one stands at a path, as `--set` puts it there."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(low) if isinstance(low, list) else []
        items += [None] * (step + 1 - len(items))
        items[step] = put(items[step], rest, value)
        return items
    known = low if isinstance(low, dict) else {}
    return {**known, step: put(known.get(step), rest, value)}
