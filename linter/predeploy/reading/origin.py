"""Where the lines of a text that a tool wrote come from: what a person edits."""

from typing import Literal, Protocol

from ..finding import Place
from ..record import NamedTuple
from .span import Span

How = Literal["exact", "near", "file"]
"""`exact`: proven; `near`: the most alike line; `file`: only the file is known, and no line is pretended."""


class Mapped(NamedTuple):
    place: Place
    how: How
    helper: Place | None = None  # the line of a helper that wrote it, when `place` is where the helper is called


class Origin(Protocol):
    """Knows it for one text; `render` names the text among the variants of the same thing."""

    @property
    def render(self) -> str: ...

    def mapped(self, span: Span | None) -> Mapped:
        """Where a stretch of the text comes from."""
        ...

    def holder(self, span: Span) -> Place | None:
        """The helper that wrote the line of a stretch, where it has one."""
        ...
