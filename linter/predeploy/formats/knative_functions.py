"""func.yaml of Knative functions (`kn func`, `func`)."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.values import UNKNOWN
from ..systems.hosted import opened
from ..systems.knative_functions import KnativeFunction
from ..views import Container, View
from . import Format, Wanted
from .google_functions import filled_later

_VERSION = pattern(r"[0-9]+(?:\.[0-9]+){1,2}\Z")
_OWN = frozenset(["runtime", "created", "build", "run", "deploy", "registry", "invoke", "builder", "envs", "options"])


class KnativeFunctions(Format):
    name = "knative-functions"
    order = 62
    keys = frozenset({"specVersion"})

    def claims(self, tree: Tree) -> bool:
        version: Any = tree.data["specVersion"]
        return version.__class__ is str and _VERSION.match(version) is not None and len(_OWN & tree.data.keys()) > 1

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = _resolve

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        return opened(KnativeFunction(root), containers=wanted(Container))

    def joins(self, root: Node) -> bool:
        return True


def _resolve(value: Any) -> Any:
    """`{{ secret:name:key }}` and `{{ env:NAME }}` are put in by `func`."""
    return UNKNOWN if value.__class__ is str and value.startswith("{{") else filled_later(value)


FORMAT = KnativeFunctions()
