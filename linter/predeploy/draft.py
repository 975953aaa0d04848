"""What rules hand over: findings still on their nodes, and fixes as records of what to change."""

from typing import TYPE_CHECKING, Any, Literal

from .finding import Money
from .reading.tree import Path, Tree
from .record import NamedTuple
from .severity import Severity

if TYPE_CHECKING:
    from .node import Node


class Edit(NamedTuple):
    tree: Tree
    path: Path
    op: Literal["replace", "insert", "remove"]
    value: Any


class Fix(NamedTuple):
    """Edits that belong together: all are applied or none. `safe` says that nothing a person decides is changed."""

    edits: tuple[Edit, ...]
    safe: bool


def together(*fixes: Fix | None) -> Fix | None:
    """One fix of several; None when one of them cannot be made; safe when all are."""
    edits: tuple[Edit, ...] = ()
    safe = True
    for fix in fixes:
        if fix is None:
            return None
        edits += fix.edits
        safe = safe and fix.safe
    return Fix(edits, safe) if edits else None


def renamed(node: "Node", meant: "Node") -> Fix | None:
    """A value moved to where it was meant to stand; None when something stands there already."""
    return together(meant.insert(node.raw, safe=False), node.remove(safe=False)) if meant.absent else None


class Draft(NamedTuple):
    """A finding as its rule yields it: still on its node."""

    node: "Node"
    message: str
    fix: Fix | None
    related: "tuple[Node | tuple[Node, str], ...]"
    severity: Severity | None
    money: Money | None
    secret: bool = False
