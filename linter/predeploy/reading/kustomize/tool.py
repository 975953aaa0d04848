"""The two that build: the user's `kustomize`, and the one in `kubectl`. Each build is a process that is confined."""

import json
import os
import re
import tempfile
from collections.abc import Iterable
from typing import Any, Final

from ...patterns import pattern
from ..confined import RenderError, find_tool, output_of
from .closure import Closure, Library
from .inflated import copies, plain
from .kustomization import Kustomization

_WANTED: Final = "originAnnotations"
_PATH: Final = "kustomize-copy"
_LOGGED: Final = pattern(r'\] "command failed" err="((?:\\.|[^"\\])*+)"')  # as kubectl ends with some errors


def find_builder(root: str) -> tuple[str, ...]:
    """The command that builds here, empty when there is none. Nothing below the root (absolute, real) is ever run."""
    for name, word in (("kustomize", "build"), ("kubectl", "kustomize")):
        if binary := find_tool(name, root):
            return binary, word
    return ()


class Workshop:
    """A copy of the files that some overlays need, in which they are built. `close` removes it."""

    def __init__(self, library: Library, command: tuple[str, ...], files: Iterable[str]) -> None:
        self.command, self._library = command, library
        self._folder = tempfile.TemporaryDirectory(prefix="predeploy-kustomize-")
        self.copy = os.path.join(os.path.realpath(self._folder.name), _PATH)
        for path in files:
            self.write(path, library.files[path])

    def write(self, path: str, raw: bytes) -> None:
        """Have a file (path below the root) read otherwise."""
        file = os.path.join(self.copy, *path.split("/"))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as stream:
            stream.write(raw)

    def prepare(self, closure: Closure, *, origins: bool = True) -> None:
        """Have the copy of an overlay say where each object comes from, and leave out what is cut."""
        inflating = self._library.inflates(closure)
        for folder in closure.folders:
            own, asks = self._library.at(folder), origins and folder == closure.folders[0]
            if own.cuts or asks or inflating:
                text = prepared(own, origins=asks, inflating=inflating)
                self.write(own.path, text.encode("utf-8", "surrogatepass"))
            for chart, place in copies(own) if inflating else ():
                for path in closure.files:
                    if path.startswith(f"{chart}/"):
                        self.write(place + path.removeprefix(chart), self._library.files[path])

    def build(self, folder: str, closure: Closure) -> str:
        """What an overlay gives. Raises RenderError, in words that do not tell where the copy lies."""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as home:
            try:
                helm = (
                    ["--enable-helm", "--helm-command", self._library.helm] if self._library.inflates(closure) else []
                )
                return output_of([*self.command, *helm, os.path.join(self.copy, folder)], home, {})
            except RenderError as error:
                raise RenderError(self._plain(str(error))) from None

    def _plain(self, said: str) -> str:
        text = "\n".join(line for line in said.splitlines() if not line.startswith("# Warning:"))
        logged = _LOGGED.search(text)
        text = re.sub(r"\\([\"\\])", r"\1", logged[1]) if logged else text
        text = text.removeprefix("Error: ").removeprefix("error: ")
        return " ".join(re.sub(rf"{re.escape(self.copy)}/?", "", text).split())

    def close(self) -> None:
        self._folder.cleanup()


def prepared(own: Kustomization, *, origins: bool, inflating: bool = False) -> str:
    """The text of a kustomization without what is cut; with `origins` it also asks where each object comes from. What
    inflates charts is written anew, so that kustomize reads nothing in it that was not seen."""
    wanted = [_WANTED] if origins and _WANTED not in own.items("buildMetadata") else []
    if own.tree is None or not (wanted or own.cuts or inflating):
        return own.text
    simple = not own.tree.node.flow_style and not own.text.rstrip().endswith("...") and not own.cuts and not inflating
    if wanted and simple and "buildMetadata" not in own.data:
        return f"{own.text.rstrip()}\nbuildMetadata: [{_WANTED}]\n"
    data = {**(plain(own) if inflating else own.data), "buildMetadata": [*own.items("buildMetadata"), *wanted]}
    return json.dumps(_without_holes(data), default=str)


def _without_holes(data: Any) -> Any:
    if isinstance(data, list):
        return [_without_holes(one) for one in data if one is not None]
    return {key: _without_holes(one) for key, one in data.items()} if isinstance(data, dict) else data
