"""What cannot be said about an object because not all that an overlay does to it is known."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from ...finding import Finding
from ..tree import Path
from .alike import at
from .closure import Library, Refused
from .images import image
from .kustomization import GENERATORS, reported
from .layers import Chains, Layer, names_of
from .patches import FIELDS, Object, file_at, patches_in, selects
from .written import documents

# Fields that bring objects, and change none
_BRINGING: Final = ("resources", "bases", "generators", "validators", "helmCharts", "helmChartInflationGenerator")


def left_open(left_out: Iterable[Refused], library: Library, layers: Sequence[Layer], one: Object) -> bool:
    """May an entry that was left out have supplied what an object lacks?"""
    folders = {layer.own.folder for layer in layers}
    return any(cut.at.folder in folders and _reaches(cut, library, one) for cut in left_out)


def _reaches(cut: Refused, library: Library, one: Object) -> bool:
    field = cut.where[0] if cut.where else ""
    if field in GENERATORS:
        return one.kind in ("ConfigMap", "Secret")
    if field not in FIELDS or len(cut.where) < 2:
        return field not in _BRINGING
    field, number = str(field), int(cut.where[1])
    patches = [*patches_in(cut.at, library, field, number)]
    if patches:
        return any(patch.means(one) for patch in patches)
    entry = cut.at.items(field)[number]
    target = entry.get("target") if isinstance(entry, dict) else None
    return selects(target, one) if isinstance(target, dict) else True


class Doubts:
    """About the files of overlays that were not built at all: they are checked as they lie."""

    def __init__(self, folders: Iterable[str], library: Library) -> None:
        self._library, self._folders = library, [*folders]
        self._chains = [Chains(folder, library) for folder in self._folders]

    def about(self, one: Finding) -> bool:
        """May an overlay say otherwise than the file in which something was found?"""
        span, spot = one.place.span, one.spot
        if span is None or spot is None or not self._chains:
            return False
        index, path = spot
        for layers, tree_index, where, data in self._layers(one.place.path):
            if tree_index == index and path[: len(where)] == where:
                own = path[len(where) :]
                made = Object(data, names_of(at(data, ("metadata", "name")), str(data.get("kind")), layers))
                if any(self._says(layer, made, own, missing=one.absent is not None) for layer in layers):
                    return True
        return False

    def touch(self, path: str) -> bool:
        """Is one of the overlays made of this file?"""
        return path in self._files

    @cached_property
    def _files(self) -> set[str]:
        files = [path for folder in self._folders for path in self._library.closure(folder).files]
        return {reported(self._library.root, path) for path in files}

    def _layers(self, path: str) -> Iterator[tuple[list[Layer], int, Path, dict[str, Any]]]:
        """The overlays through which the objects of a file go."""
        for chains, called in self._uses.get(path, ()):
            file = file_at(self._library, called)
            for tree, where, data in documents(file.trees) if file else ():
                for chain in chains.files[called]:
                    yield chains.applied(chain), tree.index, where, data

    @cached_property
    def _uses(self) -> dict[str, list[tuple[Chains, str]]]:
        """Reported path → the overlays that are made of the file, and what they call it. Where files really lie is asked
        for once, and not for each finding."""
        found: dict[str, list[tuple[Chains, str]]] = {}
        for chains in self._chains:
            for called in chains.files:
                found.setdefault(reported(self._library.root, called), []).append((chains, called))
        return found

    def _says(self, layer: Layer, one: Object, path: Path, *, missing: bool) -> bool:
        if (
            any(cut.where[:1] != ("validators",) and _reaches(cut, self._library, one) for cut in self._refused(layer))
            and missing
        ):
            return True
        for patch in layer.patches:
            if patch.means(one) and (missing or patch.setting(one, path)):
                return True
        if path[-1:] == ("image",):
            name = image(str(at(one.data, path))).name
            return any(entry.get("name") == name for _, entry in layer.own.maps("images"))
        if path == ("spec", "replicas"):
            return any(entry.get("name") in one.names for _, entry in layer.own.maps("replicas"))
        words = {
            "namespace": ("namespace",),
            "labels": ("labels", "commonLabels"),
            "annotations": ("commonAnnotations",),
        }
        said = [field for step in path for field in words.get(str(step), ())]
        return (missing and any(layer.own.data.get(field) for field in said)) or layer.may_touch(path)

    def _refused(self, layer: Layer) -> list[Refused]:
        return self._library.own(layer.own.folder)[2]
