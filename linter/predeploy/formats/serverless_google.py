"""serverless.yml for Google (the plugin serverless-google-cloudfunctions): a format of its own, with the same variables."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ..node import Node
from ..quantities import NaN
from ..reading import Source, Tree
from ..reading import read as read_source
from ..reading.scalars import plain_js
from ..reading.values import UNKNOWN
from ..reading.yaml import rebuild
from ..systems.google import limits
from ..systems.google.functions import GoogleFunction, kind_of
from ..views import MIB, Document, FunctionEvent, Setting, View
from . import Format, Wanted
from .serverless.files import reader
from .serverless.variables import resolver

# https://www.serverless.com/framework/docs/providers/google/guide/serverless.yml (as of 2026-11)
SETTINGS: dict[str, Setting] = {
    "timeout": Setting("timeout", limits.FUNCTION_TIMEOUT, "s", read="duration"),
    "memory": Setting("memorySize", limits.FUNCTION_MEMORY, "bytes", MIB),
    "provisioned": Setting("minInstances", NaN, "instances"),
    "ceiling": Setting("maxInstances", NaN, "instances"),
    "runtime": Setting("runtime"),
    "handler": Setting("handler"),
    "environment": Setting("environment"),
}
_EVENTS = {"http": "http", "event": "bus", "schedule": "schedule"}


class _OfService(Document):
    """Anything in a serverless.yml belongs to its service."""

    __slots__ = ()

    @property
    def application(self) -> str:
        service = Node(self.node.tree, (), self.node.tree.data)["service"]
        return service.text or service["name"].text or ""

    @property
    def labels(self) -> dict[str, Any]:
        found = self.node["labels"].data
        return found if found.__class__ is dict else {}

    @property
    def annotations(self) -> Node:
        return Node(self.node.tree, (), self.node.tree.data)["custom.predeploy"]

    def annotation(self, name: str) -> Node:
        return self.annotations.key(name)


class Service(_OfService):
    """The whole file: kind `serverless`."""

    __slots__ = ()
    platform: ClassVar[str] = "serverless-google"

    @property
    def kind(self) -> str:
        return "serverless"

    @property
    def name(self) -> str:
        return self.application


class ServiceFunction(_OfService, GoogleFunction):
    """One function, with `provider` behind it. The plugin makes functions of the first generation."""

    platform: ClassVar[str] = "google-functions"
    SETTINGS: ClassVar[dict[str, Setting]] = SETTINGS
    generation: ClassVar[int | None] = 1

    def __init__(self, node: Node, provider: Node) -> None:
        GoogleFunction.__init__(self, node, node, (provider,))

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def retries(self) -> Node:
        found = [event.node["failurePolicy"] for event in self.events if event.kind != "http"]
        return found[0] if found else self.node["failurePolicy"]

    def find_events(self) -> list[FunctionEvent]:
        found = []
        for event in self.node["events"]:
            for key, inner in event.items():  # one key an event
                kind = _EVENTS.get(key, "other")
                told = inner["eventType"].text if kind == "bus" else None
                found.append(FunctionEvent(kind_of(told) if told is not None else kind, inner, inner["resource"]))
        return found


class ServerlessGoogle(Format):
    name = "serverless-google"
    order = 41
    keys = frozenset({"service", "functions"})
    unknown = '"${env:KNOWN_AT_DEPLOYMENT}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        provider: Any = data.get("provider")
        name = provider.get("name") if provider.__class__ is dict else provider
        return name == "google" and "component" not in data

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        if fresh and not tree.source.path.endswith(".json"):
            tree.data = rebuild(tree.node, plain_js)
        tree.resolve = resolver(tree.data, read=reader(tree.source, _parse))
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        yield root
        yield from _functions(root)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Service(root)
        for node in _functions(root):
            yield ServiceFunction(node, root["provider"])

    def joins(self, root: Node) -> bool:
        return True


def _functions(root: Node) -> Iterator[Node]:
    """`functions:` is a mapping, or a list of mappings (mostly from files)."""
    block = root["functions"]
    for group in block if block.is_list else [block]:
        for _, node in group.items():
            if node.is_map:
                yield node


def _parse(text: str) -> Any:
    """The data of an included file, read as the framework reads it; UNKNOWN when it is broken."""
    reading = read_source(Source("", text))
    if reading.broken or not reading.trees:
        return UNKNOWN
    return rebuild(reading.trees[0].node, plain_js)


FORMAT = ServerlessGoogle()
