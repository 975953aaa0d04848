"""Function Compute in templates of ROS, and in those of Fun, which are like them."""

from collections.abc import Iterator
from typing import ClassVar

from ...node import Measure, Node, effective
from ...reading.values import ABSENT, UNKNOWN
from ...views.stack import Stack, StackResource
from .. import System
from . import limits
from .function_compute import FcFunction, Trigger, settings

_COMMON = {
    "timeout": "Timeout", "memory": "MemorySize", "runtime": "Runtime", "handler": "Handler",
    "environment": "EnvironmentVariables", "instance_concurrency": "InstanceConcurrency", "logs": "LogConfig",
    "tracing": "TracingConfig", "network": "VpcConfig", "files": "NasConfig", "role": "Role", "container": "CustomContainerConfig",
}  # fmt: skip
_OLD = {
    "initialization": "InitializationTimeout", "async_age": "AsyncConfiguration.MaxAsyncEventAgeInSeconds",
    "async_retries": "AsyncConfiguration.MaxAsyncRetryAttempts", "on_failure": "AsyncConfiguration.Destination.OnFailure",
}  # fmt: skip
_OF_SERVICE = ("LogConfig", "TracingConfig", "VpcConfig", "NasConfig", "Role")


class RosFunction(StackResource, FcFunction):
    """ALIYUN::FC3::Function. Triggers and what is kept ready are resources of their own."""

    __slots__ = ()
    platform: ClassVar[str] = FcFunction.platform
    SETTINGS: ClassVar = settings(
        **_COMMON, storage="DiskSize", cpu="Cpu", gpu="GpuConfig", initialization="InstanceLifecycleConfig.Initializer.Timeout",
    )  # fmt: skip
    FAMILY: ClassVar[str] = "ALIYUN::FC3::"

    def __init__(self, node: Node) -> None:
        FcFunction.__init__(self, node, node["Properties"], self._service(node))

    @staticmethod
    def _service(node: Node) -> tuple[Node, ...]:
        """The service that says some things for all of its functions."""
        return ()

    @property
    def triggers(self) -> Iterator[Trigger]:
        for trigger in self._own("Trigger"):
            properties = trigger["Properties"]
            yield Trigger(trigger.node, *(properties[f"Trigger{part}"] for part in ("Name", "Type", "Config")))

    @property
    def provisioned(self) -> Measure:
        return self._apart("ProvisionConfig", "Target") or super().provisioned

    @property
    def concurrency(self) -> Measure:
        return self._apart("ConcurrencyConfig", "ReservedConcurrency") or super().concurrency

    def _apart(self, kind: str, key: str) -> Measure | None:
        found = next(self._own(kind), None)
        return effective(found["Properties"][key], unit="instances") if found is not None else None

    def _own(self, kind: str) -> Iterator[StackResource]:
        """The resources of a kind that name this function, by reference or by its name."""
        stack: Stack = self.stack
        called = self.body["FunctionName"].text
        for one in stack.of(self.FAMILY + kind):
            named = one["Properties.FunctionName"]
            target = stack.pointed(named)
            own = target.name == self.name if target is not None else called is not None and named.text == called
            if own and isinstance(one, StackResource):
                yield one


class OldRosFunction(RosFunction):
    """ALIYUN::FC::Function, of Function Compute 2.0."""

    __slots__ = ()
    SETTINGS: ClassVar = settings(**_COMMON, **_OLD, storage="DiskSize", cpu="Cpu", gpu="GpuMemorySize")
    SETTINGS["memory"] = SETTINGS["memory"]._replace(default=limits.OLD_MEMORY)
    FAMILY: ClassVar[str] = "ALIYUN::FC::"

    @staticmethod
    def _service(node: Node) -> tuple[Node, ...]:
        raw = node["Properties.ServiceName"].raw
        name = node.tree.dialect.target(raw) if raw is not ABSENT else None
        service = Node(node.tree, (), node.tree.data)["Resources"].key(name or "")
        if not service.is_map:  # one of another template may say anything of what a service says
            return (Node(node.tree, node.path, dict.fromkeys(_OF_SERVICE, UNKNOWN)),)
        return (service["Properties"],)


class FunFunction(StackResource, FcFunction):
    """Aliyun::Serverless::Function: it stands in its service, with its events beside its properties."""

    __slots__ = ()
    platform: ClassVar[str] = FcFunction.platform
    SETTINGS: ClassVar = OldRosFunction.SETTINGS

    def __init__(self, node: Node) -> None:
        root = Node(node.tree, (), node.tree.data)
        service = root
        for part in node.path[:-1]:
            service = service.key(str(part))
        FcFunction.__init__(self, node, node["Properties"], (root["Globals.Function"], service["Properties"]))

    @property
    def triggers(self) -> Iterator[Trigger]:
        for _, node in self.node["Events"].items():
            yield Trigger(node, node["TriggerName"], node["Type"], node["Properties"])


class Resources(System):
    name = "function-compute-resources"
    types: ClassVar = {
        "ALIYUN::FC3::Function": RosFunction,
        "ALIYUN::FC::Function": OldRosFunction,
        "Aliyun::Serverless::Function": FunFunction,
    }


SYSTEM = Resources()
