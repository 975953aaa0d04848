"""Edges of which a reference names one end: within a stack, or in another template of the run."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ...node import Node
from ...reading.values import ABSENT
from ...record import NamedTuple
from ...views import Connection, Endpoint, View
from ...views.stack import Stack
from .. import System
from .across import across
from .ends import elsewhere, filled, here
from .stacks import FORMATS, stacks

if TYPE_CHECKING:
    from ...project import Project


class Wire(NamedTuple):
    """`raw` names the other end, `place` says where; `word` and `role` are what it is, should it be in no file of the run."""

    raw: Any
    place: Node
    word: str
    role: str
    made: Callable[[Endpoint], Connection | None]


def wire(
    stack: Stack, place: Node, word: str, role: str, made: Callable[[Endpoint], Connection | None]
) -> Iterator[Wire]:
    """The wire to what a node names; none where it names nothing."""
    raw = stack.raw(place)
    if raw is not ABSENT and raw is not None:
        yield Wire(raw, place, word, role, made)


class Wired(System):
    """A system that tells its edges as wires."""

    formats: ClassVar = FORMATS

    def wires(self, stack: Stack) -> Iterator[Wire]:
        return iter(())

    def certain(self, stack: Stack) -> Iterator[Connection]:
        """Edges whose both ends are known without a look."""
        return iter(())

    def _joined(self, stack: Stack) -> list[tuple[Wire, Endpoint | None]]:
        return stack.once(
            (Wired, self.name), lambda: [(one, here(stack, one.raw, one.word)) for one in self.wires(stack)]
        )

    def connections(self, stack: Stack) -> Iterator[Connection]:
        """Those whose both ends stand in the stack."""
        if stack.root.tree.format.name not in FORMATS:
            return
        yield from self.certain(stack)
        for one, end in self._joined(stack):
            made = one.made(end) if end is not None else None
            if made is not None:
                yield made

    def links(self, project: "Project") -> Iterator[View]:
        """Those that lead out of it."""
        for stack in stacks(project):
            for one, end in self._joined(stack):
                if end is None:
                    yield from outward(project, stack, one)


def outward(project: "Project", stack: Stack, one: Wire) -> Iterator[Connection]:
    """The edge to what stands in another template, or in none of the run."""
    raw = filled(stack, one.raw)
    raw = one.raw if raw.__class__ not in (str, dict, list) and not hasattr(raw, "tag") else raw
    far = across(project, stack, raw, one.word)
    end = far.end if far is not None else elsewhere(raw, one.place, one.word, one.role)
    made = one.made(end)
    if made is not None and (made.caller.view is not None or made.callee.view is not None):
        if far is not None and made.evidence == "declared":
            made.evidence = far.evidence
        yield made
