"""All overlays of a run: walked, built side by side, and sorted into families, before anything is checked."""

import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from ...finding import Place, Skipped
from ..names import DEPLOYED
from .build import Build, place_of
from .closure import Closure, Library, Refused
from .kustomization import reported
from .tool import Workshop, find_builder

INPUT: Final = "part of a built kustomization"
_LONGEST: Final = 300.0  # s for all builds of a run; a hundred real ones take 20 s
_TOLD: Final = "this kustomization was not built, so its files were checked one by one at most: "
_COMMAND: Final = "run `kubectl kustomize {options}{folder} | predeploy scan -`"


class Trouble(NamedTuple):
    """An overlay that was not built."""

    message: str
    place: Place


class Overlays:
    """What the kustomizations of a project build to."""

    def __init__(self) -> None:
        self.renders: list[Build] = []
        self.troubles: list[Trouble] = []
        self.parts: set[str] = set()  # reported paths of the files that are in what was built
        self.built: set[str] = set()  # reported paths of the kustomization files among them

    def skipped(self) -> list[Skipped]:
        return [Skipped(path, INPUT) for path in sorted(self.parts)]


def build_overlays(paths: Sequence[str], root: str, seen: Collection[str], *, jobs: int = 1) -> Overlays:
    """Build what no other kustomization uses, of some kustomization files (reported paths) of a root (absolute, real),
    as far as it holds a file that was `seen`. Never raises."""
    library = Library(root)
    folders = list(dict.fromkeys(path.rpartition("/")[0] or "." for path in paths))
    folders = [folder for folder in folders if not library.at(folder).foreign]
    used = {below for folder in folders for below in library.own(folder)[1] if below != folder}
    tops = [folder for folder in folders if folder not in used and not library.at(folder).is_component]
    closures = {folder: library.closure(folder) for folder in tops}
    closures = {folder: one for folder, one in closures.items() if not _files(one, root).isdisjoint(seen)}
    out = Overlays()
    command = find_builder(root)
    good = {folder: one for folder, one in closures.items() if command and not one.refused}
    for folder, one in closures.items():
        if folder not in good:
            missing = Refused("neither `kustomize` nor `kubectl` is installed", library.at(folder), ())
            out.troubles.append(_told(folder, one.refused[0] if one.refused else missing))
    for folder, build in zip(good, _builds(good, library, command, jobs), strict=True):
        if build is None or build.trouble:
            late = Refused(f"those before it took more than {_LONGEST:g} s", library.at(folder), ())
            out.troubles.append(_told(folder, (build.trouble if build else None) or late))
            continue
        out.renders.append(build)
        out.parts |= _files(build.closure, root)
        out.built |= {library.at(folder).source.path for folder in build.closure.folders}
    _into_families(out.renders)
    return out


def _files(closure: Closure, root: str) -> set[str]:
    return {reported(root, path) for path in closure.files}


def _builds(good: dict[str, Closure], library: Library, command: tuple[str, ...], jobs: int) -> list[Build | None]:
    if not good:
        return []
    workshop = Workshop(library, command)
    deadline = time.monotonic() + _LONGEST

    def one(folder: str) -> Build | None:
        return Build(folder, good[folder], library, workshop) if time.monotonic() < deadline else None

    try:
        for folder in good:
            workshop.annotate(library.at(folder))
        if jobs == 1:
            found = [one(folder) for folder in good]
        else:
            with ThreadPoolExecutor(min(jobs, len(good))) as pool:
                found = [*pool.map(one, good)]
    finally:
        workshop.close()
    return found


def _told(folder: str, why: Refused) -> Trouble:
    options = "--enable-helm " if why.at.inflates else ""
    return Trouble(f"{_TOLD}{why.message}; {_COMMAND.format(folder=folder, options=options)}", place_of(why))


def _into_families(builds: list[Build]) -> None:
    """Overlays that share a base are variants of one thing: one of them stands for all, and they never meet."""
    heads: dict[str, str] = {}

    def head(part: str) -> str:
        while heads.setdefault(part, part) != part:
            part = heads[part]
        return part

    for build in builds:
        for part in build.parts():
            heads[head(part)] = head(build.folder)
    families: dict[str, list[Build]] = {}
    for build in builds:
        families.setdefault(head(build.folder), []).append(build)
    for family in families.values():
        first = min(family, key=lambda one: (one.folder.rpartition("/")[2] not in DEPLOYED, one.folder))
        for build in family:
            build.group, build.first = first.folder, build is first
