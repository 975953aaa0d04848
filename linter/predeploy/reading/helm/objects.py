"""Objects in what was rendered: where something stands in one, and whether it stands so in another rendering too."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from yaml.nodes import ScalarNode

from ...record import NamedTuple
from .. import read
from ..errors import ReadError
from ..source import Source
from ..tree import Path as TreePath
from ..tree import Tree

_GONE: Any = object()


class Spot(NamedTuple):
    """A document of a text, and a path in it."""

    document: int
    path: TreePath


class Objects:
    """The documents of a rendered text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _trees(self) -> list[Tree]:
        return read(Source("", self._text)).trees

    def document(self, index: int) -> Any:
        return next((tree.data for tree in self._trees if tree.index == index), None)

    def at(self, offset: int) -> Spot | None:
        """What begins at an offset: a value, or a key with what stands under it."""
        try:
            for tree in self._trees:
                start, end = tree.bounds(tree.node)
                if start <= offset <= end:
                    path = _path_to(tree.node, offset - tree._start)
                    return Spot(tree.index, path) if path else None
        except ReadError:
            return None
        return None

    def same(self, spot: Spot, other: "Objects") -> Any:
        """The document of another rendering that is about the same object: called so, or in its place. None when it
        has none."""
        wanted = _identity(self.document(spot.document))
        found = [tree.data for tree in other._trees if _identity(tree.data) == wanted]
        if found or len(self._trees) != len(other._trees):
            return found[0] if len(found) == 1 else None
        number = next(number for number, tree in enumerate(self._trees) if tree.index == spot.document)
        beside = other._trees[number].data
        return beside if _kind(beside) == wanted[0] else None

    def differs(self, spot: Spot, other: "Objects") -> bool:
        """Does the object still exist in another rendering, but reads otherwise at that place?"""
        after = self.same(spot, other)
        return after is not None and _differs(self.document(spot.document), after, spot.path)

    def missing(self, spot: Spot) -> TreePath:
        """The steps of a path from the first on that leads nowhere."""
        return _missing(self.document(spot.document), spot.path)

    def supplied(self, spot: Spot, other: "Objects") -> bool:
        """Does the object have in another rendering what it lacks in this one?"""
        before, after = self.document(spot.document), self.same(spot, other)
        for step in spot.path:
            if isinstance(before, list) and isinstance(step, int):
                after = _counterpart(before, after, step) if step < len(before) else _item(after, step)
                before = _item(before, step)
            else:
                before = before.get(step) if isinstance(before, dict) else None
                after = after.get(step) if isinstance(after, dict) else None
            if after is None or after is _GONE:
                return False
        return True


def _missing(data: Any, path: TreePath) -> TreePath:
    for number, step in enumerate(path):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return path[number:]
        if data is None:
            return path[number:]
    return ()


def _item(items: Any, number: int) -> Any:
    return items[number] if isinstance(items, list) and number < len(items) else None


def _path_to(node: Any, offset: int) -> TreePath:
    """The path to what begins at an offset; empty when nothing does."""
    path: list[str | int] = []
    while node.__class__ is not ScalarNode:
        step = _entry(node, offset)
        if step is None:
            return ()
        key, name, below = step
        path.append(name)
        if offset == (key if key is not None else below).start_mark.index:
            return tuple(path)
        if below.start_mark.index > offset:
            return ()
        node = below
    return tuple(path) if node.start_mark.index == offset else ()


def _entry(node: Any, offset: int) -> tuple[Any, str | int, Any] | None:
    """The last entry of a collection that begins at an offset or before: its key, its name and its value."""
    found = None
    for number, item in enumerate(node.value):
        key, value = item if item.__class__ is tuple else (None, item)
        if (value if key is None else key).start_mark.index > offset:
            break
        found = key, number if key is None else key.value, value
    return found if found is None or isinstance(found[1], (str, int)) else None


def _differs(before: Any, after: Any, path: TreePath) -> bool:
    for step in path:
        if isinstance(before, list) and isinstance(step, int):
            item = before[step] if step < len(before) else _GONE
            after = _counterpart(before, after, step)
            before = item
        else:
            before = before.get(step, _GONE) if isinstance(before, dict) else _GONE
            after = after.get(step, _GONE) if isinstance(after, dict) else _GONE
        if before is _GONE:
            return False
        if after is _GONE:
            return True
    return bool(before != after)


def _counterpart(before: list[Any], after: Any, number: int) -> Any:
    """The item of the other list that is the one at a number: called so, or in its place when none came or went."""
    if not isinstance(after, list):
        return _GONE
    item, name = before[number], _name(before[number])
    named = [one for one in after if name is not None and _name(one) == name]
    if len(named) == 1 and sum(_name(one) == name for one in before) == 1:
        return named[0]
    if len(before) == len(after):
        return after[number]
    return item if item in after else _GONE


def _name(item: Any) -> Hashable:
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) else None


def _kind(document: Any) -> Any:
    return document.get("kind") if isinstance(document, dict) else None


def _identity(document: Any) -> tuple[Any, ...]:
    metadata = document.get("metadata") if isinstance(document, dict) else None
    own = metadata if isinstance(metadata, dict) else {}
    return _kind(document), own.get("name"), own.get("namespace")
