"""Completeness: where a rule may speak about what is missing."""

from collections.abc import Mapping

from ..systems.operators import Operated
from ..views import Document, Workload
from .distance import same_namespace


class Completeness:
    """Asked of folders, each once. `stated` is what the owner says of all of them; `clouded` are those in which something
    could not be read or rendered: what is missing there may exist."""

    def __init__(self, folders: Mapping[str, list[Document]], clouded: frozenset[str], stated: bool | None) -> None:
        self._folders, self._clouded, self._stated = folders, clouded, stated
        self._wholes: dict[tuple[str, str], bool] = {}  # folder and platform → nothing in it hides what is missing
        self._held: dict[tuple[str, str, type], bool] = {}  # does a folder hold such an object in that namespace?

    def around(self, view: Document, sought: type[Document]) -> bool:
        if self._stated is not None:
            return self._stated
        folder = view.node.tree.source.path.rpartition("/")[0]
        whole = self._wholes.get((folder, view.platform))
        if whole is None:
            beside = [v for v in self._folders[folder] if v.platform == view.platform]
            whole = self._wholes[folder, view.platform] = folder not in self._clouded and _nothing_hides(beside)
        key = (folder, view.namespace, sought)
        if whole and key not in self._held:
            self._held[key] = any(isinstance(v, sought) and same_namespace(v, view) for v in self._folders[folder])
        return whole and self._held[key]


def _nothing_hides(near: list[Document]) -> bool:
    """Could nothing in a folder have made, or be, an object that is missing in it?"""
    if any(isinstance(v, Operated) for v in near):
        return False
    if any(isinstance(v, Workload) and v.pod_labels is None for v in near):
        return False
    return all(v.name and v.kind for v in near)
