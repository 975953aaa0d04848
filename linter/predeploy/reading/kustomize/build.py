"""One overlay, built: its text, knowing where it comes from; or why there is none."""

import os
from collections.abc import Hashable, Iterator
from typing import Any, Final

from ...finding import Finding, Place
from ..confined import RenderError
from ..names import BUILT
from ..source import Source
from ..tree import Path
from .alike import at
from .closure import Closure, Library, Refused
from .kustomization import Kustomization, Reference, below
from .layers import Chains
from .origin import OverlayOrigin
from .output import taken_apart
from .patches import file_at
from .tool import Workshop
from .written import documents, span_of

MAX_MESSAGE: Final = 400  # code points of what kustomize says


class Build:
    """`folder` is that of the overlay, below the root. `name` tells it from the other overlays of its family."""

    def __init__(self, folder: str, closure: Closure, library: Library, workshop: Workshop) -> None:
        self.folder = self.name = self.group = folder
        self.closure, self.library = closure, library
        self.first, self.deployed = True, False
        self.sources: list[Source] = []
        self.origins: dict[str, OverlayOrigin] = {}  # by the path of the source
        self.trouble: Refused | None = None
        try:
            output = workshop.build(folder)
        except RenderError as error:
            self.trouble = self._trouble(str(error))
            return
        text, said = taken_apart(output)
        path = BUILT if folder == "." else f"{folder}/{BUILT}"
        source = Source(path, text, root=library.root, made=True)
        self.chains = Chains(folder, library)
        self.sources.append(source)
        self.origins[path] = OverlayOrigin(folder, library, source, said, self.chains)

    @property
    def written(self) -> list[Source]:
        """The texts that a person edits, the kustomizations too."""
        found = [file_at(self.library, path) for path in sorted(self.closure.files)]
        return [file.source for file in found if file]

    def shown(self, path: str) -> bool:
        return True

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
        """What kustomize says, at the entry that it speaks of."""
        message = said if len(said) <= MAX_MESSAGE else said[:MAX_MESSAGE] + "…"
        found: tuple[int, Any, Path] = (0, self.library.at(self.folder), ())
        for folder in self.closure.folders:
            own = self.library.at(folder)
            for reference in own.references():
                for name in self._called(own, reference):
                    if len(name) > found[0] and name in said:
                        found = len(name), own, reference.where
        return Refused(message, found[1], found[2])

    def _called(self, own: Kustomization, reference: Reference) -> Iterator[str]:
        """The names by which kustomize may speak of an entry: of patches it tells what they are meant for."""
        yield os.path.basename(reference.value)
        file = file_at(self.library, below(own.folder, reference.value)) if "patches" in reference.field else None
        for _, _, data in documents(file.trees) if file else ():
            kind, name = data.get("kind"), at(data, ("metadata", "name"))
            if kind and name:
                yield f"/{name}."  # Deployment.v1.apps/web.shop


def place_of(refused: Refused) -> Place:
    own = refused.at
    return Place(own.source.path, None if own.error else span_of(own, refused.where))
