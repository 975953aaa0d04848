"""Where a text says what to suppress: comments, annotations, Metadata."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from yaml.nodes import ScalarNode

from ..finding import Place
from ..node import Node
from ..patterns import pattern
from ..reading import ReadError, Source, Tree
from ..reading.part import part
from ..reading.span import Span
from ..reading.tree import Path
from . import peers
from .entries import Entries
from .peers import Foreign
from .syntax import KEY, Said, listed, named, parse

Lines = tuple[int, int]
WHOLE_FILE: Final[Lines] = (1, sys.maxsize)


class Suppression(NamedTuple):
    """Which rules are excused on which lines of a file. Plain: travels between processes."""

    path: str
    first_line: int
    last_line: int  # inclusive
    words: tuple[str, ...] | None  # names of rules, or of a peer's checks; None means every rule
    peer: str  # whose names these are; empty for our own
    reason: str
    until: date | None  # the last day on which it counts
    place: Place  # of the suppression itself
    kind: str  # "comment", "annotation", "metadata", "file"
    malformed: str = ""  # what is wrong with it


_MARKERS: Final = ("predeploy", *peers.MARKERS)
_OWN: Final = "predeploy:"
# Possessive, and only at the beginning of a run: a stranger's line of 100,000 signs must cost no more than its length
_STARTS: Final = rf"[ \t]*+(?={_OWN}|{peers.COMMENT})"
_YAML: Final = pattern(rf"(?<!#)#++{_STARTS}")
_JSON: Final = pattern(rf"(?:(?<!/)//++|/\*++){_STARTS}")
_OPENING: Final = {False: pattern(r"(?<![^\s])#"), True: pattern(r"//|/\*")}  # of a comment; by is_json
_LIKELY: Final = pattern(r"predeploy:\s*(ign[a-z-]*|disable|skip|noqa|nolint|suppress|allow)\b(.*)", re.S)
_CONTENTLESS: Final = pattern(r"[ \t\r]*(?:(?:#|%|//|/\*).*|---[ \t\r]*(?:#.*)?)?\Z")
_NAMELESS: Final = pattern(r"[ \t\-?]*\Z")  # before a comment that speaks of what is below

_ANNOTATIONS: Final[tuple[Path, ...]] = tuple(
    (*where, "metadata", "annotations")
    for where in (
        (),
        ("spec", "template"),
        ("spec", "jobTemplate"),
        ("spec", "jobTemplate", "spec", "template"),
        ("spec", "jobTargetRef", "template"),
    )
)
_SETTINGS: Final[tuple[Path, ...]] = (
    ("Metadata", "predeploy", "ignore"),  # CloudFormation, SAM: a resource or the whole template
    ("custom", "predeploy", "ignore"),  # serverless.yml
    ("x-predeploy", "ignore"),  # compose
    ("vars", "predeploy", "ignore"),  # s.yaml
)


def collect(source: Source, trees: Iterable[Tree]) -> list[Suppression]:
    """What a source suppresses; `trees` are its documents that a format claimed. Never raises."""
    try:
        if not any(marker in source.text for marker in _MARKERS):
            return []
        reader = _Reader(source, list(trees))
        return [*reader.from_comments(), *reader.from_data()]
    except ReadError:  # the file changed meanwhile
        return []


class _Reader:
    def __init__(self, source: Source, trees: list[Tree]) -> None:
        self.source, self.text, self.trees = source, source.text, trees
        self.is_json = source.path.endswith(".json")
        self._gap = (-1, -1, -1)  # where the last search for content began, and what it found
        self._entries = Entries()

    # comments

    def from_comments(self) -> Iterator[Suppression]:
        directive = _JSON if self.is_json else _YAML
        line = comment = end = -1
        for match in directive.finditer(self.text):
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
            starts = list(directive.finditer(body))
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
        found, stack, seen = [], [(tree.node, tree._start) for tree in self.trees], set[int]()
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
        alone = _NAMELESS.match(self.text, line, start) is not None and self._nothing_behind(end)
        if not text.startswith(_OWN):
            for said in peers.from_comment(text):
                lines = self._reach(said.reach, start, alone)
                if lines is not None:
                    yield self._foreign(said, lines, place, "comment")
            return
        likely = _LIKELY.match(text)
        if likely is None:
            return  # prose
        own = parse(likely[1], likely[2])
        if likely[1] == "ignore-file":
            if start >= self._head:
                own = own._replace(malformed="`ignore-file` counts only before the first content of a file")
            if start < self._head or self._tree_at(start):
                yield self._own(own, WHOLE_FILE, place, "file")
        else:
            lines = self._reach("here", start, alone)
            if lines is not None:
                yield self._own(own, lines, place, "comment")

    def _nothing_behind(self, end: int) -> bool:
        stop = self.text.find("\n", end)
        return not self.text[end : len(self.text) if stop < 0 else stop].strip(" \t\r*/") or not self.is_json

    @cached_property
    def _head(self) -> int:
        """The offset at which the first content begins."""
        at = 0
        for line in self.text.split("\n"):
            if not _CONTENTLESS.match(line):
                return at
            at += len(line) + 1
        return at

    def _reach(self, reach: str, start: int, alone: bool) -> Lines | None:
        """The lines of which a comment speaks; None when there are none, or nobody checks that document."""
        if reach == "file":
            return WHOLE_FILE if start < self._head else None
        line = self.source.position(start)[0]
        if reach == "object":
            around = [lines for _, _, lines in self._objects if lines[0] <= line <= lines[1]]
            return min(around, key=lambda one: one[1] - one[0], default=None)
        if not alone:
            return (line, line) if reach != "block" and self._tree_at(start) else None
        low, high = self._content_below(start)
        tree = self._tree_at(low)
        if tree is None:
            return None
        below = self.source.position(low)[0]
        return (below, below) if reach == "next-line" else self._entry(tree, low, high) or (below, below)

    def _content_below(self, start: int) -> tuple[int, int]:
        """The stretch of the next line that holds content."""
        low = first = self.text.find("\n", start) + 1
        if self._gap[0] <= low <= self._gap[1]:  # one of many comments above the same line
            return self._gap[1:]
        while 0 < low < len(self.text):
            high = self.text.find("\n", low)
            high = len(self.text) if high < 0 else high
            if not _CONTENTLESS.match(self.text[low:high]):
                self._gap = first, low, high
                return low, high
            low = high + 1
        self._gap = first, len(self.text), len(self.text)
        return self._gap[1:]

    def _tree_at(self, offset: int) -> Tree | None:
        at = bisect_right(self._parts, offset, key=lambda one: one[1]) - 1
        return self._parts[at][0] if at >= 0 and offset < self._parts[at][2] else None

    @cached_property
    def _parts(self) -> list[tuple[Tree, int, int]]:
        return [(tree, *part(tree)) for tree in self.trees]

    def _entry(self, tree: Tree, low: int, high: int) -> Lines | None:
        """The lines of the outermost key or item that begins between two offsets."""
        root = self._roots.get(id(tree))
        if root is not None and low <= tree.node.start_mark.index + tree._start < high:
            return root
        found = self._entries.find(tree, low, high)
        return self._lines(tree, *found) if found else None

    @cached_property
    def _roots(self) -> dict[int, Lines]:
        return {id(tree): lines for tree, path, lines in self._objects if not path}

    # annotations and Metadata

    def from_data(self) -> Iterator[Suppression]:
        for tree in self.trees:
            kubernetes = tree.format.name == "kubernetes"
            for node in tree.format.objects(Node(tree, (), tree.data)):
                if kubernetes:
                    for where in _ANNOTATIONS:
                        yield from self._annotations(tree, node.path, where)
                elif node.path:
                    yield from self._settings(tree, node.path)
            if not kubernetes:
                yield from self._settings(tree, ())

    def _annotations(self, tree: Tree, path: Path, below: Path) -> Iterator[Suppression]:
        where = path + below
        found = _at(tree.data, where)
        for key, value in found.items() if found.__class__ is dict else ():
            own = key == KEY or key.startswith(KEY + ".")
            foreign = None if own else peers.from_annotation(key, value)
            lines = self._lines_of(tree, path) if own or foreign else None
            if lines is None:
                continue
            place = Place(self.source.path, tree.key_span((*where, key)))
            if foreign:
                yield self._foreign(foreign, lines, place, "annotation")
            else:
                said = value if value.__class__ is str else ""
                yield self._own(named(key.removeprefix(KEY)[1:], said), lines, place, "annotation")

    def _settings(self, tree: Tree, path: Path) -> Iterator[Suppression]:
        said = [
            (one, (*path, *setting, *key))
            for setting in _SETTINGS
            for one, key in listed(_at(tree.data, path + setting))
        ]
        peer = [
            (one, (*path, "Metadata", *key)) for key, one in peers.from_metadata(_at(tree.data, (*path, "Metadata")))
        ]
        lines = self._lines_of(tree, path) if said or peer else None
        if lines is None:
            return
        for own, where in said:
            yield self._own(own, lines, Place(self.source.path, tree.key_span(where)), "metadata")
        for foreign, where in peer:
            yield self._foreign(foreign, lines, Place(self.source.path, tree.key_span(where)), "metadata")

    @cached_property
    def _objects(self) -> list[tuple[Tree, Path, Lines]]:
        """Every object that stands in this text, and its lines."""
        found = (
            (tree, node.path, self._lines_of(tree, node.path))
            for tree in self.trees
            for node in tree.format.objects(Node(tree, (), tree.data))
        )
        return [(tree, path, lines) for tree, path, lines in found if lines is not None]

    def _lines_of(self, tree: Tree, path: Path) -> Lines | None:
        """The lines of an object; None for one that does not stand in this text."""
        if not path:
            return self._part(tree)
        key, value, depth = tree.locate(path)
        return self._lines(tree, (key or value).start_mark.index + tree._start, value) if depth == len(path) else None

    def _part(self, tree: Tree) -> Lines:
        begin, end = part(tree)
        return self.source.position(begin)[0], self.source.position(max(end - 1, begin))[0]

    def _lines(self, tree: Tree, start: int, value: Any) -> Lines:
        end = tree.bounds(value)[1]
        return self.source.position(start)[0], self.source.position(max(end - 1, start))[0]

    def _own(self, own: Said, lines: Lines, place: Place, kind: str) -> Suppression:
        return Suppression(self.source.path, *lines, own.words, "", own.reason, own.until, place, kind, own.malformed)

    def _foreign(self, said: Foreign, lines: Lines, place: Place, kind: str) -> Suppression:
        return Suppression(self.source.path, *lines, said.words, said.peer, said.reason, said.until, place, kind)


def _at(data: Any, path: Path) -> Any:
    for key in path:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data
