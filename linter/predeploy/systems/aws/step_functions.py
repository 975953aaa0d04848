"""AWS Step Functions: state machines, wherever their definition stands, and the functions that their tasks call."""

import posixpath
from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ...formats.cloudformation.definition import definition
from ...node import Measure, Node, effective
from ...quantities import NaN
from ...reading.values import ABSENT, Tagged
from ...views import Connection, Endpoint, Function, State, StateMachine, View
from ...views.connection import Mode
from ...views.stack import Stack, StackResource, stack_of
from .. import System
from .api_gateway import HTTP, REST
from .iam import SamPolicies
from .limits import EXPRESS_EXECUTION

if TYPE_CHECKING:
    from ...project import Project

_DEFINITIONS = ("Definition", "DefinitionString")
_FILES = ("DefinitionUri", "DefinitionS3Location")


class StackMachine(StackResource, StateMachine):
    """AWS::StepFunctions::StateMachine."""

    __slots__ = ("_definition",)
    platform: ClassVar[str] = "aws"
    TYPE: ClassVar[str] = "StateMachineType"

    def __init__(self, node: Node) -> None:
        StateMachine.__init__(self, node)
        self._definition: Node | None = None

    @property
    def definition(self) -> Node:
        if self._definition is None:
            said = next((self["Properties"][key] for key in _DEFINITIONS if self["Properties"][key].written), None)
            self._definition = self["Properties.Definition"] if said is None else definition(said, self.substitutions)
        return self._definition

    @property
    def express(self) -> bool | None:
        kind = self["Properties"][self.TYPE]
        return None if kind.unknown else kind.text == "EXPRESS"

    @property
    def file(self) -> str | None:
        """The path of the file that holds the definition, where it lies beside the template."""
        for key in _FILES:
            said = self["Properties"][key].text
            if said is not None and "://" not in said:
                return posixpath.normpath(posixpath.join(posixpath.dirname(self.node.tree.source.path), said))
        return None


class SamMachine(StackMachine, SamPolicies):
    """AWS::Serverless::StateMachine, which is the role that SAM makes of its Policies, too."""

    __slots__ = ()
    TYPE: ClassVar[str] = "Type"


def task_edges(stack: Stack) -> Iterator[Connection]:
    """State machine → function, for every task of a definition that stands in the stack."""
    for machine in stack.documents.values():
        if isinstance(machine, StateMachine):
            for state in machine.states:
                function = _function(stack, _raw(state.callee, state))
                if function is not None:
                    yield edge(machine, state, function)


def joined_edges(project: "Project") -> Iterator[Connection]:
    """The same where the definition is a file, whose `${Name}` the template fills in."""
    for machine in project.all(StateMachine):
        held = machine.defined(project)
        if held is not machine:
            stack = stack_of(machine.node.tree)
            for state in held.states:
                raw = _raw(state.callee, state)
                name = _placeholder(raw)
                function = _function(stack, stack.raw(machine.substitutions.key(name)) if name else raw)
                if function is not None:
                    yield edge(machine, state, function)


def edge(machine: StateMachine, state: State, function: Function) -> Connection:
    """A task that says nothing waits without limit, in an Express machine as long as that may run."""
    waits, pattern = state.timeout, state.pattern
    if waits.value == inf and machine.express is not False:
        waits = Measure(EXPRESS_EXECUTION if machine.express else NaN, waits.node, "default")
    mode: Mode = "async" if pattern == "callback" else "sync"
    return Connection(
        "task",
        Endpoint(machine, f"task `{state.name}`", waits.node, "here", "workflow"),
        Endpoint(function, f"function `{function.name}`", function.timeout.node, "here", "function"),
        via=state.node,
        waits=waits,
        works=function.timeout,
        mode=mode,
    )


def _raw(node: Node, state: State) -> Any:
    """What is written at a node below a state, also in a definition that stands in a text."""
    value: Any = state.node.value
    for key in node.path[len(state.node.path) :]:
        value = value.get(key, ABSENT) if value.__class__ is dict else ABSENT
    return value


def _placeholder(raw: Any) -> str:
    """Name of `${Name}`."""
    return raw[2:-1] if raw.__class__ is str and raw.startswith("${") and raw.endswith("}") else ""


def _function(stack: Stack, raw: Any) -> Function | None:
    """The function that a reference or an ARN means, by its logical id or, as serverless.yml has it, by its name."""
    found = stack.meant(raw) if raw is not ABSENT else None
    if isinstance(found, Function):
        return found
    said = raw.value if isinstance(raw, Tagged) else next(iter(raw.values())) if raw.__class__ is dict and raw else raw
    said = said[0] if said.__class__ is list and said else said
    name = said.rpartition(":function:")[2].partition(".")[0].partition(":")[0] if said.__class__ is str else ""
    for one in stack.functions if name else ():
        if name in (one.name, one["Properties.FunctionName"].text):
            return one
    return None


def sync_edges(project: "Project") -> Iterator[Connection]:
    """API → Express machine, where the API waits for its answer (StartSyncExecution) and the machine says how long it may
    take."""
    for machine in project.all(StackMachine):
        works = machine.defined(project).timeout
        stack = machine.stack
        for kind, (call, place, settings, door) in _SYNC.items() if works.state == "own" else ():
            for one in stack.of(kind):
                asked = one[call].text or _part(stack.raw(one[call]))
                if "StartSyncExecution" in asked and machine.name in stack.mentioned(one[place]):
                    waits = effective(one[f"{settings}.TimeoutInMillis"], default=door.waits, scale=0.001)
                    yield Connection(
                        "request",
                        Endpoint(None, door.name, waits.node, "here", "gateway"),
                        Endpoint(machine, f"state machine `{machine.name}`", works.node, "here", "workflow"),
                        via=one[call],
                        waits=waits,
                        works=works,
                    )


# Kind of integration → what says that it starts a machine, what names the machine, where its timeout stands, the door
_SYNC = {
    "AWS::ApiGateway::Method": (
        "Properties.Integration.Uri",
        "Properties.Integration.RequestTemplates",
        "Properties.Integration",
        REST,
    ),
    "AWS::ApiGatewayV2::Integration": (
        "Properties.IntegrationSubtype",
        "Properties.RequestParameters",
        "Properties",
        HTTP,
    ),
}


def _part(raw: Any) -> str:
    """What is written of a Sub, placeholders and all."""
    found = raw.value if isinstance(raw, Tagged) else raw.get("Fn::Sub") if raw.__class__ is dict else raw
    return found if found.__class__ is str else ""


class StepFunctions(System):
    name = "step-functions"
    types: ClassVar = {
        "AWS::StepFunctions::StateMachine": StackMachine,
        "AWS::Serverless::StateMachine": SamMachine,
    }

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return task_edges(stack)

    def links(self, project: "Project") -> Iterator[View]:
        yield from joined_edges(project)
        yield from sync_edges(project)


SYSTEM = StepFunctions()
