"""What the objects that deploy charts may refer to: files below the root, and ConfigMaps in the files of the run."""

import os
from collections.abc import Callable, Collection, Iterator
from typing import Final

from ..errors import ReadError
from ..files import inside, read_text
from ..source import Source
from ..tree import Path as TreePath
from ..tree import Tree
from .layers import Inline, at
from .leaves import ValuesFile

MAX_VALUES: Final = 2_000_000  # bytes of a file or text of values; the largest of a well-known chart has 250,000


class Unsure(Exception):
    """Why nobody can tell here how a chart is deployed; `path` leads to the field that says so."""

    def __init__(self, message: str, path: TreePath) -> None:
        super().__init__(message)
        self.path = path


class Repository:
    """`holding` gives the documents of the run that hold a text; `base` is the folder from which paths are named, for a
    repository can lie in another one."""

    def __init__(
        self, root: str, charts: Collection[str], holding: Callable[[str], Iterator[Tree]], base: str = ""
    ) -> None:
        self.root, self.charts, self.base, self._holding = root, charts, base, holding

    def around(self, chart: str, file: str) -> "Repository | None":
        """The same from the folder in which a chart lies at a path: the root, else the nearest one above a file."""
        folders = [""]
        while file := file.rpartition("/")[0]:
            folders.append(file)
        for base in folders:
            found = Repository(self.root, self.charts, self._holding, base)
            if found.chart(chart):
                return found
        return None

    def chart(self, said: str) -> str | None:
        """The chart that lies at a path, as reports call it."""
        path = os.path.normpath(said.lstrip("/") or ".").replace(os.sep, "/")
        path = path if path.startswith("..") or not self.base else os.path.normpath(f"{self.base}/{path}")
        return path if path in self.charts else None

    def exists(self, path: str) -> bool:
        return os.path.lexists(os.path.join(self.root, *path.split("/")))

    def values(self, path: str, where: TreePath) -> ValuesFile | None:
        """A file of values below the root; None when nothing is there. Raises Unsure."""
        file = os.path.realpath(os.path.join(self.root, self.base, path.lstrip("/")))
        if not inside(self.root, file):
            raise Unsure(f"`{path}` lies outside the project", where)
        if not os.path.exists(file):
            return None
        own = os.path.relpath(file, self.root).replace(os.sep, "/")
        try:
            return ValuesFile(Source(own, read_text(file, MAX_VALUES), file=file, root=self.root))
        except ReadError as error:
            raise Unsure(f"`{path}`: {error.message}", where) from None

    def config_map(self, name: str, namespace: str, beside: Tree) -> Tree | None:
        """The only ConfigMap of a name; one in the same text comes first."""
        found = [tree for tree in self._holding(name) if _is_config_map(tree, name, namespace)]
        near = [tree for tree in found if tree.source.path == beside.source.path]
        found = near or [tree for tree in found if not tree.source.made]
        return found[0] if len(found) == 1 else None


def checked(layer: Inline, where: TreePath) -> Inline:
    """Values that stand in an object, if they are plain. Raises Unsure."""
    try:
        text, data = layer.text, layer.data
    except (TypeError, ValueError):
        raise Unsure("its values are no plain data", where) from None
    if len(text) > MAX_VALUES:
        raise Unsure(f"its values are larger than {MAX_VALUES / 1e6:g} MB", where)
    if not isinstance(data, dict):
        raise Unsure("its values are no mapping", where)
    return layer


def _is_config_map(tree: Tree, name: str, namespace: str) -> bool:
    metadata = at(tree.data, ("metadata",))
    if at(tree.data, ("kind",)) != "ConfigMap" or not isinstance(metadata, dict) or metadata.get("name") != name:
        return False
    return metadata.get("namespace") in (None, namespace) or not namespace
