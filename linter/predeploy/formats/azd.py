"""azure.yaml of the Azure Developer CLI: which folders are deployed to what. Settings stand in the templates it names."""

from collections.abc import Iterator
from typing import ClassVar

from ..node import Node
from ..reading import Tree
from ..views import Document, View
from . import Format, Wanted


class Azd(Format):
    name = "azd"
    order = 45
    keys: ClassVar[frozenset[str]] = frozenset({"services"})

    def claims(self, tree: Tree) -> bool:
        services = tree.data.get("services")
        named = tree.source.path.rpartition("/")[2] in ("azure.yaml", "azure.yml")
        return named and services.__class__ is dict and all(map(_is_service, services.values()))

    def objects(self, root: Node) -> Iterator[Node]:
        return (node for _, node in root["services"].items())

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Project(root)


def _is_service(value: object) -> bool:
    return isinstance(value, dict) and bool({"project", "host", "image"} & value.keys())


class Project(Document):
    """The file as a whole: kind `azd`."""

    __slots__ = ()
    platform: ClassVar[str] = "azure"

    @property
    def kind(self) -> str:
        return "azd"

    @property
    def name(self) -> str:
        return self.node["name"].text or ""

    @property
    def namespace(self) -> str:
        return ""


FORMAT = Azd()
