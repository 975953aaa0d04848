"""Configuration files: read, checked, followed through `extends`."""

import os
import posixpath
from collections.abc import Callable
from typing import Final

from .. import reading
from ..finding import Place
from ..options import shown
from ..reading import ReadError, Source, Tree
from ..reading.files import inside as inside_root
from ..reading.files import read_text
from ..reading.span import Span
from ..reading.tree import Path
from .errors import MAX_WRONG, Mistake
from .merge import Layer
from .parse import Parser, dotted, inside
from .settings import At

NAME: Final = "predeploy.yaml"
MAX_BYTES: Final = 500_000  # our own choice: a hundred times the largest that people write
MAX_EXTENDS: Final = 8  # our own choice

ReadText = Callable[[str], str | None]
"""Reported path → text; None where there is no such file; raises ReadError."""


class Disk:
    """Reads regular files under the root; a link that leads out of it is refused."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __call__(self, path: str) -> str | None:
        file = os.path.join(self.root, path)
        try:
            if not os.path.lexists(file):
                return None
            real = os.path.realpath(file)
        except (OSError, ValueError) as error:
            raise ReadError(str(error)) from None
        if not inside_root(os.path.realpath(self.root), real):
            raise ReadError("leads out of the project root")
        return read_text(real, MAX_BYTES)


class Layers:
    """Reads a configuration and what it extends, keeping every mistake in `mistakes`."""

    def __init__(self, read: ReadText) -> None:
        self.read = read
        self.mistakes: list[Mistake] = []

    def chain(self, path: str) -> tuple[Layer, ...]:
        """The layers of one predeploy.yaml, what it extends before it; nothing when there is no such file."""
        folder = posixpath.dirname(path)
        layer = self._file(path, folder)
        layers: list[Layer] = []
        while layer is not None:
            layers.insert(0, layer)
            if layer.extends is None:
                break
            place = layer.extends.place
            try:
                layer = self._extended(layer, folder)
                _refuse_endless(layer, layers)
            except (ValueError, ReadError) as error:
                self.mistakes.append(Mistake(place, f"extends: {error}"))
                break
        return tuple(layers)

    def _file(self, path: str, folder: str) -> Layer | None:
        try:
            text = self.read(path)
        except ReadError as error:
            self.mistakes.append(Mistake(Place(path, None), str(error)))
            return None
        return None if text is None else self.layer(path, text, folder, posixpath.dirname(path))

    def _extended(self, layer: Layer, folder: str) -> Layer:
        """Patterns of an extended file count from the folder it is extended to, files it names from its own."""
        from .packs import pack_text

        assert layer.extends
        target = layer.extends.value
        if not (target.startswith(".") or "/" in target or target.endswith((".yaml", ".yml", ".json"))):
            return self.layer(f"{target}:{NAME}", pack_text(target, NAME, MAX_BYTES), folder, None)
        if layer.files is None:
            raise ValueError("a pack can extend another pack only")
        path = inside(layer.files, target)
        text = self.read(path)
        if text is None:
            raise ValueError(f"there is no file {shown(path)}")
        return self.layer(path, text, folder, posixpath.dirname(path))

    def layer(self, path: str, text: str, folder: str, files: str | None) -> Layer:
        """`files` is the folder that named files are relative to; None in a pack."""
        from .schema import examine

        source = Source(path, text)
        tree = self._tree(source)
        if tree is None:
            return Layer(path, {})

        def at(where: Path) -> Place:
            return Place(path, tree.span(where))

        data, wrong = examine(tree.data)
        for path_, message, key in wrong:
            span = tree.key_span(path_) if key else tree.span(path_)
            prefix = dotted(path_[:-1] if key else path_)
            self.mistakes.append(Mistake(Place(path, span), f"{prefix}: {message}" if prefix else message))
        # What is right is read all the same, so that all mistakes are told at once.
        bad = {path_[:1] for path_, _, _ in wrong}
        lost = () in bad or len(wrong) >= MAX_WRONG
        sound = {} if lost else {key: value for key, value in data.items() if (key,) not in bad}
        parser = Parser(folder, files, at)
        parser.parse(sound)
        self.mistakes += parser.mistakes
        target = sound.get("extends")
        extends = At(target, at(("extends",)), target) if target else None
        return Layer(path, parser.entries, tuple(parser.rules), extends, files)

    def _tree(self, source: Source) -> Tree | None:
        trees, broken = reading.read(source)
        self.mistakes += [Mistake(_point(source, one.offset), f"cannot be read: {one.message}") for one in broken]
        for tree in trees[1:]:
            self.mistakes.append(Mistake(Place(source.path, tree.span(())), "a configuration is one document"))
        for tree in trees[:1]:
            for twin in tree.duplicates:
                line, _ = source.position(twin.first)
                message = f"duplicate key {shown(twin.key)}, first on line {line}"
                self.mistakes.append(Mistake(_point(source, twin.offset), message))
        return trees[0] if trees and not broken else None


def _refuse_endless(layer: Layer, layers: list[Layer]) -> None:
    seen = [one.path for one in reversed(layers)]
    if layer.path in seen:
        raise ValueError(f"goes in a circle: {' → '.join([*seen, layer.path])}")
    if len(seen) > MAX_EXTENDS:
        raise ValueError(f"more than {MAX_EXTENDS} files in a row")


def _point(source: Source, index: int | None) -> Place:
    if index is None:
        return Place(source.path, None)
    line, column = source.position(index)
    return Place(source.path, Span(line, column, line, column, index, index))
