"""Places within a text of a template that holds JSON of its own: a definition below `DefinitionString: |`."""

from typing import Any, cast

from ...reading import Source, Tree, read
from ...reading.span import Span
from ...reading.tree import Path


class _Within:
    """The tree of a template, for nodes below a text of it: it knows the lines of a block scalar. Everything else is the
    tree's own, so that what is written there cannot be changed from here."""

    def __init__(self, tree: Tree, path: Path, words: str) -> None:
        self._tree, self._path, self._words = tree, path, words
        self._inner: Tree | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tree, name)

    def span(self, path: Path) -> Span:
        return self._place(path[len(self._path) :]) or self._tree.span(path)

    def _place(self, inner: Path) -> Span | None:
        source, whole = self._tree.source, self._tree.span(self._path)
        header = source.text[whole.start : source.line_start(whole.line + 1)].rstrip()
        if not inner or header.rstrip("+-").rpartition(" ")[2] != "|":
            return None
        if self._inner is None:
            trees = read(Source("definition.json", self._words)).trees
            if not trees:
                return None
            self._inner = trees[0]
        found = self._inner.span(inner)
        first, indent = source.line_start(whole.line + 1), 0
        while source.text[first + indent : first + indent + 1] == " ":
            indent += 1
        indent -= len(self._words) - len(self._words.lstrip(" "))
        line, end_line = whole.line + found.line, whole.line + found.end_line
        column, end_column = found.column + indent, found.end_column + indent
        start, end = source.line_start(line) + column - 1, source.line_start(end_line) + end_column - 1
        if source.text[start:end] != self._words[found.start : found.end]:
            return None
        return Span(line, column, end_line, end_column, start, end)


def within(tree: Tree, path: Path, words: str) -> Tree:
    return cast("Tree", _Within(tree, path, words))
