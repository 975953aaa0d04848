"""Systems: what the objects of a format talk about. A module below this folder with a `SYSTEM` is one; none is registered by hand."""

import importlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from ..node import Node
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

    def connections(self, stack: Any) -> Iterator[Connection]:
        """Edges within one stack (formats/cloudformation: Stack)."""
        return iter(())

    def links(self, project: "Project") -> Iterator[View]:
        """Edges and scalings that several documents say together."""
        return iter(())


@cache
def found() -> tuple[System, ...]:
    return tuple(m.SYSTEM for m in _modules(os.path.dirname(__file__), __name__) if hasattr(m, "SYSTEM"))


def _modules(folder: str, package: str) -> Iterator[Any]:
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        name = entry.name.removesuffix(".py")
        if entry.name[0] in "._":
            continue
        if entry.is_dir():
            yield from _modules(entry.path, f"{package}.{name}")
        elif entry.name.endswith(".py"):
            yield importlib.import_module(f"{package}.{name}")


@cache
def kinds() -> dict[str, Opener]:
    return {key: opener for system in found() for key, opener in system.kinds.items()}


@cache
def types() -> dict[str, Opener]:
    return {key: opener for system in found() for key, opener in system.types.items()}
