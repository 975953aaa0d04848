"""State machines of the plug-in serverless-step-functions: `stepFunctions.stateMachines`.

https://github.com/serverless-operations/serverless-step-functions (as of 2026-11)
"""

import posixpath
from collections.abc import Iterator
from typing import ClassVar

from ...node import Node
from ...patterns import pattern
from ...views import StateMachine
from .service import OfService, entries

_INCLUDED = pattern(r"\$\{file\(([^)${}]{1,300})\)\}\Z")


class ServiceMachine(OfService, StateMachine):
    __slots__ = ()
    platform: ClassVar[str] = "serverless"

    @property
    def kind(self) -> str:
        return "state machine"

    @property
    def definition(self) -> Node:
        """A definition that is included as a whole is a file of its own, with places of its own."""
        return self.node["definition"] if self.file is None else self.node["nothing"]

    @property
    def express(self) -> bool | None:
        kind = self.node["type"]
        return None if kind.unknown else kind.text == "EXPRESS"

    @property
    def file(self) -> str | None:
        raw = self.node["definition"].raw
        included = _INCLUDED.match(raw.strip()) if raw.__class__ is str else None
        here = posixpath.dirname(self.node.tree.source.path)
        return posixpath.normpath(posixpath.join(here, included[1].strip())) if included else None


def machines(root: Node) -> Iterator[Node]:
    return entries(root["stepFunctions.stateMachines"])
