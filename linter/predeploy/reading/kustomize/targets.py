"""Where a change of what was built can be written: in the base, in a patch, or in the kustomization itself."""

from collections.abc import Iterator
from typing import Any, Final

from ...record import NamedTuple
from ..tree import Path, Tree
from .alike import at
from .images import image
from .origin import Blame
from .patches import Patch, Setting
from .written import Inline

MAX_TARGETS: Final = 4  # for one change


class Target(NamedTuple):
    """`inline` is the text that the tree is of, where it stands in a kustomization."""

    tree: Tree
    path: Path
    value: Any
    inline: Inline | None = None


def targets(blame: Blame, path: Path, operation: str, value: Any) -> list[Target]:
    """The places for a change at a path of a built object, the best first. Something new goes where the object is
    written, else into what is patched into it; what is there is changed where the last word on it is."""
    found = _insertions(blame, path, value) if operation == "insert" else _changes(blame, path, value)
    return [one for one, _ in zip(found, range(MAX_TARGETS), strict=False)]


def _changes(blame: Blame, path: Path, value: Any) -> Iterator[Target]:
    data = at(blame.built, path)
    for layer in blame.written.layers:
        where = None if isinstance(data, dict | list) else blame.by_layer(layer, path, data, blame.was(path))
        if where and layer.own.tree:
            said = image(value).tag if where[-1] == "newTag" and isinstance(value, str) else value
            yield Target(layer.own.tree, where, said)
            return
        for setting in blame.patched(layer, path):
            yield _target(setting, (), value)
            return
    if first := blame.in_file(path):
        yield _target(first, (), value)


def _insertions(blame: Blame, path: Path, value: Any) -> Iterator[Target]:
    for depth in reversed(range(len(path))):
        if setting := blame.in_file(path[:depth]):
            if target := _below(setting, path[depth:], value):
                yield target
            break
    for layer in blame.written.layers:
        for patch in reversed(layer.patches):
            if patch.means(blame.written.object) and (target := _into(patch, blame, path, value)):
                yield target


def _into(patch: Patch, blame: Blame, path: Path, value: Any) -> Target | None:
    for depth in reversed(range(len(path))):
        if setting := patch.setting(blame.written.object, path[:depth]):
            return _below(setting, path[depth:], value)
    return None


def _below(setting: Setting, rest: Path, value: Any) -> Target | None:
    """A place that is not there yet, below one that is; items of lists can only be added to a list that is."""
    data = setting.there.data
    if len(rest) == 1 and isinstance(rest[0], int) and isinstance(data, list):
        return _target(setting, (len(data),), value)
    return None if any(isinstance(step, int) for step in rest) else _target(setting, rest, value)


def _target(setting: Setting, rest: Path, value: Any) -> Target:
    inline = setting.written if isinstance(setting.written, Inline) else None
    return Target(setting.tree, setting.there.path + rest, value, inline)
