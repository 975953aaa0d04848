"""serverless.yml for another cloud than AWS: the variables are the same, what `functions:` holds is the plugin's."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ..node import Node
from ..reading import Tree
from ..views import Function, FunctionEvent, View
from ..views.base import Disclosed
from ..views.stack import Stack, stack_of
from . import Format, Wanted
from ._javascript import reread
from ._texts import named_texts
from .serverless.files import reader
from .serverless.service import OfService, entries
from .serverless.variables import resolver


class Service(OfService):
    """The whole file."""

    __slots__ = ("_advice",)
    platform: ClassVar[str] = "serverless-provider"

    def __init__(self, node: Node, advice: str) -> None:
        super().__init__(node)
        self._advice = advice

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", self._advice, named_texts(self.node))

    @property
    def kind(self) -> str:
        return "service"


class OfProvider(OfService, Function):
    """One function, with `provider` behind it."""

    __slots__ = ()

    def __init__(self, node: Node, provider: Node) -> None:
        Function.__init__(self, node, node, (provider,))

    @property
    def kind(self) -> str:
        return "function"


class Alone:
    """The dialect of a document whose objects do not point at one another."""

    def target(self, raw: Any) -> str | None:
        return None

    def targets(self, raw: Any) -> set[str]:
        return set()


class OpenToAll(OfProvider):
    """A function whose plugin has no word for who may call it by HTTP."""

    __slots__ = ()

    def opened_by(self, event: FunctionEvent) -> Node | None:
        return event.node


class ProviderFormat(Format):
    order = 41
    keys = frozenset({"service", "functions"})
    unknown = '"${env:KNOWN_AT_DEPLOYMENT}"'
    PROVIDER: ClassVar[str]
    FUNCTION: ClassVar[type[OfProvider]]
    ADVICE: ClassVar[str]
    """What to do instead of writing a secret into the file."""

    def claims(self, tree: Tree) -> bool:
        provider: Any = tree.data.get("provider")
        name = provider.get("name") if provider.__class__ is dict else provider
        return bool(name == self.PROVIDER) and "component" not in tree.data

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        if fresh:
            reread(tree)
        tree.resolve = resolver(tree.data, read=reader(tree.source))
        tree.dialect = Alone()
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        yield root
        yield from entries(root["functions"])

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Service(root, self.ADVICE)
        yield from stack_of(root.tree).documents.values()

    def stack(self, root: Node) -> Stack:
        functions = {one.name: self.FUNCTION(one, root["provider"]) for one in entries(root["functions"])}
        return Stack(root, {**functions}, Alone())

    def joins(self, root: Node) -> bool:
        return True
