"""Single values of a chart: what they are called, where they are written, and others in their place."""

from functools import cached_property
from typing import Any

from ...finding import Place
from .. import read
from ..errors import ReadError
from ..source import Source
from ..tree import Path as TreePath
from ..tree import Tree


class ValuesFile:
    """A file in which values are written. `prefix`: the path of the whole chart's values that the file is about."""

    def __init__(self, source: Source, prefix: TreePath = (), *, foreign: bool = False) -> None:
        """A `foreign` one came from elsewhere: the next update would undo what is changed in it."""
        self._source, self._prefix, self._foreign = source, prefix, foreign

    @cached_property
    def source(self) -> Source:
        return self._source

    def place(self, path: TreePath) -> Place | None:
        if path[: len(self._prefix)] != self._prefix:
            return None
        own = self.own(path)
        for tree in self._trees:
            try:
                key, _, depth = tree.locate(own)
                if own and depth == len(own):
                    return Place(self.source.path, tree.key_span(own) if key is not None else tree.span(own))
            except ReadError:
                return None
        return None

    @property
    def path(self) -> str:
        """What reports call the file."""
        return self._source.path

    @property
    def has_comments(self) -> bool:
        return "#" in self._source.text

    @property
    def text(self) -> str:
        """What Helm is given."""
        return self.source.text

    def name(self, path: TreePath) -> str:
        """What a value is called in this file."""
        return dotted(path)

    def own(self, path: TreePath) -> TreePath:
        """A path of the whole chart's values as one of this file."""
        return path[len(self._prefix) :]

    def edit(self, path: TreePath) -> tuple[Tree, TreePath] | None:
        """The document and the path in it that are to be changed; None when that is nothing for a tool."""
        return None if self._foreign or not self._trees else (self._trees[0], self.own(path))

    @cached_property
    def _trees(self) -> list[Tree]:
        return read(self.source).trees[:1]


def aliases(rendered: str) -> tuple[str, ...]:
    """The names under which the charts on the way to `shop/charts/store/templates/a.yaml` have their values."""
    steps = rendered.split("/")[1:]
    out = []
    while len(steps) > 1 and steps[0] == "charts":
        out.append(steps[1])
        steps = steps[2:]
    return tuple(out)


def dotted(path: TreePath) -> str:
    """`web.ports[0].name`, as `--set` takes it."""
    parts = (f"[{one}]" if isinstance(one, int) else "." + one.replace(".", "\\.") for one in path)
    return "".join(parts).removeprefix(".")


def other_than(value: Any) -> Any:
    """A value of the same type that reads otherwise."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return f"{value}x" if isinstance(value, str) and value else "zz"


def overlay(values: Any, path: TreePath, value: Any) -> Any:
    """Values to lay over others so that one of them is different: lists are given whole."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(values) if isinstance(values, list) else []
        items[step] = overlay(items[step], rest, value) if not rest else _whole(items[step], rest, value)
        return items
    below = values.get(step) if isinstance(values, dict) else None
    return {step: overlay(below, rest, value)}


def _whole(values: Any, path: TreePath, value: Any) -> Any:
    """A copy of what stands in a list, one value of it different."""
    if not path:
        return value
    if isinstance(values, list) and isinstance(path[0], int):
        return [_whole(one, path[1:], value) if number == path[0] else one for number, one in enumerate(values)]
    own = values if isinstance(values, dict) else {}
    return {**own, path[0]: _whole(own.get(path[0]), path[1:], value)}
