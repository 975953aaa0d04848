"""serverless.yml for Tencent Cloud (the plugin serverless-tencent-scf).
https://www.serverless.com/framework/docs/providers/tencent/guide/functions (as of 2026-11)"""

from collections.abc import Iterator
from typing import ClassVar

from ..node import Node
from ..systems.tencent.scf import ADVICE, ScfFunction, Trigger, edges, settings
from ..views import Connection
from ..views.stack import stack_of
from ._provider import OfProvider, ProviderFormat


class TencentFunction(OfProvider, ScfFunction):
    __slots__ = ()
    platform: ClassVar[str] = ScfFunction.platform
    SETTINGS: ClassVar = settings(
        timeout="timeout", memory="memorySize", runtime="runtime", handler="handler", environment="environment.variables",
        network="vpcConfig",
    )  # fmt: skip

    @property
    def triggers(self) -> Iterator[Trigger]:
        for entry in self.body["events"]:
            for kind, node in entry.items():  # one key an event
                yield Trigger(node, kind, node["parameters"], [node["parameters"]] if kind == "apigw" else ())


class ServerlessTencent(ProviderFormat):
    name = "serverless-tencent"
    PROVIDER = "tencent"
    FUNCTION = TencentFunction
    ADVICE = ADVICE

    def connections(self, root: Node) -> Iterator[Connection]:
        return edges(one for one in stack_of(root.tree).functions if isinstance(one, ScfFunction))


FORMAT = ServerlessTencent()
