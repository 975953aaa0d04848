"""fleet.yaml: how Rancher's Fleet deploys the folder that it lies in."""

from collections.abc import Iterator

from ..node import Node
from ..reading import Tree
from ..reading.values import UNKNOWN
from ..systems.delivery import Fleet
from ..views import View
from . import Format, Wanted

# https://fleet.rancher.io/ref-fleet-yaml (as of 2026-11)
_KEYS = frozenset(
    ("defaultNamespace", "namespace", "helm", "kustomize", "targetCustomizations", "diff", "yaml", "dependsOn")
)


class FleetYaml(Format):
    name = "fleet"
    order = 60
    keys = _KEYS
    unknown = '"${UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        return tree.source.path.rpartition("/")[2] in ("fleet.yaml", "fleet.yml") and "kind" not in tree.data

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        """Fleet puts cluster values in where `${ }` stands: such texts are known only at deployment."""
        tree.resolve = _resolve

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Fleet(root)

    def joins(self, root: Node) -> bool:
        return True


def _resolve(value: object) -> object:
    return UNKNOWN if value.__class__ is str and "${" in str(value) else value


FORMAT = FleetYaml()
