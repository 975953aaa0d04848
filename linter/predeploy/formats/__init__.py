"""Formats: dialects that claim whole trees. A module (or package) in this folder with a `FORMAT` is one; none is registered by hand."""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar

from ..node import Node
from ..plugins import Plugins
from ..reading import Tree
from ..views import Connection, View

Wanted = Callable[[type[View]], bool]


class Format:
    """What a dialect has to say. Formats are asked in the order of `order`, the most particular first; the first that
    claims a tree keeps it."""

    name: ClassVar[str]
    order: ClassVar[int] = 50
    keys: ClassVar[frozenset[str]]
    """Keys at the top of a document of which one at least must stand there before `claims` is asked: the cheap first
    look that keeps thirty formats from being asked about each document."""
    listed: ClassVar[frozenset[str]] = frozenset()
    """The same for a document that is a list: keys of its first items, or of what stands under an item's only key."""
    signs: ClassVar[tuple[str, ...]] = ()
    """Patterns (multi-line mode): a text that cannot be read, and in which all of them are found, was meant to be of this
    format, and whoever wrote it wants to know."""
    unknown: ClassVar[str] = '"${UNKNOWN}"'
    """How this dialect writes a value that is known only at deployment (YAML and JSON flow style)."""

    alone: ClassVar[bool] = False
    """Does all that a document says stand in its own text? Then nothing else is read or asked while it is checked."""

    def __reduce__(self) -> Any:  # a tree that travels finds its format in the other process
        return (named, (self.name,))

    def claims(self, tree: Tree) -> bool:
        """Is this document (a mapping; a list where `listed` names keys) of this format? `tree.data` says what is in it,
        `tree.source.path` where it lies. Must be cheap and must not raise."""
        raise NotImplementedError

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        """Give the tree its resolver and its reading of scalars; `fresh` is False for a tree from another process."""

    def objects(self, root: Node) -> Iterator[Node]:
        """The objects of a document: what the summary counts as resources."""
        yield root

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        """The views of a document. Costly ones only where a rule wants their type."""
        raise NotImplementedError

    def connections(self, root: Node) -> Iterator[Connection]:
        """The edges that lie within this document."""
        return iter(())

    def joins(self, root: Node) -> bool:
        """Can other documents point at something in here? Then the tree travels to the second pass."""
        return False


_plugins = Plugins(
    __name__, os.path.dirname(__file__), "FORMAT", lambda f: (f.name, f.order, (tuple(f.keys), tuple(f.listed)))
)


def found() -> tuple[Format, ...]:
    """Every format, the most particular first."""
    return tuple(sorted(_plugins.all(), key=lambda f: f.order))


def resembles(text: str) -> bool:
    """Does a text that cannot be read look like any format?"""
    return any(one.signs and all(re.search(sign, text, re.M) for sign in one.signs) for one in found())


@cache
def named(name: str) -> Format:
    module = next(module for module, (called, _, _) in _plugins.described.items() if called == name)
    made: Format = _plugins.load(module)
    return made


@cache
def _keys(shape: type) -> dict[str, list[tuple[int, str]]]:
    """Key of a document of this shape → (order, name) of the formats that may claim it."""
    asked: dict[str, list[tuple[int, str]]] = {}
    for name, order, (keys, listed) in _plugins.described.values():
        for key in listed if shape is list else keys:
            asked.setdefault(key, []).append((order, name))
    return asked


_LOOK = 20  # items of a list: most lists are no deploy input


def _within(items: list[Any]) -> Iterator[str]:
    """The keys that tell what a list is."""
    for item in items[:_LOOK]:
        if item.__class__ is dict:
            yield from item
            only: Any = next(iter(item.values())) if len(item) == 1 else None
            yield from only if only.__class__ is dict else ()


def claim(tree: Tree) -> Format | None:
    """Find the format of a tree and prepare it; None when nobody claims it."""
    shape = tree.data.__class__
    if tree.format is None and (shape is dict or shape is list):
        keys = _keys(shape)
        asked = {
            one for key in (tree.data if shape is dict else _within(tree.data)) if key in keys for one in keys[key]
        }
        for _, name in sorted(asked) if len(asked) > 1 else asked:
            candidate = named(name)
            if candidate.claims(tree):
                tree.format = candidate
                candidate.prepare(tree, fresh=True)
                break
    return tree.format  # type: ignore[no-any-return]
