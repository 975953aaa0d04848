"""OpenWhisk: the manifest that wskdeploy reads, and the deployment file that binds values to it."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..systems.openwhisk import Manifest, edges, sequences
from ..views import Connection, View
from . import Format, Wanted
from ._later import unknown_with

# What stands in a package and in nothing else that is called so.
# github apache/openwhisk-wskdeploy @16acc805 (2024-12), specification/html/spec_packages.md
_OWN = frozenset(
    {"actions", "apis", "apigwAccessToken", "credential", "dependencies", "rules", "sequences", "triggers"}
)
# docs/wskdeploy_interpolation.md, the same; `$$` stands for itself
resolve = unknown_with(pattern(r"(?<!\$)\$(?:\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_])"))


class OpenWhisk(Format):
    name = "openwhisk"
    order = 50
    keys = frozenset({"packages", "project"})
    unknown = '"$UNKNOWN"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        project: Any = data.get("project")
        blocks = [data.get("packages"), project.get("packages") if project.__class__ is dict else None]
        packages = [one for block in blocks if block.__class__ is dict for one in block.values()]
        return any(one.__class__ is dict and not _OWN.isdisjoint(one) for one in packages)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = resolve
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        yield root
        for package in Manifest(root).packages:
            for part in ("actions", "sequences", "triggers", "rules"):
                yield from (node for _, node in package[part].items())

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        manifest = Manifest(root)
        yield manifest
        yield from manifest.actions

    def connections(self, root: Node) -> Iterator[Connection]:
        manifest = Manifest(root)
        for action in manifest.actions:
            yield from edges(action)
        yield from sequences(manifest)

    def joins(self, root: Node) -> bool:
        return True


FORMAT = OpenWhisk()
