"""AWS Step Functions: state machines, wherever their definition stands, and the functions that their tasks call."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ...formats.cloudformation.definition import definition
from ...measure import effective
from ...node import Node
from ...views import Connection, Endpoint, StateMachine, View
from ...views.stack import Stack, StackResource, stack_of
from .api_gateway import HTTP, REST, api_of
from .ends import here, spelled
from .iam import SamPolicies
from .stacks import FORMATS
from .tasks import tasks
from .wiring import Wire, Wired, outward

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


def task_wires(stack: Stack) -> Iterator[Wire]:
    """State machine → what its tasks call, of the definitions that stand in the stack."""
    for machine in stack.documents.values():
        if isinstance(machine, StateMachine):
            yield from tasks(stack, machine, machine)


def joined_edges(project: "Project") -> Iterator[Connection]:
    """The same where the definition is a file, whose `${Name}` the template fills in; a file that no template names has
    only names for what it calls."""
    told = set[int]()
    machines = project.all(StateMachine)
    for machine in machines:
        held = machine.defined(project)
        if held is not machine:
            told.add(id(held))
            stack = stack_of(machine.node.tree)
            yield from _joined(project, stack, tasks(stack, machine, held))
    for machine in machines:
        if machine.definition.path == () and id(machine) not in told:
            alone = Stack(machine.node, {}, _NoDialect())
            yield from _joined(project, alone, tasks(alone, machine, machine))


def _joined(project: "Project", stack: Stack, wires: Iterator[Wire]) -> Iterator[Connection]:
    for one in wires:
        near = here(stack, one.raw, one.word)
        made = one.made(near) if near is not None else None
        yield from outward(project, stack, one) if near is None else () if made is None else (made,)


class _NoDialect:
    """Of a definition by itself: its names stand for nothing that it knows."""

    def target(self, raw: Any) -> None:
        return

    def targets(self, raw: Any) -> set[str]:
        return set()


def sync_edges(project: "Project") -> Iterator[Connection]:
    """API → Express machine, where the API waits for its answer (StartSyncExecution) and the machine says how long it may
    take."""
    for machine in project.all(StackMachine):
        works = machine.defined(project).timeout
        stack = machine.stack
        for kind, (call, place, settings, door) in _SYNC.items() if works.state == "own" else ():
            for one in stack.of(kind):
                asked = one[call].text or spelled(stack.raw(one[call]))
                if "StartSyncExecution" in asked and machine.name in stack.mentioned(one[place]):
                    api = api_of(stack, one["Properties.RestApiId" if door is REST else "Properties.ApiId"])
                    waits = effective(one[f"{settings}.TimeoutInMillis"], default=door.waits, scale=0.001)
                    yield Connection(
                        "request",
                        Endpoint(api, door.name, waits.node, "here", "gateway"),
                        Endpoint.of(machine, "state machine", "workflow", place=works.node),
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


class StepFunctions(Wired):
    name = "step-functions"
    formats = FORMATS | {"asl"}
    types: ClassVar = {
        "AWS::StepFunctions::StateMachine": StackMachine,
        "AWS::Serverless::StateMachine": SamMachine,
    }

    def wires(self, stack: Stack) -> Iterator[Wire]:
        return task_wires(stack)

    def links(self, project: "Project") -> Iterator[View]:
        yield from super().links(project)
        yield from joined_edges(project)
        yield from sync_edges(project)


SYSTEM = StepFunctions()
