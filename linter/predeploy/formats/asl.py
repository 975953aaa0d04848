"""Amazon States Language: the definition of a Step Functions state machine in a file of its own."""

import os
from collections.abc import Iterator
from typing import Any, ClassVar

from ..node import Node
from ..reading import Tree
from ..reading.values import UNKNOWN
from ..views import State, StateMachine, View
from ..views.state_machine import TYPES
from . import Format, Wanted


class StatesFile(StateMachine):
    """The whole file: kind `state machine`. What type it is deployed as, a template says."""

    __slots__ = ()
    platform: ClassVar[str] = "aws"

    @property
    def kind(self) -> str:
        return "state machine"

    @property
    def name(self) -> str:
        return os.path.basename(self.node.tree.source.path).partition(".")[0]

    @property
    def namespace(self) -> str:
        return ""

    @property
    def definition(self) -> Node:
        return self.node


class Asl(Format):
    name = "asl"
    order = 60
    keys = frozenset({"StartAt"})
    signs = (r"^[ \t]*[\"']?StartAt[\"']?\s*:", r"^[ \t]*[\"']?States[\"']?\s*:")
    unknown = '"${KnownAtDeployment}"'

    def claims(self, tree: Tree) -> bool:
        states: Any = tree.data.get("States")
        return states.__class__ is dict and any(
            one.__class__ is dict and (one.get("Type").__class__ is str and one["Type"] in TYPES)
            for one in states.values()
        )

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = _resolve

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        machine = StatesFile(root)
        yield machine
        if wanted(State):
            yield from machine.states

    def joins(self, root: Node) -> bool:
        return True


def _resolve(raw: Any) -> Any:
    """`${Name}` is filled in by DefinitionSubstitutions, or by Terraform, when the machine is deployed."""
    return UNKNOWN if raw.__class__ is str and "${" in raw else raw


FORMAT = Asl()
