"""The two that build: the user's `kustomize`, and the one in `kubectl`. Each build is a process that is confined."""

import json
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ...patterns import pattern
from ..confined import RenderError, Stopped, find_tool, output_of
from ..kept import Kept, code_of, content, version_of
from .closure import Closure, Library
from .inflated import copies, plain
from .kustomization import Kustomization

_WANTED: Final = "originAnnotations"
_KILLED: Final = ": signal: "  # as it tells of a `helm` that was killed or died
_LOGGED: Final = pattern(r'\] "command failed" err="((?:\\.|[^"\\])*)"')  # as kubectl ends with some errors


def find_builder(root: str) -> tuple[str, ...]:
    """The command that builds here, empty when there is none. Nothing below the root (absolute, real) is ever run."""
    for name, word in (("kustomize", "build"), ("kubectl", "kustomize")):
        if binary := find_tool(name, root):
            return binary, word
    return ()


class Builder:
    """A tool that builds; `command` is empty where there is none. What it gives is kept where `kept` is given."""

    def __init__(self, command: tuple[str, ...], kept: Kept | None) -> None:
        self.command, self._kept = command, kept
        self._made_of = [version_of(command[0]), command[1:], code_of(__file__)] if command else []

    def build(self, folder: str, files: Mapping[str, bytes], helm: str) -> str:
        """What an overlay gives in the midst of some files (paths below the root), and of no others; `helm` inflates its
        charts, where it has some. Raises RenderError, in words that do not tell where the files were laid."""
        if self._kept is None:
            return self._run(folder, files, helm)
        read = content(sorted(files.items()), str(date.today()) if helm else "")
        made_of = [self._made_of, version_of(helm) if helm else [], folder, read]
        given = self._kept.given(made_of, lambda: {folder: self._run(folder, files, helm)})
        return "".join(given.values())

    def _run(self, folder: str, files: Mapping[str, bytes], helm: str) -> str:
        with tempfile.TemporaryDirectory(prefix="predeploy-kustomize-") as temporary:
            place = os.path.realpath(temporary)
            copy, home = os.path.join(place, "copy"), os.path.join(place, "home")
            os.mkdir(home)
            for path, raw in files.items():
                _write(os.path.join(copy, *path.split("/")), raw)
            more = ["--enable-helm", "--helm-command", helm] if helm else []
            try:
                return output_of([*self.command, *more, os.path.join(copy, folder)], home, {})
            except RenderError as error:
                said = _plain(str(error), copy, place)
                raise (Stopped if _KILLED in said else type(error))(said) from None


def _write(file: str, raw: bytes) -> None:
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "wb") as stream:
        stream.write(raw)


def _plain(said: str, *folders: str) -> str:
    text = "\n".join(line for line in said.splitlines() if not line.startswith("# Warning:"))
    logged = _LOGGED.search(text)
    text = re.sub(r"\\([\"\\])", r"\1", logged[1]) if logged else text
    text = text.removeprefix("Error: ").removeprefix("error: ")
    for folder in folders:
        text = re.sub(rf"{re.escape(folder)}/?", "", text)
    return " ".join(text.split())


def laid(library: Library, closure: Closure, *, origins: bool = True) -> dict[str, bytes]:
    """The files of an overlay as they are built: it says where each object comes from, and what is cut is left out."""
    inflating = library.inflates(closure)
    files = {path: library.files[path] for path in closure.files}
    for folder in closure.folders:
        own, asks = library.at(folder), origins and folder == closure.folders[0]
        if own.cuts or asks or inflating:
            files[own.path] = prepared(own, origins=asks, inflating=inflating).encode("utf-8", "surrogatepass")
        for chart, place in copies(own) if inflating else ():
            for path in closure.files:
                if path.startswith(f"{chart}/"):
                    files[place + path.removeprefix(chart)] = library.files[path]
    return files


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
