"""Which kustomizations had their hands on an object, and what each of them says about it besides patches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from ..tree import Path
from .closure import MAX_DEPTH, Library
from .kustomization import Kustomization, below
from .patches import Patch, file_at, patches_of
from .written import File

_MOST: Final = 5_000  # ways from an overlay to its files; real ones have some tens
_UNNAMED: Final = frozenset({"Namespace", "CustomResourceDefinition", "APIService"})  # no prefix for them
_SELECTORS: Final = ("matchLabels", "selector")
_TRANSFORMED: Final = {
    "LabelTransformer": ("labels", *_SELECTORS),
    "AnnotationsTransformer": ("annotations",),
    "NamespaceTransformer": ("namespace",),
    "PrefixTransformer": ("name",),
    "SuffixTransformer": ("name",),
    "ImageTagTransformer": ("image",),
    "ReplicaCountTransformer": ("replicas",),
}

Chain = tuple["Layer", ...]


class Layer:
    """One kustomization with what it does to objects."""

    def __init__(self, own: Kustomization, library: Library) -> None:
        self.own, self._library = own, library

    @cached_property
    def patches(self) -> list[Patch]:
        return [*patches_of(self.own, self._library)]

    def renamed(self, name: str, kind: str) -> str:
        if kind in _UNNAMED:
            return name
        prefix, suffix = self.own.data.get("namePrefix"), self.own.data.get("nameSuffix")
        return f"{prefix or ''}{name}{suffix or ''}"

    def sets(self, path: Path, value: Any, names: tuple[str, ...]) -> Path | None:
        """Where the file itself says that a place of an object has this value; images aside."""
        data = self.own.data
        last = path[-1] if path else ""
        if last == "namespace" and value is not None and data.get("namespace") == value:
            return ("namespace",)
        if path == ("spec", "replicas"):
            for number, one in self.own.maps("replicas"):
                if one.get("name") in names and one.get("count") == value:
                    return ("replicas", number, "count")
        return self._labels(path, value) if len(path) > 1 else None

    def _labels(self, path: Path, value: Any) -> Path | None:
        holder, key = path[-2:]
        if holder == "annotations" and _has(self.own.data.get("commonAnnotations"), key, value):
            return ("commonAnnotations", key)
        if holder != "labels" and holder not in _SELECTORS:
            return None
        if _has(self.own.data.get("commonLabels"), key, value):
            return ("commonLabels", key)
        own = path[:-1] == ("metadata", "labels")
        for number, one in self.own.maps("labels"):
            selectors = one.get("includeSelectors") is True
            reaches = own or selectors or (holder == "labels" and one.get("includeTemplates") is True)
            if reaches and _has(one.get("pairs"), key, value):
                return ("labels", number, "pairs", key)
        return None

    def may_touch(self, path: Path) -> bool:
        """May it set a place by means that are not followed here?"""
        written = self._unfollowed
        return bool(written) and not written.isdisjoint(("*", *map(str, path)))

    @cached_property
    def _unfollowed(self) -> set[str]:
        """Words of the fields that transformers and replacements write; `*` for any."""
        found: set[str] = set()
        for one in self.own.items("transformers"):
            for data in self._read(one) if isinstance(one, str) else [None]:
                kind = data.get("kind") if isinstance(data, dict) else ""
                found.update(_TRANSFORMED.get(kind if isinstance(kind, str) else "", ("*",)))
        return found | self._replaced()

    def _read(self, name: str) -> list[Any]:
        """The data of a file that is named, or of a text in its place."""
        file = file_at(self._library, below(self.own.folder, name)) if "\n" not in name else File("", name)
        return [tree.data for tree in file.trees] if file else [None]

    def _replaced(self) -> set[str]:
        """The last words of the fields that replacements write."""
        entries: list[Any] = []
        for _, one in self.own.maps("replacements"):
            for data in self._read(one["path"]) if isinstance(one.get("path"), str) else [one]:
                entries += data if isinstance(data, list) else [data]
        found: set[str] = set()
        for entry in entries:
            targets = entry.get("targets") if isinstance(entry, dict) else None
            for target in targets if isinstance(targets, list) else ():
                paths = target.get("fieldPaths") if isinstance(target, dict) else None
                for path in paths if isinstance(paths, list) else ("*",):
                    found.add(str(path).rpartition(".")[2].partition("[")[0] or "*")
        return found


def _has(pairs: Any, key: Any, value: Any) -> bool:
    return isinstance(pairs, dict) and key in pairs and pairs[key] == value


def names_of(written: Any, kind: str, layers: Sequence[Layer]) -> tuple[str, ...]:
    """The names of an object on its way, the one it was written with first."""
    names = [str(written)]
    for layer in reversed(layers):
        names.append(layer.renamed(names[-1], kind))
    return tuple(names)


class Chains:
    """The ways from an overlay to the kustomizations and files that it is made of, the overlay first."""

    def __init__(self, folder: str, library: Library) -> None:
        self._library = library
        self.files: dict[str, list[Chain]] = defaultdict(list)  # by path below the root, like the next
        self.folders: dict[str, list[Chain]] = defaultdict(list)
        self._layers: dict[str, Layer] = {}
        self._left = _MOST
        self._visit(folder, ())

    def layer(self, folder: str) -> Layer:
        if folder not in self._layers:
            self._layers[folder] = Layer(self._library.at(folder), self._library)
        return self._layers[folder]

    @property
    def all(self) -> list[Layer]:
        return [*self._layers.values()]

    def _visit(self, folder: str, above: Chain) -> None:
        own = self.layer(folder)
        self._left -= 1
        if own in above or self._left < 0 or len(above) > MAX_DEPTH:
            return
        chain = (*above, own)
        self.folders[folder].append(chain)
        for reference in own.own.references():
            if reference.field not in ("resources", "bases", "components"):
                continue
            path = below(folder, reference.value)
            if self._library.folder(path):
                self._visit(path, chain)
            else:
                self.files[path].append(chain)

    def applied(self, chain: Chain) -> list[Layer]:
        """All kustomizations that change what the last of a chain brings, the last word first."""
        out: list[Layer] = []
        for number, one in enumerate(chain):
            out.append(one)
            after = chain[number + 1] if number + 1 < len(chain) else None
            out += [more for more in self._components(one, after, 0) if more not in out]
        return out

    def _components(self, one: Layer, until: Layer | None, depth: int) -> Iterator[Layer]:
        """The components of a kustomization, the last first; only those behind `until` where it is one of them."""
        found = [
            self.layer(below(one.own.folder, name)) for name in one.own.items("components") if isinstance(name, str)
        ]
        if until in found:
            found = found[found.index(until) + 1 :]
        for own in reversed(found):
            yield own
            if depth < 20:  # kustomize refuses a circle before
                yield from self._components(own, None, depth + 1)
