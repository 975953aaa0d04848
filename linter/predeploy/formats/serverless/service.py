"""The views of a serverless.yml: the service, its functions and the role that the provider gives to all of them."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ...node import Node
from ...quantities import NaN
from ...systems.aws.aws_lambda import OnLambda
from ...systems.aws.iam import grant, managed
from ...views import MIB, Function, FunctionEvent, Grant, Role, Setting
from ...views.base import Disclosed, OfFile
from ...views.function import READ_AT_RUN_TIME

# Defaults of the framework, not of Lambda: https://www.serverless.com/framework/docs/providers/aws/guide/functions (as of 2026-11)
SETTINGS: dict[str, Setting] = {
    "timeout": Setting("timeout", 6.0, "s"),
    "memory": Setting("memorySize", 1024 * MIB, "bytes", MIB),
    "storage": Setting("ephemeralStorageSize", 512 * MIB, "bytes", MIB),
    "concurrency": Setting("reservedConcurrency", NaN, "executions"),
    "provisioned": Setting("provisionedConcurrency", NaN, "instances"),
    "runtime": Setting("runtime"),
    "handler": Setting("handler"),
    "architecture": Setting("architecture"),
    "environment": Setting("environment"),
}

# event key → canonical kind, and the path to what it names as its source
_EVENTS: dict[str, tuple[str, str]] = {
    "http": ("http", ""), "httpApi": ("httpApi", ""), "alb": ("alb", "listenerArn"), "websocket": ("other", ""),
    "sqs": ("queue", "arn"), "stream": ("stream", "arn"), "kafka": ("stream", "topic"), "msk": ("stream", "arn"),
    "activemq": ("stream", "arn"), "rabbitmq": ("stream", "arn"), "sns": ("topic", "arn"), "s3": ("bucket", "bucket"),
    "schedule": ("schedule", "rate"), "eventBridge": ("bus", "eventBus"), "cloudwatchEvent": ("bus", "event"),
    "cloudwatchLog": ("bus", "logGroup"), "iot": ("bus", "sql"),
}  # fmt: skip


class OfService(OfFile):
    """Anything in a serverless.yml belongs to its service."""

    __slots__ = ()

    @property
    def application(self) -> str:
        service = self.root["service"]
        return service.text or service["name"].text or ""

    @property
    def name(self) -> str:
        return self.node.name or self.application

    @property
    def labels(self) -> dict[str, Any]:
        tags = self.root["provider.tags"].data
        return tags if tags.__class__ is dict else {}

    @property
    def annotations(self) -> Node:
        return self.root["custom.predeploy"]


class Service(OfService):
    """The whole file: kind `serverless`."""

    __slots__ = ()
    platform: ClassVar[str] = "serverless"

    @property
    def kind(self) -> str:
        return "serverless"

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("environment variable", READ_AT_RUN_TIME, self.node["provider.environment"].items())


class ProviderRole(OfService, Role):
    """The statements that `provider` grants to every function."""

    __slots__ = ()
    platform: ClassVar[str] = "serverless"

    @property
    def kind(self) -> str:
        return "provider role"

    @property
    def grants(self) -> Iterator[Grant]:
        for path in ("provider.iam.role.statements", "provider.iamRoleStatements"):
            for statement in self.node[path]:
                if statement.is_map:
                    yield grant(statement)

    @property
    def attached(self) -> Iterator[tuple[str, Node]]:
        for path in ("provider.iam.role.managedPolicies", "provider.iamManagedPolicies"):
            yield from managed(self.node[path])


# What closes the API of a service as a whole
_CLOSING = ("apiGateway.resourcePolicy", "resourcePolicy", "endpointType")


class ServiceFunction(OfService, OnLambda, Role):
    """One function, with `provider` behind it. With the plug-in serverless-iam-roles-per-function it is a role, too."""

    __slots__ = ()
    platform: ClassVar[str] = OnLambda.platform
    SETTINGS: ClassVar[dict[str, Setting]] = SETTINGS

    def __init__(self, node: Node, provider: Node) -> None:
        Function.__init__(self, node, node, (provider,))

    @property
    def kind(self) -> str:
        return "function"

    @property
    def grants(self) -> Iterator[Grant]:
        return (grant(statement) for statement in self.node["iamRoleStatements"] if statement.is_map)

    @property
    def permissions(self) -> Iterator[Grant]:
        return ProviderRole(self.root).grants if self.setting("role").absent else iter(())

    def find_events(self) -> list[FunctionEvent]:
        found = []
        for event in self.node["events"]:
            for key, inner in event.items():  # one key an event
                kind, path = _EVENTS.get(key, ("other", ""))
                found.append(FunctionEvent(kind, inner, inner[path] if path and inner.is_map else inner))
        url = self.node["url"]
        if url.written and not url.is_false:
            found.append(FunctionEvent("url", url, url["authorizer"]))
        return found

    def opened_by(self, event: FunctionEvent) -> Node | None:
        node, provider = event.node, self.inherited[0]
        closed = (node["authorizer"], *(provider[path] for path in _CLOSING))
        private, method = node["private"], node["method"]
        if any(one.written for one in closed) or not (private.absent or private.is_false):
            return None
        return None if (method.text or "").lower() == "options" else node


def entries(block: Node) -> Iterator[Node]:
    """What stands in a mapping, or in a list of mappings (mostly from files)."""
    for group in block.each():
        yield from (node for _, node in group.items() if node.is_map)


def logical_id(name: str) -> str:
    """The logical id that the framework gives to a function's resource.
    https://www.serverless.com/framework/docs/providers/aws/guide/resources (as of 2026-11)"""
    normal = name.replace("-", "Dash").replace("_", "Underscore")
    return f"{normal[:1].upper()}{normal[1:]}LambdaFunction"
