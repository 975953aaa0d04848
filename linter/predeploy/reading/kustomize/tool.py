"""The two that build: the user's `kustomize`, and the one in `kubectl`. Each build is a process that is confined."""

import json
import os
import re
import tempfile
from typing import Any, Final

from ...patterns import pattern
from ..confined import RenderError, find_tool, output_of
from ..errors import ReadError
from ..files import decode
from .closure import Library
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
    """A copy of what some overlays need, in which they are built. `close` removes it."""

    def __init__(self, library: Library, command: tuple[str, ...]) -> None:
        self._command = command
        self._folder = tempfile.TemporaryDirectory(prefix="predeploy-kustomize-")
        self.copy = os.path.join(os.path.realpath(self._folder.name), _PATH)
        for path, raw in library.files.items():
            file = os.path.join(self.copy, *path.split("/"))
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb") as stream:
                stream.write(raw)

    def annotate(self, own: Kustomization) -> None:
        """Have the copy of an overlay say where each object comes from."""
        file = os.path.join(self.copy, *own.path.split("/"))
        with open(file, "rb") as stream:
            raw = stream.read()
        try:
            text = decode(raw)
        except ReadError:
            return
        with open(file, "w", encoding="utf-8", newline="") as stream:
            stream.write(annotated(own, text))

    def build(self, folder: str) -> str:
        """What an overlay gives. Raises RenderError, in words that do not tell where the copy lies."""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as home:
            try:
                return output_of([*self._command, os.path.join(self.copy, folder)], home, {})
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


def annotated(own: Kustomization, text: str) -> str:
    """The text of a kustomization that also asks for the origin of each object."""
    if own.tree is None or _WANTED in own.items("buildMetadata"):
        return text
    root = own.tree.node
    if "buildMetadata" not in own.data and not root.flow_style and not text.rstrip().endswith("..."):
        return f"{text.rstrip()}\nbuildMetadata: [{_WANTED}]\n"
    data: dict[str, Any] = {**own.data, "buildMetadata": [*own.items("buildMetadata"), _WANTED]}
    return json.dumps(data, default=str)
