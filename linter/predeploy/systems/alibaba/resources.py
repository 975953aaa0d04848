"""Function Compute in templates of ROS, and in those of Fun, which are like them; and the API Gateway that calls it."""

from collections.abc import Iterator
from typing import ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...reading.values import ABSENT, UNKNOWN
from ...views import Connection, Endpoint
from ...views.stack import Stack, StackResource
from .. import System
from ..ends import come_in
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
        """The resources of a kind that name this function."""
        for one in self.stack.of(self.FAMILY + kind):
            if isinstance(one, StackResource) and self.named_in(one["Properties"]):
                yield one

    def named_in(self, holder: Node) -> bool:
        """Is this the function that stands there, by reference or by its name and that of its service?"""
        target = self.stack.pointed(holder["FunctionName"])
        if target is not None:
            return target.name == self.name
        (name, service), (wanted, within) = (
            [place[key].text for key in ("FunctionName", "ServiceName")] for place in (self.body, holder)
        )
        return name is not None and name == wanted and (service is None or within is None or service == within)


class OldRosFunction(RosFunction):
    """ALIYUN::FC::Function, of Function Compute 2.0."""

    __slots__ = ()
    SETTINGS: ClassVar = settings(**_COMMON, **_OLD, storage="DiskSize", cpu="Cpu", gpu="GpuMemorySize")
    SETTINGS["memory"] = SETTINGS["memory"]._replace(default=limits.OLD_MEMORY)
    FAMILY: ClassVar[str] = "ALIYUN::FC::"

    @staticmethod
    def _service(node: Node) -> tuple[Node, ...]:
        named, resources = node["Properties.ServiceName"], Node(node.tree, (), node.tree.data)["Resources"]
        name = node.tree.dialect.target(named.raw) if named.raw is not ABSENT else None
        services = [one["Properties"] for _, one in resources.items() if one["Type"].text == "ALIYUN::FC::Service"]
        same = [one for one in services if named.text is not None and one["ServiceName"].text == named.text]
        if resources.key(name or "").is_map:
            return (resources.key(name or "")["Properties"],)
        # one of another template may say anything of what a service says
        return (same[0] if same else Node(node.tree, node.path, dict.fromkeys(_OF_SERVICE, UNKNOWN)),)


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


def requests(stack: Stack) -> Iterator[Connection]:
    """API Gateway → function, where the template says how long it waits.

    ServiceConfig of https://www.alibabacloud.com/help/en/api-gateway/latest/backend-service-call-information-items (as of 2026-11)
    """
    for api in stack.of("ALIYUN::ApiGateway::Api"):
        config = api["Properties.ServiceConfig"]
        waits = effective(config["ServiceTimeOut"], scale=0.001)
        for function in stack.functions:
            if isinstance(function, RosFunction) and function.named_in(config["FunctionComputeConfig"]):
                door = Endpoint.of(api, "API Gateway", "gateway", place=waits.node)
                yield come_in(door, api.node)
                yield Connection(
                    "request",
                    door,
                    Endpoint.of(function, "function", place=function.timeout.node),
                    via=config,
                    waits=waits,
                    works=function.timeout,
                    mode="sync",
                )


class Api(StackResource):
    """ALIYUN::ApiGateway::Api."""

    __slots__ = ()

    @property
    def open_endpoints(self) -> Iterator[Node]:
        kind = self["Properties.AuthType"]
        yield from (kind,) if kind.text == "ANONYMOUS" else ()


class Resources(System):
    name = "function-compute-resources"
    types: ClassVar = {
        "ALIYUN::FC3::Function": RosFunction,
        "ALIYUN::FC::Function": OldRosFunction,
        "Aliyun::Serverless::Function": FunFunction,
        "ALIYUN::ApiGateway::Api": Api,
    }


SYSTEM = Resources()
