"""Parameters files of ARM templates: read beside their template, and looked at for what must not stand in a file."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ..node import Node
from ..reading import Tree
from ..systems.azure.resource import Whole
from ..views import View
from . import Format, Wanted
from ._tokens import replaced_later


class ArmParameters(Format):
    name = "arm-parameters"
    order = 26
    keys: ClassVar[frozenset[str]] = frozenset({"$schema", "contentVersion"})
    unknown = '"#{KNOWN_AT_DEPLOYMENT}#"'

    def claims(self, tree: Tree) -> bool:
        schema: Any = tree.data.get("$schema")
        if schema.__class__ is not str or "resources" in tree.data:
            return False
        named = ".parameters." in tree.source.path.lower() and "schema.management.azure.com" in schema
        return named or "deploymentparameters.json" in schema.lower()

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = replaced_later

    def objects(self, root: Node) -> Iterator[Node]:
        return iter(())

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Parameters(root)


class Parameters(Whole):
    """The file as a whole."""

    __slots__ = ()
    KIND = "arm parameters"


FORMAT = ArmParameters()
