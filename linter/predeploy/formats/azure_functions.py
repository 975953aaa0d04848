"""Azure Functions: host.json, the function.json of each function, and local.settings.json."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ..node import Node
from ..reading import Tree
from ..systems.azure.functions import AzureFunction
from ..systems.azure.host import FunctionHost, OfApp
from ..views import View
from . import Format, Wanted
from ._tokens import replaced_later

# What a host.json may hold at its top: azure-functions/functions-host-json (as of 2026-11), old names too
_OF_HOST = frozenset(
    {
        "version", "functionTimeout", "retry", "functions", "http", "watchDirectories", "watchFiles", "queues", "serviceBus", "eventHub",
        "singleton", "logging", "aggregator", "healthMonitor", "extensionBundle", "managedDependency", "managedDependencies",
        "customHandler", "httpWorker", "extensions", "concurrency", "tracing", "telemetryMode",
    }
)  # fmt: skip


class AzureFunctions(Format):
    name = "azure-functions"
    order = 35
    keys: ClassVar[frozenset[str]] = _OF_HOST | {"bindings", "Values", "IsEncrypted"}
    signs = (
        r"\"(?:extensionBundle|functionTimeout|scriptFile)\"\s*:|\"bindings\"\s*:\s*\[",
        r"\"(?:version|direction)\"\s*:",
    )
    unknown = '"#{KNOWN_AT_DEPLOYMENT}#"'

    def claims(self, tree: Tree) -> bool:
        return _opener(tree) is not None

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = replaced_later
        tree.truths = frozenset({"true", "True"})

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        opener = _opener(root.tree)
        if opener is not None:
            yield opener(root)

    def joins(self, root: Node) -> bool:
        return True


def _opener(tree: Tree) -> Any:
    """Which file of an app is it? The names are fixed; what is in it must fit."""
    data, name = tree.data, tree.source.path.rpartition("/")[2].lower()
    if name == "host.json":
        return FunctionHost if _OF_HOST & data.keys() and "$schema" not in data else None
    if name == "function.json":
        return _function if data.get("bindings").__class__ is list else None
    if name == "local.settings.json":
        return Local if data.get("Values").__class__ is dict else None
    return None


def _function(root: Node) -> AzureFunction:
    return AzureFunction(root, root)


class Local(OfApp):
    """local.settings.json: the app settings of a developer's machine."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "local settings"

    @property
    def name(self) -> str:
        return self.application or "local.settings.json"


FORMAT = AzureFunctions()
