"""What is made once while the rules of a document, or of the project, run: a stack, the flows of a state machine.

It may hold its tree, in a circle: kept here, and not by a view or the tree, nothing has to wait for the collector.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")


@runtime_checkable
class Forgetful(Protocol):
    """What keeps things itself that may hold it, in a circle."""

    def forget(self) -> None: ...


_kept: dict[tuple[int, Any], Any] = {}


def kept(tree: Any, what: Any, make: Callable[[], T]) -> T:
    """What `make` gives, asked for the first time; `what` tells it apart from other things of the same tree."""
    key = (id(tree), what)
    if key not in _kept:
        _kept[key] = make()
    found: T = _kept[key]
    return found


def release() -> None:
    """Forget everything: to be called when the rules of a document, or of the project, are through."""
    for made in _kept.values():
        if isinstance(made, Forgetful):
            made.forget()
    _kept.clear()
