"""An overlay that cannot be built as it is, built without the entries that stand in the way."""

from collections.abc import Iterator
from typing import Final

from ..tree import Path
from .build import Build
from .closure import PLUGINS, Closure, Library, Refused
from .kustomization import below
from .tool import Builder

_TRIES: Final = 8  # of one overlay; each leaves out what stood in the way of the last
_UNDER_ENTRY: Final = ("patches", "patchesJson6902", "replacements", "openapi")  # `path` is a part of the entry


def build_in_part(folder: str, refused: list[Refused], library: Library, builder: Builder) -> Build | None:
    """What an overlay gives without what was refused; its `left_out` says what that is. None when nothing is left."""
    cuts: dict[str, set[Path]] = {}
    left_out: list[Refused] = []
    closure = library.closure(folder)
    for _ in range(_TRIES):
        places = [place for one in refused for place in _places(one, closure, library, cuts)]
        if not places:
            return None
        for where, place in places:
            cuts.setdefault(where, set()).add(place)
        left_out += refused
        rest = library.without(cuts)
        closure = rest.closure(folder)
        refused = closure.refused
        if refused:
            continue
        build = Build(folder, closure, rest, builder)
        if build.trouble is None:
            build.left_out = left_out
            return build if build.sources else None
        refused = [build.trouble]
    return None


def _places(one: Refused, closure: Closure, library: Library, cuts: dict[str, set[Path]]) -> Iterator[tuple[str, Path]]:
    """Folder and place of the entries to leave out: the one that is refused, those that name a folder that is, or, when
    nobody knows, all plugins."""
    if one.where:
        yield one.at.folder, entry_of(one.where)
    elif one.at.folder != closure.folders[0]:
        for folder in closure.folders:
            for reference in library.at(folder).references():
                if below(folder, reference.value) == one.at.folder:
                    yield folder, entry_of(reference.where)
    else:
        for folder in closure.folders:
            known = cuts.get(folder, set())
            yield from (
                (folder, (field,)) for field in PLUGINS if library.at(folder).data.get(field) and (field,) not in known
            )


def entry_of(where: Path) -> Path:
    """The whole entry of a place in a kustomization: a patch without its file is none."""
    return where[:-1] if where[0] in _UNDER_ENTRY and where[-1] == "path" else where
