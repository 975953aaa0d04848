"""Systems: what the objects of a format talk about. A module below this folder with a `SYSTEM` is one; none is registered by hand."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from ..node import Node
from ..plugins import Plugins
from ..views import Connection, Document, View

if TYPE_CHECKING:
    from ..project import Project

Opener = Callable[[Node], Document]


class System:
    """Kinds and resource types that a system owns, and the edges it can see."""

    name: ClassVar[str]
    kinds: ClassVar[Mapping[str, Opener]] = {}
    """Kubernetes: "group/Kind" (the core group is "/Kind") → the view of such an object."""
    types: ClassVar[Mapping[str, Opener]] = {}
    """CloudFormation: resource type → the view of such a resource."""

    formats: ClassVar[frozenset[str]] = frozenset()
    """Formats in whose documents it has links to tell between objects that are not its own: without one it is asked only
    where an object of its kinds or types, or of a class of its module, is in the run."""

    def connections(self, stack: Any) -> Iterator[Connection]:
        """Edges within one stack (formats/cloudformation: Stack)."""
        return iter(())

    def links(self, project: "Project") -> Iterator[View]:
        """Edges and scalings that several documents say together."""
        return iter(())


def _describe(system: System) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]:
    own = type(system)
    return tuple(own.kinds), tuple(own.types), tuple(own.formats), own.connections is not System.connections


_plugins = Plugins(__name__, os.path.dirname(__file__), "SYSTEM", _describe)


class _Openers(Mapping[str, Opener]):
    """Kind or resource type → the view of such an object; its system is imported when one is met."""

    def __init__(self, attribute: str, column: int) -> None:
        self._attribute = attribute
        self._modules = {key: module for module, said in _plugins.described.items() for key in said[column]}
        self._met: dict[str, Opener] = {}

    def __getitem__(self, key: str) -> Opener:
        found = self._met.get(key)
        if found is None:
            found = self._met[key] = getattr(_plugins.load(self._modules[key]), self._attribute)[key]
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


@cache
def kinds() -> Mapping[str, Opener]:
    return _Openers("kinds", 0)


@cache
def types() -> Mapping[str, Opener]:
    return _Openers("types", 1)


@cache
def _connecting() -> tuple[System, ...]:
    return tuple(_plugins.load(module) for module, said in _plugins.described.items() if said[3])


def connections(stack: Any) -> Iterator[Connection]:
    """The edges that all systems see within a stack."""
    for system in _connecting():
        yield from system.connections(stack)


def linking(formats: frozenset[str], documents: Iterable[Document]) -> list[System]:
    """Those that may have links to tell in a run with these formats and objects. Whatever else is imported does not
    matter: a run must tell the same in every process."""
    met = {cls.__module__ for kind in {type(one) for one in documents} for cls in kind.__mro__}
    named_kinds = {(one.group, one.kind) for one in documents}
    keys = {key for group, kind in named_kinds for key in (f"{group}/{kind}", kind)}
    return [
        _plugins.load(module)
        for module, (kinds, types, named, _) in _plugins.described.items()
        if module in met or not (formats.isdisjoint(named) and keys.isdisjoint(kinds) and keys.isdisjoint(types))
    ]


def found() -> tuple[System, ...]:
    """Every system."""
    return tuple(_plugins.all())
