"""Formats: dialects that claim whole trees. A module (or package) in this folder with a `FORMAT` is one; none is registered by hand."""

import importlib
import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar

from ..node import Node
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
    unknown: ClassVar[str] = '"${UNKNOWN}"'
    """How this dialect writes a value that is known only at deployment (YAML and JSON flow style)."""

    def __reduce__(self) -> Any:  # a tree that travels finds its format in the other process
        return (named, (self.name,))

    def claims(self, tree: Tree) -> bool:
        """Is this document (a mapping) of this format? `tree.data` says what is in it, `tree.source.path` where it
        lies. Must be cheap and must not raise."""
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


@cache
def found() -> tuple[Format, ...]:
    """Every format, the most particular first."""
    folder = os.path.dirname(__file__)
    names = sorted({entry.name.removesuffix(".py") for entry in os.scandir(folder) if entry.name[0] not in "._"})
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted((m.FORMAT for m in modules if hasattr(m, "FORMAT")), key=lambda f: f.order))


@cache
def named(name: str) -> Format:
    return next(f for f in found() if f.name == name)


@cache
def _asked(key: str) -> tuple[Format, ...]:
    """The formats that may claim a document with this key at its top."""
    return tuple(one for one in found() if key in one.keys)


def claim(tree: Tree) -> Format | None:
    """Find the format of a tree and prepare it; None when nobody claims it."""
    if tree.format is None and tree.data.__class__ is dict:
        asked = {one for key in tree.data if key in _keys() for one in _asked(key)}
        for candidate in sorted(asked, key=_order) if len(asked) > 1 else asked:
            if candidate.claims(tree):
                tree.format = candidate
                candidate.prepare(tree, fresh=True)
                break
    return tree.format  # type: ignore[no-any-return]


@cache
def _keys() -> frozenset[str]:
    return frozenset(key for one in found() for key in one.keys)


def _order(one: Format) -> int:
    return one.order
