"""What charts and kustomizations gave in a run, as the passes and the reports need it."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Final, Protocol

from ..finding import Finding
from ..reading import Source
from ..reading.origin import Origin


class Render(Protocol):
    """A chart rendered in one way, or an overlay. `group` is common to the variants of one thing, of which `first` is the
    one that is mostly deployed; `origins` are by the path of the source."""

    @property
    def name(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def first(self) -> bool: ...
    @property
    def deployed(self) -> bool:
        """Is it what an object of the repository deploys? Then it is told by the name of that."""
        ...

    @property
    def sources(self) -> list[Source]: ...
    @property
    def origins(self) -> Mapping[str, Origin]: ...
    @property
    def written(self) -> Sequence[Source]:
        """The texts that it was made of, where their comments do not come along."""
        ...

    def shown(self, path: str) -> bool:
        """Does the text come from what the owner wrote?"""
        ...

    def sure(self, one: Finding) -> bool:
        """Does it hold, whatever could not be rendered?"""
        ...

    def about(self, one: Finding) -> tuple[Hashable, str]:
        """Which object a finding is about, and what is said of it, in the same words in each variant."""
        ...


class Doubts(Protocol):
    """What nobody knows because something could not be rendered at all."""

    def about(self, one: Finding) -> bool:
        """May it say otherwise than the file in which something was found?"""
        ...

    def touch(self, path: str) -> bool:
        """Is it made of this file?"""
        ...


class Rendered:
    """Everything that was rendered in a run."""

    def __init__(
        self,
        renders: Sequence[Render],
        read: frozenset[str] = frozenset(),  # files that only hold values
        doubts: Doubts | None = None,
    ) -> None:
        self.renders, self.read, self.doubts = renders, read, doubts

    @property
    def firsts(self) -> list[Source]:
        return [source for render in self.renders if render.first for source in render.sources]


NOTHING: Final = Rendered(())
