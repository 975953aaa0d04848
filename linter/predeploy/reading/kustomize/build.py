"""One overlay, built: its text, knowing where it comes from; or why there is none."""

import os
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from ...finding import Finding, Place
from ...patterns import pattern
from ..confined import RenderError
from ..names import BUILT
from ..source import Source
from ..tree import Path
from .alike import at
from .closure import Closure, Library, Refused
from .doubts import left_open
from .generated import as_yaml
from .kustomization import Kustomization, Reference, below, reported
from .layers import Chains
from .origin import OverlayOrigin
from .output import taken_apart
from .patches import file_at
from .tool import Builder, laid, prepared
from .written import File, Inline, documents, span_of

MAX_MESSAGE: Final = 400  # code points of what kustomize says


_IN_NAME: Final = pattern(r"[\w-]")
_RECURSED: Final = pattern(r".*: recursed accumulation of path '[^']*': ")  # how kustomize got to what is wrong


class Build:
    """`folder` is that of the overlay, below the root. `name` tells it from the other overlays of its family."""

    def __init__(self, folder: str, closure: Closure, library: Library, builder: Builder) -> None:
        self.folder = self.name = self.group = folder
        self.closure, self.library, self._builder = closure, library, builder
        self.first, self.deployed = True, False
        self.sources: list[Source] = []
        self.origins: dict[str, OverlayOrigin] = {}  # by the path of the source
        self.trouble: Refused | None = None
        self.left_out: list[Refused] = []
        try:
            output = self._build(laid(library, closure))
        except RenderError as error:
            self.trouble = self._trouble(str(error))
            return
        text, said = taken_apart(output)
        path = BUILT if folder == "." else f"{folder}/{BUILT}"
        source = Source(path, text, root=library.root, made=True)
        self.chains = Chains(folder, library)
        if text.strip():
            self.sources.append(source)
        self.origins[path] = OverlayOrigin(folder, library, source, said, self.chains)

    @cached_property
    def texts(self) -> dict[str, str]:
        """What it was made of, by reported path."""
        return {file.source.path: file.source.text for file in self._files}

    @property
    def _files(self) -> list[File]:
        found = [file_at(self.library, path) for path in sorted(self.closure.files)]
        return [file for file in found if file]

    def again(self, texts: Mapping[str, str]) -> str | None:
        """What it would give if some files (reported paths) had other texts; None when that cannot be built."""
        files = laid(self.library, self.closure, origins=False)
        for path in self.closure.files:
            text = texts.get(reported(self.library.root, path))
            if text is not None:
                files[path] = self._changed(path, text)
        try:
            return taken_apart(self._build(files))[0]
        except RenderError:
            return None

    def _build(self, files: Mapping[str, bytes]) -> str:
        return self._builder.build(self.folder, files, self.library.helm_of(self.closure))

    def _changed(self, path: str, text: str) -> bytes:
        own = self.library.at(path.rpartition("/")[0] or ".")
        inflating = self.library.inflates(self.closure)
        if own.path == path and (own.cuts or inflating):
            text = prepared(Kustomization(own.folder, own.root, own.cuts, text), origins=False, inflating=inflating)
        return text.encode("utf-8", "surrogatepass")

    @property
    def written(self) -> list[Source]:
        """The texts that a person edits, the kustomizations too."""
        lines = {
            below(folder, reference.value)
            for folder in self.closure.folders
            for reference in self.library.at(folder).references()
            if reference.where[2:3] in (("env",), ("envs",))
        }
        found = [(path, file_at(self.library, path)) for path in sorted(self.closure.files)]
        texts = [as_yaml(file.source) if path in lines else file.source for path, file in found if file]
        inline = {
            patch.written for layer in self.chains.all for patch in layer.patches if isinstance(patch.written, Inline)
        }
        return [*texts, *(alone for one in inline if (alone := one.alone))]

    def shown(self, path: str) -> bool:
        return True

    def sure(self, one: Finding) -> bool:
        """Is what it misses missing, or may an entry that was left out have said it?"""
        origin = self.origins.get(one.place.path)
        if one.absent is None or not self.left_out or origin is None:
            return True
        layers, made = origin.made_by(one.absent[0])
        return not left_open(self.left_out, self.library, layers, made)

    def about(self, one: Finding) -> tuple[Hashable, str]:
        """Overlays give one object several names: it is told by the place, and messages by the name as it is written."""
        origin, name = self.origins.get(one.place.path), one.resource.name
        written = origin.name_of(one.place.span) if origin and name else ""
        return one.resource.kind, one.message.replace(name, written) if written else one.message

    def parts(self) -> Iterator[str]:
        """The files and folders that it has its objects from; what a component adds belongs to nobody."""
        for shared in (self.chains.files, self.chains.folders):
            for path, chains in shared.items():
                if not all(any(layer.own.is_component for layer in chain) for chain in chains):
                    yield path

    def _trouble(self, said: str) -> Refused:
        """What kustomize says, at the entry that it speaks of: the patch, else what it names last."""
        found: tuple[tuple[bool, int, int], Any, Path] = ((False, -1, 0), self.library.at(self.folder), ())
        for folder in self.closure.folders:
            own = self.library.at(folder)
            for reference in own.references():
                for name in self._called(own, reference):
                    rank = name[:1] == "/", _last_of(said, name), len(name)
                    if rank[1] >= 0 and rank > found[0]:
                        found = rank, own, reference.where
        message = _RECURSED.sub("", said)
        message = message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"
        return Refused(message, found[1], found[2])

    def _called(self, own: Kustomization, reference: Reference) -> Iterator[str]:
        """The names by which kustomize may speak of an entry: of patches it tells what they are meant for."""
        yield os.path.basename(reference.value)
        file = file_at(self.library, below(own.folder, reference.value)) if "patches" in reference.field else None
        for _, _, data in documents(file.trees) if file else ():
            kind, name = data.get("kind"), at(data, ("metadata", "name"))
            if kind and name:
                yield f"/{name}."  # Deployment.v1.apps/web.shop


def _last_of(said: str, name: str) -> int:
    """Where a name stands for the last time as a whole, else -1."""
    at = said.rfind(name) if name else -1
    while at >= 0:
        before, after = said[max(at - 1, 0) : at], said[at + len(name) : at + len(name) + 1]
        if name[:1] == "/" or not (_IN_NAME.match(before) or _IN_NAME.match(after)):
            return at
        at = said.rfind(name, 0, at)
    return -1


def place_of(refused: Refused) -> Place:
    own = refused.at
    return Place(own.source.path, None if own.error else span_of(own, refused.where))
