"""ARM templates: Azure's JSON, as people write it and as Bicep compiles it, with the templates that are nested in them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar

from ...node import Node
from ...patterns import pattern
from ...reading import Tree
from ...reading.tree import Path
from ...systems import connections, types
from ...systems.azure.resource import ArmResource, ArmStack, ArmTemplate
from ...views import Connection, Container, Document, View, Workload
from ...views.stack import stack_of
from .. import Format, Wanted
from .check import faults, texts
from .files import given
from .scopes import Found, Library, isolate

_NAMED = pattern(r"'([^']{1,80})'\s*\)\s*\]\Z")


class Dialect:
    """What a template knows about its own names: its resources, and what a reference points at."""

    def __init__(self, data: dict[str, Any], parameters: dict[str, Any]) -> None:
        self.library = Library(data, parameters)
        self.resolve: Callable[[Any], Any] = self.library.evaluator.resolve
        self._found = {one.path: one for one in self.library.found}
        self._labels: dict[Path, tuple[str, str]] = {}

    def label(self, node: Node) -> tuple[str, str]:
        """The type of a resource as Azure spells it, and what messages call it."""
        known = self._labels.get(node.path)
        if known is None:
            one = self._found[node.path]
            known = self._labels[node.path] = _spelled().get(one.kind.lower(), one.kind), _called(node, one)
        return known

    def faults(self, root: Node) -> Iterator[tuple[Node, str, str, tuple[str, ...]]]:
        return ((node, one.kind, one.name, one.known) for node in texts(root) for one in faults(node))

    def target(self, raw: Any) -> str | None:
        """The identity of the resource that an expression names as a whole."""
        return self.library.evaluator.identity(raw)

    def targets(self, raw: Any) -> set[str]:
        found = self.target(raw)
        return {found} if found else set()


class Arm(Format):
    name = "arm"
    order = 25
    keys: ClassVar[frozenset[str]] = frozenset({"$schema", "contentVersion"})
    signs = (r"deploymentTemplate\.json", r"\"resources\"\s*:")
    unknown = "\"[reference('known-at-deployment').value]\""

    def claims(self, tree: Tree) -> bool:
        schema, resources = tree.data.get("$schema"), tree.data.get("resources")
        if resources.__class__ not in (list, dict):
            return False
        if schema.__class__ is str and "schema" in schema:
            return "deploymenttemplate.json" in schema.lower()
        items = resources.values() if resources.__class__ is dict else resources
        return any(one.__class__ is dict and "type" in one and "apiVersion" in one for one in items)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        if fresh:
            tree.data = isolate(tree.data)
        tree.dialect = Dialect(tree.data, given(tree.source))
        tree.resolve = tree.dialect.resolve
        tree.truths = frozenset({"true", "True"})

    def objects(self, root: Node) -> Iterator[Node]:
        return (_node(root, one) for one in root.tree.dialect.library.found)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield ArmTemplate(root)
        for document in stack_of(root.tree).documents.values():
            yield document
            if isinstance(document, Workload) and wanted(Container):
                yield from document.containers

    def stack(self, root: Node) -> ArmStack:
        documents: dict[str, Document] = {}
        for one in root.tree.dialect.library.found:
            identity = f"{one.kind}/{one.name}".lower()
            if identity in documents:  # a second one of that name, which is a fault of its own
                identity += f"'{len(documents)}"
            documents[identity] = _open(_node(root, one), one)
        return ArmStack(root, documents, root.tree.dialect)

    def connections(self, root: Node) -> Iterator[Connection]:
        return connections(stack_of(root.tree))

    def joins(self, root: Node) -> bool:
        return True


def _node(root: Node, one: Found) -> Node:
    node = root
    for part in one.path:
        node = node.key(part) if isinstance(part, str) else node[str(part)]
    return node


def _open(node: Node, one: Found) -> Document:
    opener = types().get(_spelled().get(one.kind.lower(), ""))
    return opener(node) if opener is not None else ArmResource(node)


@cache
def _spelled() -> dict[str, str]:
    """Resource type in small letters → how Azure spells it."""
    return {kind.lower(): kind for kind in (*types(), *_OTHERS) if kind.startswith("Microsoft.")}


# Types that rules know besides those with a view of their own
_OTHERS = (
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.ServiceBus/namespaces",
    "Microsoft.ServiceBus/namespaces/topics",
    "Microsoft.Web/sites/config",
    "Microsoft.Insights/components",
)


def _called(node: Node, one: Found) -> str:
    """What messages call a resource: its name, else how the template speaks of it."""
    if one.name and "{" not in one.name:
        return str(one.name)
    raw = node["name"].raw
    written = raw if raw.__class__ is str else getattr(raw, "value", "")
    said = _NAMED.search(written) if written.__class__ is str else None
    return one.symbol or (said[1] if said else one.kind.rpartition("/")[2])


FORMAT = Arm()
