"""Controllers that deploy a chart of the repository as an object beside it says: one file for each, found here by folder.

k3s' HelmChart and Captain's HelmRequest have none: both name a chart in a repository of charts, never by its path
(https://docs.k3s.io/add-ons/helm, https://github.com/alauda/captain, as of 2026-11).
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, ClassVar

from ....record import NamedTuple
from ...tree import Path as TreePath
from ...tree import Tree
from ..layers import at
from ..leaves import ValuesFile
from ..repository import Repository


class Claim(NamedTuple):
    """An object says at a path of its document that it deploys the chart in a folder."""

    chart: str  # as it is written, from the root
    path: TreePath


class Deployment(NamedTuple):
    """How a chart is deployed: what Helm is given, and what the one who deploys it is called."""

    label: str  # Flux HelmRelease prod/shop
    release: str
    namespace: str
    layers: tuple[ValuesFile, ...]  # the strongest last
    bare: bool = False  # without the chart's own values.yaml
    kubernetes: str = ""


class Deployer:
    group: ClassVar[str] = ""
    kinds: ClassVar[tuple[str, ...]] = ()
    """Of the objects that deploy."""

    files: ClassVar[frozenset[str]] = frozenset()
    """Or what such files are called."""

    def concerns(self, tree: Tree) -> bool:
        return word(tree.data, "apiVersion").startswith(f"{self.group}/") and word(tree.data, "kind") in self.kinds

    def claims(self, tree: Tree) -> Iterator[Claim]:
        """The charts that such a document deploys from a folder."""
        raise NotImplementedError

    def deployment(self, tree: Tree, claim: Claim, repository: Repository) -> Deployment:
        """How it deploys one of them. Raises Unsure when that depends on what nobody can see here."""
        raise NotImplementedError


def deployers() -> list[Deployer]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [getattr(import_module(f"{__name__}.{name}"), "DEPLOYER", None) for name in names]
    return [one for one in found if one is not None]


def word(data: Any, *path: str | int) -> str:
    """The text at a path of plain data; empty when there is none."""
    found = at(data, path)
    return found if isinstance(found, str) else ""


def listed(data: Any, *path: str | int) -> list[Any]:
    found = at(data, path)
    return found if isinstance(found, list) else []
