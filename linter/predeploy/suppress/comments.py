"""Comments that suppress: what is one, and of which lines it speaks."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from yaml.nodes import ScalarNode

from ..finding import Place
from ..patterns import pattern
from ..reading.span import Span
from . import peers
from .lines import WHOLE_FILE, Lines, Suppression, Text
from .syntax import directive

_OWN: Final = "predeploy:"
TOO_LATE: Final = "`ignore-file` counts only before the first content of a file"
# Possessive, and only at the beginning of a run: a stranger's line of 100,000 signs must cost no more than its length
_STARTS: Final = rf"[ \t]*+(?={_OWN}|{peers.COMMENT})"
_YAML: Final = pattern(rf"(?<!#)#++{_STARTS}")
_JSON: Final = pattern(rf"(?:(?<!/)//++|/\*++){_STARTS}")
_OPENING: Final = {False: pattern(r"(?<![^\s])#"), True: pattern(r"//|/\*")}  # of a comment; by is_json
CONTENTLESS: Final = pattern(r"[ \t\r]*(?:(?:#|%|//|/\*).*|---[ \t\r]*(?:#.*)?)?\Z")
NAMELESS: Final = pattern(r"[ \t\-?]*\Z")  # before a comment that speaks of what is below


class Comments:
    """The suppressions that the comments of a text say."""

    def __init__(self, within: Text) -> None:
        self._within, self.source, self.text = within, within.source, within.source.text
        self.is_json = self.source.path.endswith(".json")
        self._gap = (-1, -1, -1)  # where the last search for content began, and what it found

    def __iter__(self) -> Iterator[Suppression]:
        opening = _JSON if self.is_json else _YAML
        line = comment = end = -1
        for match in opening.finditer(self.text):
            before, line = line, self.text.rfind("\n", 0, match.start()) + 1
            if line != before:
                end = self.text.find("\n", line)
                end = len(self.text) if end < 0 else end
                comment = self._comment_start(line, end)
            if match.start() != comment:
                continue  # in a string, or behind the beginning of another comment
            body = self.text[comment:end].rstrip("\r")
            if body.startswith("/*"):
                body = body.partition("*/")[0]
            starts = list(opening.finditer(body))
            for one, stop in zip(starts, [*(later.start() for later in starts[1:]), len(body)], strict=True):
                yield from self._comment(body[one.end() : stop].strip(), comment + one.start(), comment + stop, line)

    def _comment_start(self, line: int, end: int) -> int:
        for match in _OPENING[self.is_json].finditer(self.text, line, end):
            within = bisect_right(self._quoted, match.start(), key=lambda one: one[0]) - 1
            if within < 0 or match.start() >= self._quoted[within][1]:
                return match.start()
        return -1

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        """The stretches of quoted and block scalars: what looks like a comment in them is none."""
        found, stack, seen = [], [(tree.node, tree._start) for tree in self._within.trees], set[int]()
        while stack:
            node, shift = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if node.__class__ is not ScalarNode:
                for item in node.value:
                    stack += [(one, shift) for one in (item if item.__class__ is tuple else (item,))]
            elif node.style:
                start = node.start_mark.index + shift
                if node.style in "|>":  # a comment can stand behind the `|`
                    start = self.text.find("\n", start)
                found.append((start, node.end_mark.index + shift))
        return sorted(found)

    def _comment(self, text: str, start: int, end: int, line: int) -> Iterator[Suppression]:
        place = Place(self.source.path, Span(*self.source.position(start), *self.source.position(end), start, end))
        alone = NAMELESS.match(self.text, line, start) is not None and self._nothing_behind(end)
        if not text.startswith(_OWN):
            for said in peers.from_comment(text):
                lines = self._reach(said.reach, start, alone)
                if lines is not None:
                    yield self._within.foreign(said, lines, place, "comment")
            return
        found = directive(text)
        if found is None:
            return  # prose
        command, own = found
        if command == "ignore-file":
            if start >= self._head:
                own = own._replace(malformed=TOO_LATE)
            if start < self._head or self._within.tree_at(start):
                yield self._within.own(own, WHOLE_FILE, place, "file")
        else:
            lines = self._reach("here", start, alone)
            if lines is not None:
                yield self._within.own(own, lines, place, "comment")

    def _nothing_behind(self, end: int) -> bool:
        stop = self.text.find("\n", end)
        return not self.text[end : len(self.text) if stop < 0 else stop].strip(" \t\r*/") or not self.is_json

    @cached_property
    def _head(self) -> int:
        """The offset at which the first content begins."""
        at = 0
        for line in self.text.split("\n"):
            if not CONTENTLESS.match(line):
                return at
            at += len(line) + 1
        return at

    def _reach(self, reach: str, start: int, alone: bool) -> Lines | None:
        """The lines of which a comment speaks; None when there are none, or nobody checks that document."""
        if reach == "file":
            return WHOLE_FILE if start < self._head else None
        line = self.source.position(start)[0]
        if reach == "object":
            around = [lines for _, _, lines in self._within.objects if lines[0] <= line <= lines[1]]
            return min(around, key=lambda one: one[1] - one[0], default=None)
        if not alone:
            return (line, line) if reach != "block" and self._within.tree_at(start) else None
        low, high = self._content_below(start)
        tree = self._within.tree_at(low)
        if tree is None:
            return None
        below = self.source.position(low)[0]
        return (below, below) if reach == "next-line" else self._within.entry(tree, low, high) or (below, below)

    def _content_below(self, start: int) -> tuple[int, int]:
        """The stretch of the next line that holds content."""
        low = first = self.text.find("\n", start) + 1
        if self._gap[0] <= low <= self._gap[1]:  # one of many comments above the same line
            return self._gap[1:]
        while 0 < low < len(self.text):
            high = self.text.find("\n", low)
            high = len(self.text) if high < 0 else high
            if not CONTENTLESS.match(self.text[low:high]):
                self._gap = first, low, high
                return low, high
            low = high + 1
        self._gap = first, len(self.text), len(self.text)
        return self._gap[1:]
