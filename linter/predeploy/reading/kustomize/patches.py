"""The patches of a kustomization, and which objects they mean."""

import re
from collections.abc import Iterator
from typing import Any, Final

from ...record import NamedTuple
from ..errors import ReadError
from ..files import decode
from ..tree import Path, Tree
from .alike import There, at, follow
from .closure import Library
from .kustomization import Kustomization, below, reported
from .written import File, Inline, Written, documents

FIELDS: Final = ("patchesStrategicMerge", "patches", "patchesJson6902")  # in the order in which they are applied
_LONGEST: Final = 200  # code points of a pattern in a target: a stranger's must not take for ever
_MOST_REPEATS: Final = 3


class Object(NamedTuple):
    """A built object: its data, and the names it has had on its way, the one it was written with first."""

    data: dict[str, Any]
    names: tuple[str, ...]

    @property
    def kind(self) -> str:
        return str(self.data.get("kind", ""))

    @property
    def group(self) -> str:
        return str(self.data.get("apiVersion", "")).rpartition("/")[0]


class Setting(NamedTuple):
    """Where a patch says something about a place of an object; `data` is what it says."""

    written: Written
    tree: Tree
    there: There


class Patch(NamedTuple):
    written: Written
    tree: Tree
    path: Path
    data: Any  # an object in parts, or the operations of a JSON patch
    target: dict[str, Any] | None

    def means(self, one: Object) -> bool:
        if self.target is not None:
            return selects(self.target, one)
        data = self.data
        if not isinstance(data, dict) or data.get("kind") != one.kind:
            return False
        group = str(data.get("apiVersion", "")).rpartition("/")[0]
        return group == one.group and at(data, ("metadata", "name")) in one.names

    def setting(self, one: Object, path: Path) -> Setting | None:
        """What it says about a place of an object."""
        if isinstance(self.data, dict):
            found = follow(self.data, one.data, path)
            return Setting(self.written, self.tree, found._replace(path=self.path + found.path)) if found else None
        for number in reversed(range(len(self.data))):
            found = _operation(self.data[number], one, path)
            if found:
                where = (*self.path, number, "value", *found.path)
                return Setting(self.written, self.tree, found._replace(path=where))
        return None


def _operation(said: Any, one: Object, path: Path) -> There | None:
    if not isinstance(said, dict) or said.get("op") not in ("add", "replace") or "value" not in said:
        return None
    pointer = said.get("path")
    parts = pointer.split("/")[1:] if isinstance(pointer, str) else []
    if not parts or len(parts) > len(path):
        return None
    model: Any = one.data
    for part, step in zip(parts, path, strict=False):
        plain = part.replace("~1", "/").replace("~0", "~")
        if plain != str(step) and not (plain == "-" and isinstance(step, int)):
            return None
        model = at(model, (step,))
    found = follow(said["value"], model, path[len(parts) :])
    if found and "-" in parts and (model != said["value"] or (len(parts) > 1 and parts[-1] != "-")):
        return None  # another item may have been added since
    return found


def selects(target: dict[str, Any], one: Object) -> bool:
    version = str(one.data.get("apiVersion", "")).rpartition("/")[2]
    metadata = one.data.get("metadata")
    namespace = metadata.get("namespace", "") if isinstance(metadata, dict) else ""
    wanted = (("kind", (one.kind,)), ("group", (one.group,)), ("version", (version,)), ("name", one.names))
    if not all(_matches(target.get(key), values) for key, values in wanted):
        return False
    if target.get("namespace") and namespace and not _matches(target["namespace"], (str(namespace),)):
        return False
    return all(
        _labelled(target.get(selector), at(one.data, ("metadata", where)))
        for selector, where in (("labelSelector", "labels"), ("annotationSelector", "annotations"))
    )


def _matches(wanted: Any, values: tuple[str, ...]) -> bool:
    if not isinstance(wanted, str) or not wanted:
        return True
    if len(wanted) > _LONGEST or sum(map(wanted.count, "*+{")) > _MOST_REPEATS or re.search(r"\)[*+{]", wanted):
        return wanted in values
    try:
        return any(re.fullmatch(wanted, one) for one in values)
    except re.error:
        return False


def _labelled(selector: Any, labels: Any) -> bool:
    if not isinstance(selector, str) or not selector:
        return True
    labels = labels if isinstance(labels, dict) else {}
    for one in selector.split(","):
        key, equals, value = one.partition("=")
        if equals and not key.endswith("!") and labels.get(key.strip()) != value.strip("= "):
            return False
    return True


def patches_of(own: Kustomization, library: Library) -> Iterator[Patch]:
    """The patches of one kustomization, in the order in which they are applied."""
    for field in FIELDS:
        for number in range(len(own.items(field))):
            yield from patches_in(own, library, field, number)


def patches_in(own: Kustomization, library: Library, field: str, number: int) -> Iterator[Patch]:
    """Those of one entry of a kustomization."""
    entry = own.items(field)[number]
    if isinstance(entry, str) and field == FIELDS[0]:
        yield from _in(_written(own, library, entry, (field, number)), None)
    elif isinstance(entry, dict) and field != FIELDS[0]:
        target = entry.get("target")
        for kind in ("path", "patch"):
            if isinstance(entry.get(kind), str):
                written = _written(own, library, entry[kind], (field, number, kind), inline=kind == "patch")
                yield from _in(written, target if isinstance(target, dict) else None)


def _in(written: Written | None, target: dict[str, Any] | None) -> Iterator[Patch]:
    if written is None:
        return
    for tree in written.trees:
        if isinstance(tree.data, list):
            yield Patch(written, tree, (), tree.data, target)
    for tree, path, data in documents(written.trees):
        yield Patch(written, tree, path, data, target)


def _written(own: Kustomization, library: Library, value: str, where: Path, *, inline: bool = False) -> Written | None:
    path = below(own.folder, value)
    if not inline and path in library.files:
        return file_at(library, path)
    return Inline(own, where, value)


def file_at(library: Library, path: str) -> File | None:
    """A file of the run as text, cut into trees once."""
    if path not in library.texts:
        try:
            library.texts[path] = File(reported(library.root, path), decode(library.files[path]))
        except (ReadError, KeyError):
            library.texts[path] = None
    return library.texts[path]
