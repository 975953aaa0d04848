"""Templates of Tencent's SCF CLI (TCSAM): functions in namespaces, like SAM's but without its functions.
https://www.tencentcloud.com/document/product/583/32761 (as of 2026-11)"""

from collections.abc import Iterator
from typing import ClassVar

from ..node import Node
from ..systems.tencent.scf import ADVICE, ScfFunction, Trigger, edges, settings
from ..views import Connection, Document
from ..views.stack import StackResource, stack_of
from .ros import Ros, RosResource, Template


class TcsamFunction(StackResource, ScfFunction):
    __slots__ = ()
    platform: ClassVar[str] = ScfFunction.platform
    SETTINGS: ClassVar = settings(
        timeout="Timeout", memory="MemorySize", runtime="Runtime", handler="Handler", environment="Environment.Variables",
        network="VpcConfig",
    )  # fmt: skip

    def __init__(self, node: Node) -> None:
        shared = Node(node.tree, (), node.tree.data)["Globals.Function"]
        ScfFunction.__init__(self, node, node["Properties"], (shared,))

    @property
    def triggers(self) -> Iterator[Trigger]:
        for _, node in self.body["Events"].items():
            kind = (node["Type"].text or "").lower()
            yield Trigger(node, kind, TcsamParameters(node["Properties"]), [node] if kind == "apigw" else ())


class TcsamParameters(Node):
    """The parameters of a trigger in TCSAM: they begin with a great letter."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        super().__init__(node.tree, node.path, node.value)

    def __getitem__(self, dotted: str) -> Node:
        return super().__getitem__(dotted[0].upper() + dotted[1:])


class TencentTemplate(Template):
    __slots__ = ()
    platform: ClassVar[str] = "tencent"
    ADVICE = ADVICE

    @property
    def kind(self) -> str:
        return "tcsam"


class Tcsam(Ros):
    name = "tcsam"
    order = 26
    keys = frozenset({"Resources"})
    PREFIXES = ("TencentCloud::Serverless::",)

    def whole(self, root: Node) -> Template:
        return TencentTemplate(root)

    def opened(self, node: Node) -> Document:
        if node["Type"].text == "TencentCloud::Serverless::Function":
            return TcsamFunction(node)
        return TencentResource(node)

    def connections(self, root: Node) -> Iterator[Connection]:
        return edges(one for one in stack_of(root.tree).functions if isinstance(one, ScfFunction))


class TencentResource(RosResource):
    __slots__ = ()
    platform: ClassVar[str] = "tencent"


FORMAT = Tcsam()
