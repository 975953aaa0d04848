"""What is made once while the rules of a document, or of the project, run: a stack, the flows of a state machine.

It may hold its tree, in a circle: kept here, and not by a view or the tree, nothing has to wait for the collector.
"""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Forgetful:
    """What keeps things itself that may hold it, in a circle."""

    def forget(self) -> None:
        raise NotImplementedError


_kept: dict[tuple[int, Any], tuple[Any, Any]] = {}


def kept(owner: Any, what: Any, make: Callable[[], T]) -> T:
    """What `make` gives, asked for the first time; `what` tells it apart from other things of the same tree or view."""
    key = (id(owner), what)
    pair = _kept.get(key)
    if pair is None:
        pair = _kept[key] = owner, make()  # with its owner: as long as it is kept, nobody else gets that id
    found: T = pair[1]
    return found


def release() -> None:
    """Forget everything: to be called when the rules of a document, or of the project, are through."""
    for _, made in _kept.values():
        if isinstance(made, Forgetful):
            made.forget()
    _kept.clear()
