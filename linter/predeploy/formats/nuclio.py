"""Nuclio's function.yaml as nuctl reads it: often without apiVersion and kind. With them it is a Kubernetes object."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..systems.hosted import opened
from ..systems.nuclio import NuclioFunction
from ..views import Container, View
from . import Format, Wanted
from ._later import unknown_with

# github nuclio/nuclio @9e837f6a0 (2025-01), docs/reference/runtimes; a version may follow behind a colon
_RUNTIMES = frozenset({"dotnetcore", "golang", "java", "nodejs", "pypy", "python", "ruby", "shell"})
_OWN = frozenset(
    {
        "build",
        "dataBindings",
        "disableDefaultHTTPTrigger",
        "handler",
        "loggerSinks",
        "maxReplicas",
        "minReplicas",
        "triggers",
    }
)
# nuctl fills in nothing; what calls it does, as it does for other objects of the cluster
resolve = unknown_with(pattern(r"\$\{[A-Za-z_][^{}]*\}"))


class Nuclio(Format):
    name = "nuclio"
    order = 60
    keys = frozenset({"spec"})
    unknown = '"${UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        spec: Any = data.get("spec")
        if "kind" in data or "service" in data or spec.__class__ is not dict:
            return False
        runtime: Any = spec.get("runtime")
        named = runtime.__class__ is str and runtime.partition(":")[0] in _RUNTIMES
        return named and not _OWN.isdisjoint(spec)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = resolve

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        return opened(NuclioFunction(root), containers=wanted(Container))

    def joins(self, root: Node) -> bool:
        return True


FORMAT = Nuclio()
