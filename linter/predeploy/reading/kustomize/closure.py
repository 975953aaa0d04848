"""What a build opens, walked before anything is run: every file below the root, or the reason why it is not built."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ...record import NamedTuple
from ..errors import ReadError
from ..files import inside, read_bytes
from ..tree import Path
from .inflated import against, folder_of, values_of
from .kustomization import Kustomization, Reference, below, is_address
from .written import File

MAX_BYTES: Final = 100_000_000  # of the files of one run's kustomizations
MAX_FOLDERS: Final = 2_000  # of one overlay
MAX_DEPTH: Final = 100  # of kustomizations that name each other; real ones go five deep
PLUGINS: Final = ("generators", "transformers", "validators")


class Refused(NamedTuple):
    """Why an overlay is not built: `where` is the path of the entry in the file of a kustomization."""

    message: str
    at: Kustomization
    where: Path


class Library:
    """The kustomizations and files of a run, read once."""

    def __init__(self, root: str, helm: str = "") -> None:
        self.root, self.helm = root, helm  # the `helm` that inflates charts, where that is asked for
        self.cuts: dict[str, frozenset[Path]] = {}  # by folder: the entries that are left out
        self.files: dict[str, bytes] = {}  # by path below the root, like the next
        self.texts: dict[str, File | None] = {}
        self._read: dict[str, Kustomization] = {}
        self._own: dict[str, tuple[list[str], list[str], list[Refused]]] = {}
        self._bytes = 0

    def at(self, folder: str) -> Kustomization:
        if folder not in self._read:
            self._read[folder] = Kustomization(folder, self.root, self.cuts.get(folder, frozenset()))
        return self._read[folder]

    def without(self, cuts: Mapping[str, Iterable[Path]]) -> "Library":
        """The same files, read as if some entries of the kustomizations in some folders were not there."""
        other = Library(self.root, self.helm)
        other.cuts = {folder: frozenset(places) for folder, places in cuts.items()}
        other.files, other.texts, other._bytes = self.files, self.texts, self._bytes
        return other

    def inside(self, path: str) -> bool:
        return not path.startswith("../") and path != ".." and inside(self.root, os.path.realpath(self._full(path)))

    def folder(self, path: str) -> bool:
        return os.path.isdir(self._full(path))

    def _full(self, path: str) -> str:
        return os.path.join(self.root, path)

    def closure(self, folder: str) -> "Closure":
        """All that building a folder opens."""
        out = Closure([], set(), [])
        left, seen, depth = [(folder, 0)], set[str](), 0
        while left and len(seen) <= MAX_FOLDERS:
            one, depth = left.pop()
            if one in seen:
                continue
            if depth > MAX_DEPTH:
                break
            seen.add(one)
            out.folders.append(one)
            files, folders, refused = self.own(one)
            out.files.update(files)
            out.refused.extend(refused)
            left += ((inner, depth + 1) for inner in reversed(folders))
        if any(one not in seen for one, _ in left) or depth > MAX_DEPTH:
            out.refused.append(Refused("it names more folders than any real one", self.at(folder), ()))
        return out

    def own(self, folder: str) -> tuple[list[str], list[str], list[Refused]]:
        """The files and folders that one kustomization names itself, and what speaks against building it."""
        if folder not in self._own:
            self._own[folder] = ([], [], [])  # it may name itself
            self._own[folder] = self._walk(self.at(folder))
        return self._own[folder]

    def _walk(self, own: Kustomization) -> tuple[list[str], list[str], list[Refused]]:
        files, folders = [below(own.folder, name) for name in own.names], []
        refused = [Refused(why, own, where) for why, where in self._against(own)]
        for path in files:
            self._keep(path)
        for reference in own.references():
            path = below(own.folder, reference.value)
            why = self._refusal(reference, path)
            if why:
                refused.append(Refused(why, own, reference.where))
            elif self.folder(path):
                folders.append(path)
                if reference.field in PLUGINS and any(b"://" in self.files.get(one, b"") for one in self.own(path)[0]):
                    refused.append(Refused(f"something in `{reference.value}` names an address", own, reference.where))
            else:
                try:
                    self._keep(path)
                except ReadError as error:
                    refused.append(Refused(f"`{reference.value}`: {error.message}", own, reference.where))
                    continue
                files.append(path)
                if reference.field in PLUGINS and b"://" in self.files[path]:
                    refused.append(Refused(f"`{reference.value}` names an address", own, reference.where))
        if own.inflates and self.helm and not refused:
            self._charts(own, files, refused)
        return files, folders, refused

    def _charts(self, own: Kustomization, files: list[str], refused: list[Refused]) -> None:
        """Keep the charts that it inflates, and their values."""
        for value, where in values_of(own):
            path = below(own.folder, value)
            why = self._refusal(Reference("helmCharts", value, where), path)
            if why:
                refused.append(Refused(why, own, where[:2]))
            else:
                files.append(path)
        for _, entry in own.maps("helmCharts"):
            for folder, _, names in os.walk(self._full(folder_of(own, entry, self.root))):
                here = os.path.relpath(folder, self.root).replace(os.sep, "/")
                inner = [f"{here}/{name}" for name in names]
                files += [path for path in inner if self.inside(path) and os.path.isfile(self._full(path))]
        for path in files:
            self._keep(path)

    def inflates(self, closure: "Closure") -> bool:
        return bool(self.helm) and any(self.at(folder).inflates for folder in closure.folders)

    def helm_of(self, closure: "Closure") -> str:
        """What inflates its charts, where it has some."""
        return self.helm if self.inflates(closure) else ""

    def _against(self, own: Kustomization) -> Iterator[tuple[str, Path]]:
        if own.error:
            yield own.error, ()
        elif own.tree is None:
            yield "its kustomization file is empty or cannot be read", ()
        yield from against(own, self.helm, self.root)
        for text, where in own.plugins():
            if "://" in text:
                yield "a plugin in it names an address", where

    def _refusal(self, one: Reference, path: str) -> str:
        if is_address(one.value):
            return f"`{one.value}` lies elsewhere"
        if "\0" in one.value or os.path.isabs(one.value) or not self.inside(path):
            return f"`{one.value}` leads out of the project"
        if not os.path.exists(self._full(path)):
            return f"`{one.value}` does not exist"
        return ""

    def _keep(self, path: str) -> None:
        if path in self.files:
            return
        raw = read_bytes(self._full(path))
        self._bytes += len(raw)
        if self._bytes > MAX_BYTES:
            raise ReadError("the kustomizations are larger than any real ones")
        self.files[path] = raw


class Closure(NamedTuple):
    folders: list[str]  # the built one first
    files: set[str]
    refused: list[Refused]
