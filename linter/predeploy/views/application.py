"""Application: the workloads and functions that belong together."""

from ..node import Node
from .base import Document, View


class Application(View):
    """Objects that say the same application name in one scope; `node` is that of its first member."""

    __slots__ = ("_name", "members")

    def __init__(self, name: str, members: tuple[Document, ...]) -> None:
        super().__init__(members[0].node)
        self._name, self.members = name, members

    @property
    def name(self) -> str:
        return self._name

    @property
    def document(self) -> Document:
        return self.members[0]


__all__ = ["Application", "Node"]
