"""All overlays of a run: walked, built side by side, and sorted into families, before anything is checked."""

import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from ...finding import Place, Skipped
from ...record import NamedTuple
from ..confined import find_tool
from ..kept import Kept
from ..names import DEPLOYED
from .build import Build, place_of
from .closure import Closure, Library, Refused
from .doubts import Doubts
from .kustomization import reported
from .partial import build_in_part
from .tool import Builder, find_builder

INPUT: Final = "part of a built kustomization"
_LONGEST: Final = 300.0  # s for all builds of a run; a hundred real ones take 20 s
_LEFT: Final = "this kustomization was not built, so its files were checked one by one at most: "
_PARTLY: Final = "this kustomization was built in part, and what is missing was not checked: "
_NAMED: Final = 3  # reasons that a message gives
_COMMAND: Final = "run `kubectl kustomize {options}{folder} | predeploy scan -`"


class Trouble(NamedTuple):
    """An overlay that was not built, or not as a whole."""

    message: str
    place: Place


class Overlays:
    """What the kustomizations of a project build to."""

    def __init__(self) -> None:
        self.renders: list[Build] = []
        self.troubles: list[Trouble] = []
        self.parts: set[str] = set()  # reported paths of the files that are in what was built
        self.built: set[str] = set()  # reported paths of the kustomization files among them that were built as a whole
        self.doubts: Doubts | None = None  # about files that are checked as they lie
        self.kept = Kept()

    def skipped(self) -> list[Skipped]:
        return [Skipped(path, INPUT) for path in sorted(self.parts)]

    def close(self) -> None:
        self.kept.close()


def build_overlays(
    paths: Sequence[str], root: str, seen: Collection[str], *, jobs: int = 1, helm: bool = False, keep: bool = True
) -> Overlays:
    """Build what no other kustomization uses, of some kustomization files (reported paths) of a root (absolute, real),
    as far as it holds a file that was `seen`; with `helm` the charts in them too. `keep` what is built in the user's cache
    folder. Never raises."""
    library = Library(root, find_tool("helm", root) if helm else "")
    folders = list(dict.fromkeys(path.rpartition("/")[0] or "." for path in paths))
    folders = [folder for folder in folders if not library.at(folder).foreign]
    used = {below for folder in folders for below in library.own(folder)[1] if below != folder}
    tops = [folder for folder in folders if folder not in used and not library.at(folder).is_component]
    closures = {folder: library.closure(folder) for folder in tops}
    closures = {folder: one for folder, one in closures.items() if not _files(one, root).isdisjoint(seen)}
    out = Overlays()
    unbuilt: list[str] = []
    builder = Builder(find_builder(root), out.kept if keep else None)
    for folder, made in _made(closures, library, builder, jobs).items():
        if isinstance(made, list):
            out.troubles.append(_told(folder, _LEFT, made))
            unbuilt.append(folder)
            continue
        if made.left_out:
            out.troubles.append(_told(folder, _PARTLY, closures[folder].refused or made.left_out))
        out.renders.append(made)
        out.parts |= _files(made.closure, root)
        if not made.left_out:
            out.built |= {library.at(folder).source.path for folder in made.closure.folders}
    out.troubles = [*{one.place: one for one in reversed(out.troubles)}.values()][::-1]
    out.doubts = Doubts(unbuilt, library) if unbuilt else None
    _into_families(out.renders)
    return out


def _files(closure: Closure, root: str) -> set[str]:
    return {reported(root, path) for path in closure.files}


def _made(
    closures: dict[str, Closure], library: Library, builder: Builder, jobs: int
) -> dict[str, Build | list[Refused]]:
    """Each overlay, or why there is none of it."""
    if not builder.command:
        why = "neither `kustomize` nor `kubectl` is installed"
        return {folder: one.refused or [Refused(why, library.at(folder), ())] for folder, one in closures.items()}
    deadline = time.monotonic() + _LONGEST

    def one(folder: str) -> Build | list[Refused]:
        if time.monotonic() > deadline:
            return [Refused(f"those before it took more than {_LONGEST:g} s", library.at(folder), ())]
        refused = closures[folder].refused
        if not refused:
            build = Build(folder, closures[folder], library, builder)
            if build.trouble is None:
                return build
            refused = [build.trouble]
        return build_in_part(folder, refused, library, builder) or refused

    if jobs == 1 or not closures:
        return {folder: one(folder) for folder in closures}
    with ThreadPoolExecutor(min(jobs, len(closures))) as pool:
        return dict(zip(closures, pool.map(one, closures), strict=True))


def _told(folder: str, what: str, why: list[Refused]) -> Trouble:
    options = "--enable-helm " if any(one.at.inflates for one in why) else ""
    said = list(dict.fromkeys(one.message for one in why))
    more = f" and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
    return Trouble(
        f"{what}{', '.join(said[:_NAMED])}{more}; {_COMMAND.format(folder=folder, options=options)}", place_of(why[0])
    )


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
