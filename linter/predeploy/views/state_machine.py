"""StateMachine: steps that a service runs one after another, in Amazon States Language. State: one of these steps.

https://states-language.net and https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import cached_property, partial
from math import inf
from typing import TYPE_CHECKING, Final, Literal

from ..measure import Measure, effective
from ..node import Node
from ..reading.tree import Path
from ..reading.values import Tagged
from .base import Document, View
from .kept import kept

if TYPE_CHECKING:
    from ..project import Project

# How a task waits: for the answer, for the end of a job it starts, for whoever sends its token back, for a worker
Pattern = Literal["request", "job", "callback", "activity"]

TYPES: Final = frozenset({"Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"})
_DEEPEST: Final = 20
"""Flows within flows; real machines nest three."""


class StateMachine(Document):
    """Dialects say where the definition lies and what runs it."""

    __slots__ = ()

    @property
    def definition(self) -> Node:
        """What holds StartAt and States; absent when it stands in a file of its own."""
        raise NotImplementedError

    @property
    def file(self) -> str | None:
        """The path, from the root of the project, of the file that holds the definition."""
        return None

    @property
    def substitutions(self) -> Node:
        """What fills in the `${Name}` of that file."""
        return self.node["Properties.DefinitionSubstitutions"]

    def defined(self, project: "Project") -> "StateMachine":
        """The machine that holds the definition of this one: itself, or the file that it names, where that is in the run."""
        return project.once(StateMachine, partial(_files, project)).get(self.file, self)

    @property
    def express(self) -> bool | None:
        """An execution of it ends after five minutes; None when it cannot be known."""
        return None

    def may_be_express(self, project: "Project") -> bool:
        """Is it an Express machine or the file of one, as far as is known? A file that nobody names counts as a Standard one."""
        return (id(self.node.tree), self.node.path) in project.once(
            (StateMachine, "express"), partial(_express, project)
        )

    @property
    def timeout(self) -> Measure:
        """Seconds that an execution may take."""
        return effective(self.definition["TimeoutSeconds"], default=inf)

    @property
    def flows(self) -> "tuple[Flow, ...]":
        """The machine's own flow, and those of its Parallel and Map states."""
        return kept(self.node.tree, ("flows", self.node.path), lambda: tuple(_flows(self, self.definition, 0)))

    @property
    def states(self) -> "Iterator[State]":
        """Every state of every flow."""
        return (state for flow in self.flows for state in flow.states.values())


def _files(project: "Project") -> dict[str | None, StateMachine]:
    """The definitions that are files of their own, by path."""
    found: dict[str | None, StateMachine] = {}
    for one in project.all(StateMachine):
        if one.definition.path == ():
            found.setdefault(one.node.tree.source.path, one)
    return found


def _express(project: "Project") -> set[tuple[int, Path]]:
    """Where the definitions of those stand that may be Express machines."""
    machines = (one for one in project.all(StateMachine) if one.express is not False and one.definition.path)
    return {(id(held.tree), held.path) for held in (one.defined(project).node for one in machines)}


class Flow:
    """States that follow one another, from StartAt to an end."""

    def __init__(self, machine: StateMachine, node: Node) -> None:
        self.node = node
        self.states = {name: State(state, machine, node) for name, state in node["States"].items() if state.is_map}

    @property
    def start(self) -> Node:
        return self.node["StartAt"]

    @cached_property
    def known(self) -> bool:
        """Is all known that says which states there are, of which type, and how they follow one another?"""
        states = self.node["States"]
        return (
            states.is_map
            and len(self.states) == len(states.value)
            and self.start.text is not None
            and not any(one.is_loose for one in self.states.values())
        )

    @cached_property
    def reached(self) -> set[str]:
        """The names of the states that can be reached from StartAt, as far as the transitions are known."""
        found, left = set[str](), [self.start.text or ""]
        while left:
            name = left.pop()
            if name in self.states and name not in found:
                found.add(name)
                left += [node.text or "" for node in self.states[name].targets]
        return found


class State(View):
    """`kind` is its Type."""

    __slots__ = ("_flow", "machine")

    def __init__(self, node: Node, machine: StateMachine, flow: Node) -> None:
        super().__init__(node)
        self.machine, self._flow = machine, flow.path

    @property
    def flow(self) -> Flow:
        """The flow that it is part of; looked up, for a flow holds its states."""
        return next(one for one in self.machine.flows if one.node.path == self._flow)

    @property
    def document(self) -> Document:
        return self.machine

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def kind(self) -> str:
        return self.node["Type"].text or ""

    @property
    def targets(self) -> Iterator[Node]:
        """Where it names the states that may follow."""
        for key in ("Next", "Default"):
            if self.node[key].written or self.node[key].present:
                yield self.node[key]
        for key in ("Choices", "Catch"):
            for way in self.node[key]:
                if not way["Next"].absent:
                    yield way["Next"]

    @property
    def is_loose(self) -> bool:
        """Is anything unknown of what it is and what follows it?"""
        ways = [self.node[key] for key in ("Type", "Next", "End", "Default", "Choices", "Catch")]
        return any(one.unknown for one in (*ways, *self.targets)) or any(
            way.unknown for key in ("Choices", "Catch") for way in self.node[key]
        )

    @property
    def language(self) -> str | None:
        """JSONPath or JSONata; None when it cannot be known."""
        for said in (self.node["QueryLanguage"], self.machine.definition["QueryLanguage"]):
            if not said.absent:
                return said.text
        return "JSONPath"

    def wording(self, key: str) -> str:
        """A text as it is written, placeholders (`${Name}`) and all; empty when it is none."""
        raw = self.node.value.get(key) if self.node.is_map else None
        if isinstance(raw, Tagged) and raw.tag == "!Sub":
            raw = raw.value[0] if isinstance(raw.value, list) and raw.value else raw.value
        return raw if isinstance(raw, str) else ""

    @property
    def pattern(self) -> Pattern | None:
        """How a Task waits; None when it cannot be known, and for every other state."""
        resource = self.wording("Resource")
        if self.kind != "Task" or ":" not in resource.replace("::", "") or resource.startswith("${"):
            return None
        if resource.endswith(".waitForTaskToken"):
            return "callback"
        if resource.endswith((".sync", ".sync:2")):
            return "job"
        return "activity" if ":activity:" in resource else "request"

    @property
    def input(self) -> Node:
        """What a Task gives to what it calls: Arguments in JSONata, Parameters in JSONPath."""
        said = self.node["Arguments"]
        return self.node["Parameters"] if said.absent else said

    @property
    def callee(self) -> Node:
        """What names the function that a Task calls; absent when it calls none."""
        resource = self.wording("Resource")
        if ":lambda:invoke" in resource:
            return self.input["FunctionName"]
        is_function = ":function:" in resource or not resource or resource.startswith("${")
        return self.node["Resource"] if self.kind == "Task" and is_function else self.node["FunctionName"]

    @property
    def timeout(self) -> Measure:
        """Seconds that a Task waits: without limit when it says nothing."""
        path = self.node["TimeoutSecondsPath"]
        return effective(*([path] if path.written else []), self.node["TimeoutSeconds"], default=inf)

    @property
    def heartbeat(self) -> Measure:
        """Seconds that a Task waits for a sign of life."""
        path = self.node["HeartbeatSecondsPath"]
        return effective(*([path] if path.written else []), self.node["HeartbeatSeconds"], default=inf)


def _flows(machine: StateMachine, node: Node, depth: int) -> Iterator[Flow]:
    if depth > _DEEPEST or not node["States"].is_map:
        return
    flow = Flow(machine, node)
    yield flow
    for state in flow.states.values():
        for inner in (*state["Branches"], state["Iterator"], state["ItemProcessor"]):
            yield from _flows(machine, inner, depth + 1)
