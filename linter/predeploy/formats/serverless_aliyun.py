"""serverless.yml for Alibaba Cloud (the plugin serverless-aliyun-function-compute).
https://www.serverless.com/framework/docs/providers/aliyun/guide/functions (as of 2026-11)"""

from collections.abc import Iterator
from typing import ClassVar

from ..node import Node
from ..systems.alibaba import limits
from ..systems.alibaba.function_compute import ADVICE, FcFunction, settings
from ..systems.aws.iam import grant
from ..views import FunctionEvent, Grant, Role, View
from . import Wanted
from ._provider import OpenToAll, ProviderFormat
from .serverless.service import OfService

_DEFAULT_TIMEOUT = 30.0  # s, of the plugin; the page above
_EVENTS = {"http": "http", "oss": "bucket"}


class AliyunFunction(OpenToAll, FcFunction):
    __slots__ = ()
    platform: ClassVar[str] = FcFunction.platform
    SETTINGS: ClassVar = settings(
        timeout="timeout", memory="memorySize", runtime="runtime", handler="handler", environment="environment",
    )  # fmt: skip
    SETTINGS["timeout"] = SETTINGS["timeout"]._replace(default=_DEFAULT_TIMEOUT, read="duration")
    SETTINGS["memory"] = SETTINGS["memory"]._replace(default=limits.OLD_MEMORY)

    def find_events(self) -> list[FunctionEvent]:
        return [
            FunctionEvent(_EVENTS.get(key, "other"), node, node["sourceArn"])
            for entry in self.body["events"]
            for key, node in entry.items()  # one key an event
        ]


class ServiceRole(OfService, Role):
    """The statements that `provider` grants to every function."""

    __slots__ = ()
    platform: ClassVar[str] = "alibaba-ram"

    @property
    def kind(self) -> str:
        return "provider role"

    @property
    def grants(self) -> Iterator[Grant]:
        return (grant(one) for one in self.node["provider.ramRoleStatements"] if one.is_map)


class ServerlessAliyun(ProviderFormat):
    name = "serverless-aliyun"
    PROVIDER = "aliyun"
    FUNCTION = AliyunFunction
    ADVICE = ADVICE

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield ServiceRole(root)
        yield from super().open(root, wanted)


FORMAT = ServerlessAliyun()
