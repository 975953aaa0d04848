"""Role: who may do what: RBAC roles and IAM policies."""

from collections.abc import Iterator

from ..node import Node
from ..record import NamedTuple
from .base import Document


class Grant(NamedTuple):
    """One statement. Texts that cannot be known are left out of the tuples; `complete` says that none was."""

    node: Node
    allows: bool
    actions: tuple[tuple[str, Node], ...]
    resources: tuple[tuple[str, Node], ...]
    complete: bool
    conditional: bool = False


class Role(Document):
    __slots__ = ()

    @property
    def grants(self) -> Iterator[Grant]:
        """The statements, in the words of the dialect (`get`, `s3:GetObject`)."""
        raise NotImplementedError

    @property
    def attached(self) -> Iterator[tuple[str, Node]]:
        """The policies of the cloud's own making that it carries besides, by name (`AdministratorAccess`)."""
        return iter(())


def texts(node: Node) -> tuple[tuple[tuple[str, Node], ...], bool]:
    """A text or a list of texts as (text, node) pairs, and whether all of them are known."""
    nodes = list(node.each())
    found = tuple((n.text, n) for n in nodes if n.text is not None)
    return found, len(found) == len(nodes) and not node.unknown
