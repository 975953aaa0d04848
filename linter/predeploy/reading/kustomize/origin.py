"""From a line that was built to the line of the file that says it: the base, a patch or a kustomization."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ...finding import Place
from ...record import NamedTuple
from .. import read
from ..libyaml import ScalarNode
from ..origin import How, Mapped
from ..source import Source
from ..span import Span
from ..tree import Path, Tree
from .alike import There, at, follow, names_item
from .closure import Library
from .generated import CHART, Entry, entries_of, env_value, first_line, inputs, literal, says
from .images import chosen, renamed
from .kustomization import Kustomization, below
from .layers import Chains, Layer, names_of
from .output import Said
from .patches import Object, Setting, file_at
from .written import documents, span_of


class Traced(NamedTuple):
    """An object as a file has it, and what changed it on its way, the last word first."""

    setting: Setting
    object: Object
    layers: list[Layer]
    sure: bool


class OverlayOrigin:
    """Of the text that one overlay gives."""

    def __init__(self, folder: str, library: Library, source: Source, said: list[Said], chains: Chains) -> None:
        self.folder, self.render = folder, folder
        self._library, self._source, self._said, self._chains = library, source, said, chains
        self._found: dict[int, Traced | None] = {}
        self._spots: dict[int, tuple[list[int], list[tuple[Path, bool]]]] = {}

    def mapped(self, span: Span | None) -> Mapped:
        own = self._library.at(self.folder)
        tree = self._tree_at(span) if span else None
        if tree is None or span is None or tree.index >= len(self._said):
            return Mapped(Place(own.source.path, None), "file")
        path, key = self._path(tree, span)
        said = self._said[tree.index]
        if said.generator:
            return self._from_generator(tree, said, path)
        written = self._written(tree)
        if written is None:
            file = file_at(self._library, below(self.folder, said.path)) if said.path else None
            return Mapped(Place(file.source.path if file else own.source.path, None), "file")
        return Blame(self, tree.data, written).of(path, key=key)

    def holder(self, span: Span) -> Place | None:
        return None

    @cached_property
    def _trees(self) -> list[Tree]:
        return read(self._source).trees

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Name of a built object → how it was written."""
        found: dict[str, set[str]] = {}
        for tree in self._trees:
            name = at(tree.data, ("metadata", "name"))
            said = self._said[tree.index] if tree.index < len(self._said) else Said()
            if said.generator:
                layers = self._layers_of(said)
                made = entries_of(layers, said.generator, Object(tree.data, (str(name),)))
                found.setdefault(str(name), set()).update(entry.data["name"] for entry in made)
            elif written := self._written(tree):
                found.setdefault(str(name), set()).add(written.object.names[0])
        return found

    def name_of(self, span: Span | None) -> str:
        """The name with which the object at a place was written."""
        tree = self._tree_at(span) if span else None
        said = self._said[tree.index] if tree and tree.index < len(self._said) else Said()
        written = self._written(tree) if tree and not said.generator else None
        return written.object.names[0] if written else ""

    def blame(self, number: int) -> "Blame | None":
        """Who set what in a document; None when nobody knows, or it was generated."""
        tree = self._trees[number] if number < min(len(self._trees), len(self._said)) else None
        written = self._written(tree) if tree and not self._said[number].generator else None
        return Blame(self, tree.data, written) if tree and written else None

    def made_by(self, number: int) -> tuple[list[Layer], Object]:
        """The kustomizations that had their hands on a document, and its object."""
        tree, said = self._trees[number], self._said[number] if number < len(self._said) else Said()
        if written := None if said.generator else self._written(tree):
            return written.layers, written.object
        layers = self._layers_of(said) if said.generator else self._chains.all
        return layers, Object(tree.data, (str(at(tree.data, ("metadata", "name"))),))

    def _tree_at(self, span: Span) -> Tree | None:
        starts = self._starts
        number = bisect_left(starts, span.start + 1) - 1
        return self._trees[number] if 0 <= number < len(self._trees) else None

    @cached_property
    def _starts(self) -> list[int]:
        return [tree.node.start_mark.index + tree._start for tree in self._trees]

    def _path(self, tree: Tree, span: Span) -> tuple[Path, bool]:
        """What stands at a place: its path, and whether it is the key that stands there."""
        if tree.index not in self._spots:
            found = sorted(_positions(tree))
            self._spots[tree.index] = [one[0] for one in found], [one[1:] for one in found]
        starts, spots = self._spots[tree.index]
        number = bisect_left(starts, span.start + 1) - 1
        return spots[number] if number >= 0 else ((), False)

    def _layers_of(self, said: Said) -> list[Layer]:
        folder = below(self.folder, said.configured).rpartition("/")[0] or "."
        chains = self._chains.folders.get(folder, [])
        return self._chains.applied(chains[0]) if chains else []

    def _from_generator(self, tree: Tree, said: Said, path: Path) -> Mapped:
        layers = self._layers_of(said)
        name = str(at(tree.data, ("metadata", "name")))
        entries = entries_of(layers, said.generator, Object(tree.data, (name,)))
        if not entries:
            file = layers[-1].own if layers else self._library.at(self.folder)
            charts = file.inflates if said.generator == CHART else None
            return _in(file, (*charts, 0), "near") if charts else Mapped(Place(file.source.path, None), "file")
        if len(path) == 2 and path[0] in ("data", "stringData", "binaryData"):
            for entry in entries:
                if found := self._in_entry(entry, str(path[1]), at(tree.data, path), said.generator):
                    return found
        first = entries[-1]
        names = path == ("metadata", "name") and len(entries) == 1
        return _in(first.own, (*first.where, "name"), "exact" if names else "near")

    def _in_entry(self, entry: Entry, key: str, built: Any, generator: str) -> Mapped | None:
        """Where an entry of a generator says a key of the data: in a literal, or in a line of a file that it names."""
        if found := literal(entry, key):
            return _in(entry.own, found[0], "exact" if says(found[1], built, generator) else "near")
        for where, name, path in inputs(entry):
            file = file_at(self._library, below(entry.own.folder, path))
            if file and not name and (line := env_value(file.source, key)):
                how: How = "exact" if says(line[1], built, generator) else "near"
                return Mapped(Place(file.source.path, line[0]), how)
            if name == key and file and says(file.source.text, built, generator):
                return Mapped(Place(file.source.path, first_line(file.source)), "exact")
            if name == key:
                return _in(entry.own, where, "near")
        return None

    def _written(self, tree: Tree) -> Traced | None:
        if tree.index not in self._found:
            self._found[tree.index] = self._find(tree)
        return self._found[tree.index]

    def _find(self, tree: Tree) -> Traced | None:
        """The object in the file that it comes from: the one whose name became this name."""
        path = below(self.folder, self._said[tree.index].path) if self._said[tree.index].path else ""
        file = file_at(self._library, path) if path else None
        if file is None:
            return None
        kind, name = tree.data.get("kind"), at(tree.data, ("metadata", "name"))
        namespace = at(tree.data, ("metadata", "namespace"))
        alike: list[Traced] = []
        for own, where, data in documents(file.trees):
            for chain in self._chains.files.get(path, ()):
                layers = self._chains.applied(chain)
                names = names_of(at(data, ("metadata", "name")), str(kind), layers)
                if data.get("kind") == kind and names[-1] == name:
                    setting = Setting(file, own, There(where, data, True))
                    alike.append(Traced(setting, Object(tree.data, names), layers, True))
        if len(alike) > 1:
            same = [one for one in alike if at(one.setting.there.data, ("metadata", "namespace")) == namespace]
            alike = same or alike
        one_document = len({(one.setting.tree.index, one.setting.there.path) for one in alike}) == 1
        if one_document:
            return alike[0]._replace(sure=len(alike) == 1)
        return None


class Blame:
    """Who set what stands at a place of one object."""

    def __init__(self, origin: OverlayOrigin, built: dict[str, Any], written: Traced) -> None:
        self.origin, self.built, self.written = origin, built, written

    def of(self, path: Path, *, key: bool) -> Mapped:
        data = at(self.built, path)
        scalar = not isinstance(data, dict | list)
        first = self.in_file(path)
        if names_item(path) and not key:
            named = [setting for setting in (first, *reversed([*self._by_patches(path)])) if setting]
            if path == ("metadata", "name"):
                return self._told(first or self.written.setting, key=key, sure=True)
            if named and self._same(named[0].there.data, data):  # a patch names what it changes
                return self._told(named[0], key=key, sure=len(named) == 1 or self._kept(path[:-1]))
        was = self.was(path)
        open_question = False
        for layer in self.written.layers:
            where = self.by_layer(layer, path, data, was) if scalar and not key else None
            if where:
                return _in(layer.own, where, "exact" if self.written.sure and not open_question else "near")
            open_question = open_question or layer.may_touch(path)
            for setting in self.patched(layer, path):
                same = setting.there.sure and self._same(setting.there.data, data)
                if scalar or same:
                    return self._told(setting, key=key, sure=same and not open_question)
        held = [setting for setting in (*self._by_patches(path), first) if setting]
        if not held:
            return self._above(path)
        same = held[-1].there.sure and (self._same(held[-1].there.data, data) or (not scalar and self._kept(path)))
        return self._told(held[-1], key=key, sure=same and not open_question)

    def was(self, path: Path) -> Any:
        """What stood at a place before the kustomizations themselves said something."""
        return next((one.there.data for one in (*self._by_patches(path), self.in_file(path)) if one), None)

    def _above(self, path: Path) -> Mapped:
        if not path:
            return self._told(self.written.setting, key=False, sure=False)
        return self.of(path[:-1], key=False)._replace(how="near")

    def by_layer(self, layer: Layer, path: Path, data: Any, was: Any) -> Path | None:
        if path[-1:] == ("image",):
            return chosen(layer, data, was if isinstance(was, str) else None)
        return layer.sets(path, data, self.written.object.names)

    def in_file(self, path: Path) -> Setting | None:
        own = self.written.setting
        found = follow(own.there.data, self.built, path)
        return own._replace(there=found._replace(path=own.there.path + found.path)) if found else None

    def _by_patches(self, path: Path) -> Iterator[Setting]:
        for layer in self.written.layers:
            yield from self.patched(layer, path)

    def patched(self, layer: Layer, path: Path) -> Iterator[Setting]:
        for patch in reversed(layer.patches):
            if patch.means(self.written.object):
                setting = patch.setting(self.written.object, path)
                if setting:
                    yield setting

    def _kept(self, path: Path) -> bool:
        """Is all that the file has at a place still there, merged with what patches add? Then what is missing there can be
        said there."""
        own, built = self.in_file(path), at(self.built, path)
        if own is None or not own.there.sure or not isinstance(built, dict) or not isinstance(own.there.data, dict):
            return False
        patches = [
            patch for layer in self.written.layers for patch in layer.patches if patch.means(self.written.object)
        ]
        return own.there.data.keys() <= built.keys() and not any(
            "$patch" in str(patch.data) if isinstance(patch.data, dict) else patch.setting(self.written.object, path)
            for patch in patches
        )

    def _same(self, written: Any, built: Any) -> bool:
        """Is what is written what was built, but for the names that kustomize keeps in step?"""
        if written == built or renamed(self.written.layers, built, written):
            return True
        if not isinstance(written, str) or not isinstance(built, str):
            return False
        return written in self.origin.names.get(built, ())

    def _told(self, setting: Setting, *, key: bool, sure: bool) -> Mapped:
        spot = setting.written.spot(setting.tree, setting.there.path, key=key)
        return Mapped(spot.place, "exact" if sure and spot.exact and self.written.sure else "near")


def _in(own: Kustomization, where: Path, how: How) -> Mapped:
    return Mapped(Place(own.source.path, span_of(own, where)), how)


def _positions(tree: Tree) -> Iterator[tuple[int, Path, bool]]:
    """Offset, path, and whether a key stands there, of everything in a tree."""
    left: list[tuple[Any, Path]] = [(tree.node, ())]
    while left:
        node, path = left.pop()
        if node.__class__ is ScalarNode:
            if node.value or node.style:  # nothing stands where nothing is written
                yield node.start_mark.index + tree._start, path, False
        elif node.value and node.value[0].__class__ is tuple:
            for key, value in node.value:
                yield key.start_mark.index + tree._start, (*path, key.value), True
                left.append((value, (*path, key.value)))
        else:
            left += [(one, (*path, number)) for number, one in enumerate(node.value)]
