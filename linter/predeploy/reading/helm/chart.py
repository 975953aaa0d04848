"""A chart as it lies in the project: its regular files below the root, and what its own files say about it."""

import copy
import gzip
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from .. import read
from ..errors import ReadError
from ..files import SIZE_LIMIT, decode, inside, read_bytes
from ..source import Source
from .schema import LEFT_OUT, refers_elsewhere

MAX_BYTES: Final = 100_000_000  # of one chart, packed dependencies unpacked
MAX_FILES: Final = 20_000
MAX_DEPTH: Final = 20  # folders

_ANY_VERSION: Final = ">=0-0"
_NEVER: Final = frozenset({".git", ".hg", ".svn"})


class Dependency:
    """An entry of `dependencies:`, or a folder in charts/ that none speaks of."""

    def __init__(self, entry: dict[str, Any], number: int) -> None:
        self.name = _text(entry.get("name"))
        self.alias = _text(entry.get("alias")) or self.name
        self.condition = _text(entry.get("condition"))
        self.repository = _text(entry.get("repository"))
        self.number = number

    @property
    def vendored(self) -> bool:
        """Does it come from elsewhere?"""
        return bool(self.repository) and not self.repository.startswith("file:")


class Chart:
    """`path` is the reported path of its folder, `root` the project's (absolute, real)."""

    def __init__(self, path: str, root: str) -> None:
        self.path, self.root = path, root
        self.files: dict[str, bytes] = {}  # by path in the chart
        self.real: dict[str, str] = {}  # path in the chart → reported path of the file
        self.packed: dict[str, str] = {}  # path in the chart → reported path of the archive that it came in
        self.left: list[tuple[str, str]] = []  # reported path of what was left out, and why
        self._bytes = 0
        folder = os.path.normpath(os.path.join(root, path))
        self._copy(folder, "", (os.path.realpath(folder),))

    def reported(self, path: str) -> str:
        """The reported path of a file of the chart."""
        return path if self.path == "." else f"{self.path}/{path}"

    @cached_property
    def source(self) -> Source:
        """Chart.yaml."""
        path = self.reported("Chart.yaml")
        return Source(path, self.text("Chart.yaml") or "")

    @cached_property
    def metadata(self) -> dict[str, Any]:
        return self.metadata_of("")

    def metadata_of(self, folder: str) -> dict[str, Any]:
        """What the Chart.yaml in a folder of the chart says (`charts/redis/`); empty when it cannot be read."""
        return _data(self.text(f"{folder}Chart.yaml"))

    def text(self, path: str) -> str | None:
        try:
            return decode(self.files[path]) if path in self.files else None
        except ReadError:
            return None

    @property
    def name(self) -> str:
        return _text(self.metadata.get("name"))

    @property
    def is_library(self) -> bool:
        return self.metadata.get("type") == "library"

    @cached_property
    def dependencies(self) -> list[Dependency]:
        return self.dependencies_of("")

    def dependencies_of(self, folder: str) -> list[Dependency]:
        entries = self.metadata_of(folder).get("dependencies") or _data(self.text(f"{folder}requirements.yaml")).get(
            "dependencies"
        )
        entries = entries if isinstance(entries, list) else []
        return [Dependency(one, number) for number, one in enumerate(entries) if isinstance(one, dict)]

    @cached_property
    def folders(self) -> dict[str, str]:
        """What Helm calls the chart and each chart in it (`shop/charts/redis/`) → its folder here (`charts/redis/`)."""
        found = {f"{self.name}/": ""}
        left = [(f"{self.name}/", "")]
        while left:
            called, folder = left.pop()
            own = self.dependencies_of(folder)
            for sub in self.below(folder):
                name = _text(self.metadata_of(sub).get("name"))
                aliases = {one.alias for one in own if one.name == name} or {name}
                for alias in aliases:
                    found[f"{called}charts/{alias}/"] = sub
                    left.append((f"{called}charts/{alias}/", sub))
        return found

    def below(self, folder: str) -> list[str]:
        """The folders of the charts in the charts/ of a folder."""
        start = f"{folder}charts/"
        return sorted(
            path.removesuffix("Chart.yaml")
            for path in self.files
            if path.startswith(start) and path.endswith("/Chart.yaml") and path.count("/", len(start)) == 1
        )

    def file_of(self, rendered: str) -> str | None:
        """The path in the chart of what Helm calls `shop/charts/redis/templates/a.yaml`."""
        for called, folder in sorted(self.folders.items(), key=lambda pair: -len(pair[0])):
            if rendered.startswith(called):
                path = folder + rendered.removeprefix(called)
                return path if path in self.files else None
        return None

    def vendored(self, path: str) -> bool:
        """Does a file of the chart belong to a dependency that comes from elsewhere?"""
        if path not in self.real:
            return True  # it came packed
        folder = ""
        while (rest := path.removeprefix(folder)).startswith("charts/"):
            inner = f"{folder}charts/{rest.split('/')[1]}/"
            name = self.metadata_of(inner).get("name")
            if any(one.vendored for one in self.dependencies_of(folder) if one.name == name):
                return True
            folder = inner
        return False

    def templates(self) -> dict[str, str]:
        """Path in the chart → text, of all that Helm takes for a template."""
        out = {}
        for path in self.files:
            at = path.rfind("templates/")
            if (at == 0 or path[at - 1 : at] == "/") and at >= 0 and (text := self.text(path)) is not None:
                out[path] = text
        return out

    def value_files(self) -> list[str]:
        """The defaults of the chart and of the charts in it."""
        return [path for path in self.files if path == "values.yaml" or path.endswith("/values.yaml")]

    @cached_property
    def missing(self) -> list[Dependency]:
        """The dependencies that do not lie in charts/."""
        there = {self.metadata_of(folder).get("name") for folder in self.below("")}
        return [one for one in self.dependencies if one.name not in there]

    def adapted(self) -> dict[str, str]:
        """The texts that must replace others, or Helm would refuse the chart for a dependency that is not there, or for
        the version of a cluster that nobody has named."""
        gone = {one.number for one in self.missing}
        out = {}
        for path in ("Chart.yaml", "requirements.yaml"):
            data = dict(_data(self.text(path)))
            entries = data.get("dependencies")
            if gone and isinstance(entries, list):
                data["dependencies"] = [one for number, one in enumerate(entries) if number not in gone]
            elif "kubeVersion" not in data:
                continue
            if self.constraint and path == "Chart.yaml":
                data["kubeVersion"] = _ANY_VERSION
            out[path] = json.dumps(data, default=str)
        return out

    @property
    def constraint(self) -> str:
        """What the version of Kubernetes has to fit; empty when any does."""
        return _text(self.metadata.get("kubeVersion"))

    def bare(self) -> "Chart":
        """The same without its own defaults."""
        found = copy.copy(self)
        found.files = {path: raw for path, raw in self.files.items() if path != "values.yaml"}
        found.real = {path: real for path, real in self.real.items() if path != "values.yaml"}
        return found

    def crds(self) -> list[str]:
        return [path for path in sorted(self.real) if path.startswith("crds/") and path.endswith((".yaml", ".yml"))]

    def write(self, folder: str, instead: dict[str, str] | None = None) -> None:
        """Lay the chart into a folder, with other texts for some files."""
        made: set[str] = set()
        for path, raw in self.files.items():
            file = os.path.join(folder, *path.split("/"))
            parent = os.path.dirname(file)
            if parent not in made:
                os.makedirs(parent, exist_ok=True)
                made.add(parent)
            with open(file, "wb") as stream:
                stream.write(instead[path].encode() if instead and path in instead else raw)

    # reading

    def _copy(self, folder: str, prefix: str, above: tuple[str, ...]) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.left.append((self.reported(prefix.rstrip("/")), error.strerror or "cannot be read"))
            return
        for entry in entries:
            real = os.path.realpath(entry.path)
            if entry.name in _NEVER:
                continue
            if not inside(self.root, real):
                self.left.append((self.reported(prefix + entry.name), "symlink that leaves the project root"))
            elif os.path.isdir(real):
                if real not in above and len(above) < MAX_DEPTH:
                    self._copy(entry.path, f"{prefix}{entry.name}/", (*above, real))
            else:
                self._take(real, prefix + entry.name)

    def _take(self, real: str, path: str) -> None:
        try:
            raw = read_bytes(real, SIZE_LIMIT)
        except ReadError as error:
            self.left.append((self.reported(path), error.message))
            return
        reported = os.path.relpath(real, self.root).replace(os.sep, "/")
        if path.endswith(".tgz") and "charts/" in path:
            for inner, content in _unpacked(raw):
                self._keep(f"{path.rpartition('/')[0]}/{inner}", content)
                self.packed[f"{path.rpartition('/')[0]}/{inner}"] = reported
        else:
            self._keep(path, raw)
            self.real[path] = reported

    def _keep(self, path: str, raw: bytes) -> None:
        self._bytes += len(raw)
        if self._bytes > MAX_BYTES or len(self.files) >= MAX_FILES:
            raise ReadError("the chart is larger than any real one")
        if path.rpartition("/")[2] == "values.schema.json" and refers_elsewhere(raw):
            self.left.append((self.reported(path), LEFT_OUT))
            return
        self.files.setdefault(path, raw)


def _unpacked(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The regular files of a packed chart; what cannot be unpacked has none."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            whole = packed.read(MAX_BYTES)  # what is larger is cut, and then no archive
        with tarfile.open(fileobj=io.BytesIO(whole), mode="r:") as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is not None and not member.name.startswith("/") and ".." not in member.name.split("/"):
                    yield member.name, stream.read()
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error):
        return


def _data(text: str | None) -> dict[str, Any]:
    trees = read(Source("Chart.yaml", text)).trees if text else []
    return trees[0].data if trees and isinstance(trees[0].data, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
