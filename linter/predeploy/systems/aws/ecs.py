"""Amazon ECS: task definitions and services, on Fargate or on machines of one's own; their settings said in Kubernetes' words.

What ECS has no word for is unknown, so that what is asked of pods only is not asked of tasks.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...reading.values import ABSENT, UNKNOWN
from ...views import MIB, Container, View, Workload
from ...views.base import Bounded, bounded
from ...views.stack import Stack, StackResource
from .. import System
from .ecs_scaling import scaling
from .limits import ECS_DESIRED, FARGATE_STOP

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices
    from ...project import Project

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-taskdefinition-containerdefinition.html
# (as of 2026-11)
_WORDS = {
    "name": "Name",
    "image": "Image",
    "securityContext.privileged": "Privileged",
    "securityContext.readOnlyRootFilesystem": "ReadonlyRootFilesystem",
    "securityContext.capabilities.add": "LinuxParameters.Capabilities.Add",
}
_LISTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "ports": ("PortMappings", {"containerPort": "ContainerPort"}),
    "env": ("Environment", {"name": "Name", "value": "Value"}),
    "volumeMounts": (
        "MountPoints",
        {"name": "SourceVolume", "mountPath": "ContainerPath", "readOnly": "ReadOnly"},
    ),
}
_VOLUME = {"name": "Name", "hostPath.path": "Host.SourcePath"}
_SHARED = {"hostNetwork": "NetworkMode", "hostPID": "PidMode", "hostIPC": "IpcMode"}
_SPELLED = {
    "runAsUser: 0": "User: root",
    "readOnlyRootFilesystem: true": "ReadonlyRootFilesystem: true",
    "an emptyDir": "a volume",
    "hostNetwork": "NetworkMode: host",
    "hostPID": "PidMode: host",
    "hostIPC": "IpcMode: host",
    "keep it in a Secret and refer to it with valueFrom.secretKeyRef": (
        "keep it in Secrets Manager and name it under Secrets"
    ),
    "build without a daemon, or ask the kubelet": "build without a daemon, or ask the metadata endpoint of the task",
}
_AMOUNT = pattern(r"\s*([0-9]{1,7}(?:\.[0-9]{1,4})?|\.[0-9]{1,4})\s*(vcpu|gb|mb)?\s*\Z")


class _Renamed(Node):
    """A list of entries, or one of them, whose keys have other names."""

    __slots__ = ("_names",)

    def __init__(self, node: Node, names: Mapping[str, str]) -> None:
        super().__init__(node.tree, node.path, node.value)
        self._names = names

    def __getitem__(self, dotted: str) -> Node:
        name = self._names.get(dotted)
        return super().__getitem__(name) if name else _unsaid(self, dotted)

    def __iter__(self) -> Iterator[Node]:
        return (_Renamed(item, self._names) for item in super().__iter__())


class _Pod(Node):
    """The task definition as a pod."""

    __slots__ = ()

    def __getitem__(self, dotted: str) -> Node:
        if dotted == "hostUsers":  # nobody has user namespaces of his own
            return Node(self.tree, (*self.path, dotted), ABSENT)
        if dotted == "volumes":
            return _Renamed(super().__getitem__("Volumes"), _VOLUME)
        mode = super().__getitem__(_SHARED[dotted]) if dotted in _SHARED else None
        if mode is None or mode.unknown:
            return _unsaid(self, dotted)
        return Node(self.tree, mode.path, True if mode.text == "host" else ABSENT)


def _unsaid(node: Node, word: str) -> Node:
    return Node(node.tree, (*node.path, word), UNKNOWN)


class TaskContainer(Container):
    __slots__ = ()

    def __getitem__(self, dotted: str) -> Node:
        if dotted in _LISTS:
            key, names = _LISTS[dotted]
            return _Renamed(self.node[key], names)
        name = _WORDS.get(dotted)
        return self.node[name] if name else _unsaid(self.node, dotted)

    @property
    def name(self) -> str:
        return self.node["Name"].text or self.workload.name

    @property
    def image(self) -> Node:
        return self.node["Image"]

    def security(self, setting: str) -> Node:
        user = self.node["User"]
        if setting != "runAsUser" or user.unknown:
            return self[f"securityContext.{setting}"]
        who = (user.text or "").partition(":")[0]
        return Node(user.tree, user.path, 0 if who in ("root", "0") else user.value)


class TaskDefinition(StackResource, Workload):
    """AWS::ECS::TaskDefinition: the containers that start together. How many of them, a service says."""

    __slots__ = ()
    platform: ClassVar[str] = "aws-ecs"
    authority: ClassVar[str] = "ECS"

    def __init__(self, node: Node) -> None:
        properties = node["Properties"]
        Workload.__init__(self, node, properties, _Pod(properties.tree, properties.path, properties.value))

    @property
    def services(self) -> "list[EcsService]":
        """Those of the same stack that keep tasks of it running."""
        return self.stack.once(TaskDefinition, lambda: _by_definition(self.stack)).get(self.name, [])

    @property
    def fargate(self) -> bool:
        """Is it meant for Fargate, and for nothing else?"""
        kinds = [one.text for one in self["Properties.RequiresCompatibilities"]]
        return kinds == ["FARGATE"]

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        if "FARGATE" in [one.text for one in self["Properties.RequiresCompatibilities"]]:
            for container in self["Properties.ContainerDefinitions"]:
                yield bounded(container["StopTimeout"], 0.0, FARGATE_STOP.high, "Fargate")

    @property
    def windows(self) -> bool:
        """Also when it cannot be known."""
        system = self["Properties.RuntimePlatform.OperatingSystemFamily"]
        return system.unknown or (system.text or "").startswith("WINDOWS")

    @property
    def cpu(self) -> Measure:
        """Units of the whole task, 1024 a vCPU."""
        return _amount(self["Properties.Cpu"], "units")

    @property
    def memory(self) -> Measure:
        """MiB of the whole task."""
        return _amount(self["Properties.Memory"], "MiB")

    def requested(self, resource: str) -> float:
        return self.cpu.value / 1024 if resource == "cpu" else self.memory.value * MIB

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    @property
    def runs(self) -> bool:
        """A service runs it, or whoever starts a task of it."""
        return False

    @property
    def pod_labels(self) -> None:
        """Nothing selects a task by labels."""
        return

    @property
    def serves(self) -> bool:
        return False

    @property
    def on_linux_nodes(self) -> bool:
        return not self.windows

    def _containers(self) -> Iterator[Container]:
        for one in self["Properties.ContainerDefinitions"]:
            if one.is_map:
                yield TaskContainer(one, self, "app")

    def spelled(self, words: str) -> str:
        return _SPELLED.get(words, words)


class EcsService(StackResource, Workload):
    """AWS::ECS::Service: keeps tasks of one definition running. Its containers are those of the definition."""

    __slots__ = ()
    platform: ClassVar[str] = "aws-ecs"
    authority: ClassVar[str] = "ECS"

    def __init__(self, node: Node) -> None:
        Workload.__init__(self, node, node["Properties"], _unsaid(node, "Pod"))

    @property
    def definition(self) -> TaskDefinition | None:
        """The task definition, where it stands in the same stack."""
        found = self.stack.pointed(self["Properties.TaskDefinition"])
        return found if isinstance(found, TaskDefinition) else None

    @property
    def desired(self) -> Measure:
        """Tasks that run, as long as nothing scales the service."""
        daemon = self["Properties.SchedulingStrategy"]
        if daemon.unknown or daemon.text == "DAEMON":
            return Measure(NaN, daemon, "unknown", "tasks")
        return effective(self["Properties.DesiredCount"], default=ECS_DESIRED, unit="tasks")

    @property
    def replicas(self) -> Measure:
        """What scales it, this module knows itself."""
        return self.desired._replace(value=NaN)

    def requested(self, resource: str) -> float:
        found = self.definition
        return found.requested(resource) if found is not None else NaN

    @property
    def fargate(self) -> bool:
        """Do its tasks run on Fargate, for certain?"""
        launch, definition = self["Properties.LaunchType"], self.definition
        if launch.absent and self["Properties.CapacityProviderStrategy"].absent:
            return definition is not None and definition.fargate
        return launch.text == "FARGATE"

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """What tasks on machines of one's own cost, the machines say."""
        if not self.fargate or self.definition is None:
            return None
        arm = self.definition["Properties.RuntimePlatform.CpuArchitecture"].text == "ARM64"
        return prices.tasks(self.requested("cpu"), self.requested("memory"), copies, arm=arm)

    @property
    def pod_labels(self) -> None:
        return

    @property
    def serves(self) -> bool:
        return True

    def _containers(self) -> Iterator[Container]:
        return iter(())


def _by_definition(stack: Stack) -> dict[str, list[EcsService]]:
    found: dict[str, list[EcsService]] = {}
    for service in stack.of("AWS::ECS::Service"):
        if isinstance(service, EcsService) and service.definition is not None:
            found.setdefault(service.definition.name, []).append(service)
    return found


def _amount(node: Node, unit: str) -> Measure:
    """`512`, `"512"`, `"0.5 vCPU"`, `"1 GB"`."""
    if node.text is None:
        return Measure(NaN, node, "absent" if node.absent else "unknown", unit)
    found = _AMOUNT.match(node.text.lower())
    scale = {"vcpu": 1024.0, "gb": 1024.0}.get(found[2] or "", 1.0) if found is not None else NaN
    return Measure(float(found[1]) * scale if found is not None else NaN, node, "own", unit)


class Ecs(System):
    name = "ecs"
    types: ClassVar = {"AWS::ECS::TaskDefinition": TaskDefinition, "AWS::ECS::Service": EcsService}

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(EcsService):
            yield scaling(service)


SYSTEM = Ecs()
