"""Problem: a trouble of the reading itself, watched by ordinary rules so that each has a page and a severity."""

from ..draft import Draft
from ..finding import Place
from ..reading.span import Span
from .base import View


class Problem(View):
    """`kind` names the trouble (unreadable, duplicate-key, not-rendered, bad-suppression…), `message` describes it.

    A problem stands in a text, not in a document: it has a place instead of a node.
    """

    __slots__ = ("_kind", "message", "named", "place")

    def __init__(self, kind: str, message: str, path: str, span: Span | None, *, named: bool = False) -> None:
        self._kind, self.message, self.place = kind, message, Place(path, span)
        self.named = named  # the file was named by hand, or looks like one of our formats

    @property
    def kind(self) -> str:
        return self._kind

    @property
    def name(self) -> str:
        return self.place.path

    def finding(self, message: str, **kw: object) -> Draft:
        return Draft(self, message, None, (), kw.get("severity"), None)  # type: ignore[arg-type]
