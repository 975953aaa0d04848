"""A document's text beside its composed nodes: where things begin and end as they are written."""

from functools import cached_property
from typing import Any, Final

from yaml.nodes import MappingNode, ScalarNode

from ..patterns import pattern
from ..reading import json as json_text
from ..reading.scalars import MERGE, STR, Typed
from ..reading.tree import Path
from ..reading.yaml import Builder, compose
from ..record import NamedTuple
from .style import Refused

_ALIAS: Final = pattern(r"[ \t]*:[ \t]+\*[^\s,\[\]{}]+")
_ANCHOR: Final = pattern(r"(?:&[^\s,\[\]{}]+[ \t]+)?")
COMMA: Final = pattern(r"[ \t\r\n]*,")
_REST: Final = pattern(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=\r?\n|\Z)")
_REST_JSON: Final = pattern(r"[ \t]*(?:/\*[^\r\n*]*\*/[ \t]*)*(?://[^\r\n]*)?(?=\r?\n|\Z)")


class Raw(NamedTuple):
    """A change of a document's text: what to write in the place of text[start:end]."""

    start: int
    end: int
    text: str


class Step(NamedTuple):
    """One step of a path: the collection, the entry's number in it, its key node (None in a list) and value node."""

    parent: Any
    number: int
    key: Any
    node: Any


class Walk(NamedTuple):
    steps: list[Step]
    rest: Path  # what is not written

    @property
    def flow(self) -> bool:
        """Does the last step lie within flow style?"""
        return any(step.parent.flow_style for step in self.steps)


class Document:
    """One document. `shift` is added to the nodes' marks to give offsets into `text`."""

    def __init__(self, text: str, root: Any, shift: int, *, is_json: bool) -> None:
        self.text, self.shift, self.is_json = text, shift, is_json
        self.eol = "\r\n" if "\r\n" in text else "\n"
        if root is not None:
            self.root = root

    @classmethod
    def read(cls, text: str, *, is_json: bool) -> "Document":
        """Read a text anew; Refused when it is not exactly one document."""
        if is_json:
            return cls(text, None, 0, is_json=True)
        composed, broken = compose(text)
        if broken or len(composed) != 1:
            raise Refused("would no longer be one document")
        return cls(text, composed[0].node, composed[0].start, is_json=False)

    @cached_property
    def root(self) -> Any:
        return json_text.compose(self.text, comments=True)  # slow: only where another edit follows

    @cached_property
    def data(self) -> Any:
        """What stands there as Kubernetes' reader takes it; raises ReadError."""
        if self.is_json:
            return json_text.load(self.text, comments=True)[0]
        return Builder(aliases=self.has_aliases).build(self.root)

    @property
    def has_aliases(self) -> bool:
        return not self.is_json and "*" in self.text and "&" in self.text

    # places

    def start(self, node: Any) -> int:
        return node.start_mark.index + self.shift  # type: ignore[no-any-return]

    def end(self, node: Any) -> int:
        return node.end_mark.index + self.shift  # type: ignore[no-any-return]

    def inner(self, node: Any) -> int:
        """Where a value begins behind its anchor; Refused when it is tagged."""
        start = self.start(node)
        match = _ANCHOR.match(self.text, start)
        start = match.end() if match else start
        if self.text[start : start + 1] == "!":
            raise Refused("tagged")
        return start

    def close(self, node: Any, floor: int) -> int:
        """Where a value's text ends. `floor` is where it can begin at the earliest: the nodes of an alias stand before
        that, at its anchor. libyaml's own ends include the blank lines and comments behind a block."""
        start = self.start(node)
        if start < floor:
            match = _ALIAS.match(self.text, floor)
            if match is None:
                raise Refused("an alias")
            return match.end()
        if node.__class__ is ScalarNode:
            end = self.end(node)
            if node.style in ("|", ">"):
                end = len(self.text[:end].rstrip(" \t\r\n"))
            return max(end, start)
        if node.flow_style or not node.value:
            return self.end(node)
        last = node.value[-1]
        if last.__class__ is tuple:
            return self.close(last[1], self.end(last[0]))
        if self.is_alias(Step(node, len(node.value) - 1, None, last)):
            raise Refused("an alias")
        return self.close(last, start)

    def keeps_blank_lines(self, node: Any) -> bool:
        """Does the value end with a block scalar to which the blank lines behind it belong (`|+`)?"""
        while node.__class__ is not ScalarNode:
            if node.flow_style or not node.value:
                return False
            last = node.value[-1]
            node = last[1] if last.__class__ is tuple else last
        start = self.start(node)
        return node.style in ("|", ">") and "+" in self.text[start : self.line_end(start)].partition("#")[0]

    def is_alias(self, step: Step) -> bool:
        start = self.start(step.node)
        if step.key is not None:
            return start < self.end(step.key)
        return start < self.start(step.parent) or any(self.start(n) >= start for n in step.parent.value[: step.number])

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """The offset of the line's end, before its line break."""
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def behind(self, index: int) -> int:
        """The end of the line of which only blanks and a comment follow; Refused when there is more."""
        match = (_REST_JSON if self.is_json else _REST).match(self.text, index)
        if match is None:
            raise Refused("more on the same line")
        return match.end()

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def margin(self, index: int) -> str | None:
        """The blanks before an offset, when nothing else stands before it on its line."""
        before = self.text[self.line_start(index) : index]
        return before if not before.strip(" \t") else None

    # style

    @cached_property
    def step(self) -> int:
        """Spaces a level, as the first nested mapping has it."""
        for key, node in _nested(self.root, MappingNode):
            found = self.column(self.start(node.value[0][0])) - self.column(self.start(key))
            if 0 < found <= 8 and self.start(node) > self.start(key):
                return found
        return 2

    @cached_property
    def dash(self) -> int:
        """How far behind its key a list's dashes stand, as the first list has it."""
        for key, node in _nested(self.root, list):
            found = self.column(self.start(node)) - self.column(self.start(key))
            if self.text[self.start(node)] == "-" and 0 <= found <= 8:
                return found
        return self.step

    @cached_property
    def unit(self) -> str:
        """The indentation of one level of a JSON text."""
        if self.root.__class__ is ScalarNode or not self.root.value:
            return "  "
        first = self.root.value[0]
        return self.margin(self.start(first[0] if first.__class__ is tuple else first)) or "  "

    # walking

    def walk(self, path: Path) -> Walk:
        """As far as the path is written here; Refused where it leads through an alias, a merge key or a tag."""
        node, steps = self.root, list[Step]()
        for depth, part in enumerate(path):
            step = self.child(node, part)
            if step is None:
                return Walk(steps, path[depth:])
            if self.is_alias(step):
                raise Refused("an alias")
            steps.append(step)
            node = step.node
        return Walk(steps, ())

    def child(self, node: Any, part: str | int) -> Step | None:
        """One step; None where nothing is written, Refused where something of another kind is."""
        if node.__class__ is ScalarNode:
            if not isinstance(node.tag, Typed) or node.tag.value is not None:
                raise Refused("a scalar in the way")
            return None
        if node.tag is not None and not node.tag.startswith("tag:yaml.org,2002:"):
            raise Refused("tagged")
        if node.__class__ is not MappingNode:
            if not isinstance(part, int):
                raise Refused("a list in the way")
            return Step(node, part, None, node.value[part]) if part < len(node.value) else None
        for index in range(len(node.value) - 1, -1, -1):  # the last of duplicate keys counts
            key, value = node.value[index]
            if key.__class__ is ScalarNode and key.value == part and key.tag is not MERGE:
                return Step(node, index, key, value)
        if any(key.tag is MERGE and _merges(value, part) for key, value in node.value):
            raise Refused("merged from elsewhere")
        return None


def _merges(node: Any, part: str | int) -> bool:
    """Does what a merge key merges hold that key, directly or through merge keys of its own?"""
    if node.__class__ is ScalarNode:
        return False
    if node.__class__ is not MappingNode:
        return any(_merges(item, part) for item in node.value if item.__class__ is MappingNode)
    return any(k.value == part or (k.tag is MERGE and _merges(v, part)) for k, v in node.value)


def _nested(root: Any, kind: type) -> Any:
    """(key, value) of the block collections under keys of block mappings, outermost first; a bounded search."""
    queue = [root]
    for node in queue:
        if node.__class__ is ScalarNode or node.flow_style:
            continue
        for item in node.value:
            key, value = item if item.__class__ is tuple else (None, item)
            if value.__class__ is ScalarNode or value.flow_style:
                continue
            if key is not None and value.value and (value.__class__ is MappingNode) == (kind is MappingNode):
                yield key, value
            if len(queue) < 500:
                queue.append(value)


def is_null(node: Any) -> bool:
    return node.__class__ is ScalarNode and isinstance(node.tag, Typed) and node.tag.value is None


def is_plain_scalar(node: Any) -> bool:
    """A scalar without an explicit tag, in whatever quotes."""
    return node.__class__ is ScalarNode and (node.tag is STR or isinstance(node.tag, Typed))
