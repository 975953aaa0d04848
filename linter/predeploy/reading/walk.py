"""The walk over the folders of a project: what is met, and why it is taken or left."""

import os
import re
import stat
from collections.abc import Iterable, Sequence
from typing import Final

from ..finding import Skipped
from ..record import NamedTuple
from . import names
from .errors import ReadError
from .files import SIZE_LIMIT, inside, read_text
from .ignores import GIT, IGNORE_FILES, Ignores
from .root import locate

_IGNORE_LIMIT: Final = 200_000  # bytes of an ignore file
_LEAVES: Final = "symlink that leaves the project root"
_DANGLES: Final = "dangling or looping symlink"
TOO_LARGE: Final = f"larger than {SIZE_LIMIT / 1e6:g} MB"


class Input(NamedTuple):
    """A file to be read: where it lies (absolute, real), what reports call it, its size in bytes."""

    file: str
    path: str
    size: int
    named: bool  # by hand


class PathProblem(NamedTuple):
    """A path that should have been read but cannot be; outside the root `path` is what the user wrote."""

    path: str
    message: str
    named: bool


class Walk:
    """One pass over the folders. It goes by real paths, so that a loop ends where it began and no file is read under
    two names; symlinks wait until the end, because what they lead to is mostly met by itself."""

    def __init__(self, root: str, ignore_files: bool, ignores: Ignores) -> None:
        self.root, self.ignore_files, self.base = root, ignore_files, ignores
        self.prefix = root if root.endswith(os.sep) else root + os.sep
        self.found: dict[str, Input] = {}  # by reported path, like the next
        self.skipped: dict[str, Skipped] = {}
        self.problems: set[PathProblem] = set()
        self.charts: set[str] = set()
        self.configs: set[str] = set()
        self.visited: set[str] = set()  # real folders, like the next
        self.named: set[str] = set()
        self.links: set[str] = set()  # real files and folders that symlinks lead to

    def start(self, paths: Sequence[str]) -> None:
        if self.ignore_files:
            self.base = self._with_file(self.base, self.root, os.path.join(".git", "info", "exclude"), GIT)
        for path in paths:
            self._name(path)
        for folder in sorted(self.named):
            self._enter(folder)
        while self.links:
            self._follow(self.links.pop())

    def _name(self, path: str) -> None:
        """Sort a path given by hand: a folder is walked later, a file is taken as it is."""
        link = False
        try:
            spot = locate(path)
            link, real = os.path.islink(spot), os.path.realpath(spot)
            if inside(self.root, real):
                info = os.stat(real)
                if stat.S_ISDIR(info.st_mode):
                    self.named.add(real)
                else:
                    self._take(real, info, named=True)
                return
            message = _LEAVES if link else "outside the project root"
        except OSError as error:
            message = _DANGLES if link else _why(error)
        except ValueError as error:  # a NUL in the name
            message = str(error)
        self.problems.add(PathProblem(_printable(path), message, True))

    def _enter(self, folder: str) -> None:
        """Walk a folder from outside: ignore files above it count too, unless they leave out the folder itself."""
        chart = self._chart_above(folder)
        if chart is not None and folder[len(chart) + 1 :].partition(os.sep)[0] in ("templates", "charts"):
            self._claim(chart)
            return
        ignores, above = self.base, self.root
        for part in filter(None, folder[len(self.prefix) :].split(os.sep)):
            ignores = self._with_files(ignores, above, IGNORE_FILES)
            above = os.path.join(above, part)
            if ignores.reason(self._report(above), folder=True):
                ignores = ignores.overruled()
            if ignores.reason(self._report(above), folder=True):
                ignores = Ignores()
        self._walk(folder, ignores)

    def _follow(self, real: str) -> None:
        """Read what a symlink leads to, unless it was met by itself or belongs to a chart."""
        try:
            info = os.stat(real)
        except OSError as error:
            self._fail(self._report(real), error)
            return
        folder = stat.S_ISDIR(info.st_mode)
        chart = self._chart_above(real)
        if chart is not None and folder:
            self._claim(chart)
        elif chart is not None:
            self.skip(self._report(real), "part of a Helm chart")
        elif folder:
            self._enter(real)
        else:
            self._take(real, info, named=False)

    def _chart_above(self, path: str) -> str | None:
        """The nearest folder, from `path` up to the root, that holds a Chart.yaml."""
        while inside(self.root, path):
            if os.path.lexists(os.path.join(path, names.CHART_FILE)):
                return path
            path = os.path.dirname(path)
        return None

    def _walk(self, top: str, ignores: Ignores) -> None:
        folders = [(top, ignores)]
        while folders:
            folder, ignores = folders.pop()
            if folder in self.visited:
                continue
            self.visited.add(folder)
            try:
                with os.scandir(folder) as scan:
                    entries = {entry.name: entry for entry in scan}
            except OSError as error:
                self._fail(self._report(folder), error, named=folder in self.named)
                continue
            if names.CHART_FILE in entries:
                self._claim(folder)
                continue
            if not entries.keys().isdisjoint(IGNORE_FILES):
                ignores = self._with_files(ignores, folder, entries.keys() & IGNORE_FILES)
            folders += self._entries(folder, entries, ignores)

    def _entries(
        self, folder: str, entries: dict[str, os.DirEntry[str]], ignores: Ignores
    ) -> list[tuple[str, Ignores]]:
        """Sort the entries of one folder; returns the folders to be walked."""
        below = []
        prefix = folder[len(self.prefix) :].replace(os.sep, "/")
        prefix += "/" if prefix else ""
        for name, entry in entries.items():
            path = prefix + name
            try:
                if entry.is_symlink():
                    self._link(entry, path, ignores)
                elif entry.is_dir(follow_symlinks=False):
                    if name in names.VERSION_CONTROL or entry.path in self.named:
                        continue
                    wanted = name == "cdk.out" and "cdk.json" in entries  # ignored by git, yet what will be deployed
                    within = ignores.overruled() if wanted else ignores
                    reason = None if wanted else names.reason_against_folder(name, os.path.basename(folder))
                    reason = reason or within.reason(path, folder=True)
                    if reason is None:
                        below.append((entry.path, within))
                    else:
                        self.skip(path, reason)
                elif names.is_candidate(name):
                    reason = names.reason_against_file(name) or ignores.reason(path)
                    if reason is None:
                        self._take(entry.path, entry.stat(follow_symlinks=False), named=False)
                    else:
                        self.skip(path, reason)
            except OSError as error:  # gone, or not to be looked at
                self._fail(path, error)
        return below

    def _link(self, entry: os.DirEntry[str], path: str, ignores: Ignores) -> None:
        """Keep what a symlink leads to for later; neither its target's name nor its own may speak against it."""
        name, real = entry.name, os.path.realpath(entry.path)
        candidate = names.is_candidate(name) and not name.startswith(".#")  # an Emacs lock dangles on purpose
        try:
            folder = stat.S_ISDIR(os.stat(real).st_mode)
        except OSError:
            if candidate:
                self.problems.add(PathProblem(_printable(path), _DANGLES, False))
            return
        if not folder and not candidate:
            return
        against = names.reason_against_folder(name) if folder else names.reason_against_file(name)
        reason = against or ignores.reason(path) or (None if inside(self.root, real) else _LEAVES)
        if reason is not None:
            self.skip(path, reason)
        elif not entry.path.startswith(os.path.join(real, "")):  # a folder above the link is a loop
            self.links.add(real)

    def _take(self, file: str, info: os.stat_result, *, named: bool) -> None:
        path = self._report(file)
        if names.base(path) == names.CONFIG_FILE:
            self.configs.add(path)
        elif stat.S_ISREG(info.st_mode) and info.st_size <= SIZE_LIMIT:
            if named or path not in self.found:
                self.found[path] = Input(file, path, info.st_size, named)
        else:
            message = TOO_LARGE if stat.S_ISREG(info.st_mode) else "not a regular file"
            if named:
                self.problems.add(PathProblem(path, message, True))
            else:
                self.skip(path, message)

    def _claim(self, chart: str) -> None:
        """Take a whole chart out of the walk, before a reader meets the templates in it."""
        path = self._report(chart)
        if path in self.charts:
            return
        self.charts.add(path)
        count = 0
        for folder, _, files in os.walk(chart):
            count += len(files)
            if names.CONFIG_FILE in files:
                self.configs.add(self._report(os.path.join(folder, names.CONFIG_FILE)))
        self.skip(path, "Helm chart (not rendered)", f"{count} file{'s' * (count != 1)}")

    def _with_files(self, ignores: Ignores, folder: str, files: Iterable[str]) -> Ignores:
        for name in sorted(files) if self.ignore_files else ():
            ignores = self._with_file(ignores, folder, name, IGNORE_FILES[name])
        return ignores

    def _with_file(self, ignores: Ignores, folder: str, name: str, rank: int) -> Ignores:
        file = os.path.join(folder, name)
        if not os.path.isfile(file) or os.path.realpath(file) != file:  # git follows no such link either
            return ignores
        base = folder[len(self.prefix) :].replace(os.sep, "/")
        try:
            lines = re.split(r"\r?\n", read_text(file, _IGNORE_LIMIT))
        except ReadError as error:
            self.problems.add(PathProblem(self._report(file), error.message, False))
            return ignores
        return ignores.with_lines(rank, base and base + "/", f"ignored by {name.replace(os.sep, '/')}", lines)

    def _report(self, file: str) -> str:
        """What reports call an absolute path inside the root."""
        return _printable(file[len(self.prefix) :].replace(os.sep, "/")) or "."

    def _fail(self, path: str, error: OSError, *, named: bool = False) -> None:
        self.problems.add(PathProblem(_printable(path), _why(error), named))

    def skip(self, path: str, reason: str, detail: str = "") -> None:
        path = _printable(path)
        self.skipped[path] = Skipped(path, reason, detail)


def _why(error: OSError) -> str:
    return error.strerror or str(error)


def _printable(path: str) -> str:
    """A path that reports can encode; names on disk need not be text."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")
