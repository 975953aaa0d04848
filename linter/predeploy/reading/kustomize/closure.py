"""What a build opens, walked before anything is run: every file below the root, or the reason why it is not built."""

import os
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..errors import ReadError
from ..files import inside, read_bytes
from ..tree import Path
from .kustomization import Kustomization, Reference, below, is_address
from .written import File

MAX_BYTES: Final = 100_000_000  # of the files of one run's kustomizations
MAX_FOLDERS: Final = 2_000  # of one overlay
_PLUGINS: Final = ("generators", "transformers", "validators")


class Refused(NamedTuple):
    """Why an overlay is not built: `where` is the path of the entry in the file of a kustomization."""

    message: str
    at: Kustomization
    where: Path


class Library:
    """The kustomizations and files of a run, read once."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, bytes] = {}  # by path below the root, like the next
        self.texts: dict[str, File | None] = {}
        self._read: dict[str, Kustomization] = {}
        self._own: dict[str, tuple[list[str], list[str], list[Refused]]] = {}
        self._bytes = 0

    def at(self, folder: str) -> Kustomization:
        if folder not in self._read:
            self._read[folder] = Kustomization(folder, self.root)
        return self._read[folder]

    def inside(self, path: str) -> bool:
        return not path.startswith("../") and path != ".." and inside(self.root, os.path.realpath(self._full(path)))

    def folder(self, path: str) -> bool:
        return os.path.isdir(self._full(path))

    def _full(self, path: str) -> str:
        return os.path.join(self.root, path)

    def closure(self, folder: str) -> "Closure":
        """All that building a folder opens."""
        out = Closure([], set(), [])
        left = [folder]
        while left and len(out.folders) <= MAX_FOLDERS:
            one = left.pop()
            if one in out.folders:
                continue
            out.folders.append(one)
            files, folders, refused = self.own(one)
            out.files.update(files)
            out.refused.extend(refused)
            left += reversed(folders)
        if left:
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
                if reference.field in _PLUGINS and any(b"://" in self.files.get(one, b"") for one in self.own(path)[0]):
                    refused.append(Refused(f"something in `{reference.value}` names an address", own, reference.where))
            else:
                try:
                    self._keep(path)
                except ReadError as error:
                    refused.append(Refused(f"`{reference.value}`: {error.message}", own, reference.where))
                    continue
                files.append(path)
                if reference.field in _PLUGINS and b"://" in self.files[path]:
                    refused.append(Refused(f"`{reference.value}` names an address", own, reference.where))
        return files, folders, refused

    def _against(self, own: Kustomization) -> Iterator[tuple[str, Path]]:
        if own.error:
            yield own.error, ()
        elif own.tree is None:
            yield "its kustomization file is empty or cannot be read", ()
        if own.inflates:
            yield "it renders Helm charts (`helmCharts`), which may come from anywhere", own.inflates
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
