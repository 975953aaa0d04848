"""One parsed document: its data, and on demand the node tree that knows where each value stands."""

from typing import Any

from .errors import ReadError
from .libyaml import MappingNode, ScalarNode
from .scalars import MERGE, STR
from .source import Source
from .span import Span
from .yaml import Composed, Duplicate

Path = tuple[str | int, ...]


class Tree:
    """`data` is what rules read; positions are looked up in the composed nodes, which are kept while a file is
    checked and composed again when a tree that travelled between processes needs them."""

    __slots__ = (
        "__weakref__",
        "_node",
        "_places",
        "_start",
        "data",
        "dialect",
        "duplicates",
        "format",
        "index",
        "keys",
        "odd",
        "resolve",
        "source",
        "truths",
    )

    def __init__(
        self, source: Source, index: int, data: Any, composed: Composed | None, duplicates: tuple[Duplicate, ...] = ()
    ) -> None:
        self.source, self.index, self.data = source, index, data
        self._node: Any = composed.node if composed else None
        self._places: Any = None  # of a JSON text
        self._start = composed.start if composed else 0
        self.duplicates = duplicates
        self.keys: set[str] | None = None  # every key that is written in it; None when that was not noted
        self.odd = True  # may a number or truth value be written otherwise than it is printed?
        self.format: Any = None  # the format that claimed the tree
        self.dialect: Any = None  # what that format keeps to answer questions about references
        self.resolve: Any = None  # value → effective value, in the dialect of that format
        self.truths: frozenset[str] = frozenset()  # texts that the format takes for true

    def __reduce__(self) -> Any:
        return (arrived, (self.source, self.index, self.data, self.format, self.odd))

    @property
    def node(self) -> Any:
        """The root of the composed nodes; raises ReadError when the file changed since."""
        if self._node is None:
            from . import compose_again

            composed = compose_again(self.source)
            if self.index >= len(composed):
                raise ReadError("the file changed while it was being checked")
            self._node, self._start = composed[self.index]
        return self._node

    def locate(self, path: Path) -> tuple[Any, Any, int]:
        """The last key node and value node on the way to `path`, and how many steps of it are written in this text.
        Raises ReadError when the file changed since."""
        if self._node is None and self.source.path.endswith(".json"):
            return self._in_json(path)
        node, key, depth = self.node, None, 0
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            key, node = found
            depth += 1
        return key, node, depth

    def _in_json(self, path: Path) -> tuple[Any, Any, int]:
        if self._places is None:
            from .json_places import Places

            self._places = Places(self.source.text)
        found: tuple[Any, Any, int] = self._places.locate(path)
        return found

    def span(self, path: Path) -> Span:
        """Where a finding about `path` points: a scalar → its value; a collection under a key → that key; a list item
        or a whole document → its name, else its first key or item; something absent → the nearest written ancestor by the same rule."""
        key, node, _ = self.locate(path)
        if node.__class__ is not ScalarNode:
            node = key if key is not None else label(node)
        elif not node.value and node.start_mark.index == node.end_mark.index and key is not None:
            node = key  # `a:` and nothing behind it
        return self.span_of(node)

    def key_span(self, path: Path) -> Span:
        """The key at `path` where there is one, else the same as `span`."""
        key, _, depth = self.locate(path)
        return self.span_of(key) if key is not None and depth == len(path) else self.span(path)

    def span_of(self, node: Any) -> Span:
        start, end = self.bounds(node)
        line, column = self.source.position(start)
        end_line, end_column = self.source.position(end)
        return Span(line, column, end_line, end_column, start, end)

    def bounds(self, node: Any) -> tuple[int, int]:
        """Offsets into the source text. libyaml ends a block collection at the next token and a block scalar behind its
        blank lines: a collection ends with its last scalar, a block scalar with its last visible character."""
        start = node.start_mark.index + self._start
        alias = False  # what an alias leads to begins further up, and may go in a circle
        while node.__class__ is not ScalarNode and not node.flow_style and node.value and not alias:
            last = node.value[-1]
            below = last[1] if last.__class__ is tuple else last
            alias = below.start_mark.index <= node.start_mark.index
            node = node if alias else below
        end = node.end_mark.index + self._start
        if alias or (node.__class__ is ScalarNode and node.style in ("|", ">")):
            text = self.source.text
            while end > start and text[end - 1] in " \t\r\n":
                end -= 1
        return start, max(start, end)

    def spelling(self, path: Path) -> str | None:
        """The scalar at `path` as it is written, without quotes; None when no plain scalar stands there."""
        try:
            _, node, depth = self.locate(path)
        except ReadError:
            return None
        if depth < len(path) or node.__class__ is not ScalarNode:
            return None
        return node.value if node.tag is STR or node.tag.__class__ is not str else None


def arrived(source: Source, index: int, data: Any, form: Any, odd: bool) -> Tree:
    """A tree that travelled without its nodes."""
    tree = Tree(source, index, data, None)
    tree.odd = odd
    if form is not None:
        tree.format = form
        form.prepare(tree, fresh=False)
    return tree


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    """(key node or None, value node) one step below a node; looks through merge keys."""
    if node.__class__ is MappingNode:
        own, bases = _entries(node)
        found = own.get(part)
        return _merged(bases, part) if found is None and bases else found
    if node.__class__ is not ScalarNode and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def _merged(bases: list[Any], part: str | int) -> tuple[Any, Any] | None:
    """What stands under a key in what a mapping merges."""
    left, seen = [*bases], set[int]()
    while left:  # each base once: they may go in a circle, or multiply
        mapping = left.pop()
        if mapping.__class__ is MappingNode and id(mapping) not in seen:
            seen.add(id(mapping))
            own, further = _entries(mapping)
            if part in own:
                return own[part]
            left += further  # the last base lies lowest: the first is looked through first
    return None


def _entries(mapping: Any) -> tuple[dict[Any, tuple[Any, Any]], list[Any]]:
    """The entries of a mapping by key, the last of duplicate ones, and what it merges, the first behind; kept by the node,
    for findings ask for many of a large one."""
    found: tuple[dict[Any, tuple[Any, Any]], list[Any]] | None = getattr(mapping, "entries", None)
    if found is None:
        own = {k.value: (k, v) for k, v in mapping.value if k.tag is not MERGE and k.__class__ is ScalarNode}
        bases: list[Any] = []
        for key, value in reversed(mapping.value) if len(own) < len(mapping.value) else ():
            if key.tag is MERGE:
                bases += [value] if value.__class__ is MappingNode else reversed(value.value)
        found = mapping.entries = (own, bases)
    return found


_LABELS = ("name", "Name", "id", "Id", "metadata", "kind")


def label(node: Any) -> Any:
    """The node that stands for a block: its name, else its first key, else itself."""
    if node.__class__ is MappingNode:
        for want in _LABELS:
            found = _child(node, want)
            if found is None:
                continue
            if want == "metadata":
                found = _child(found[1], "name") or _child(found[1], "generateName")
            if found is not None and found[1].__class__ is ScalarNode and found[1].value:
                return found[1]
        if node.value:
            return node.value[0][0]
    elif node.__class__ is not ScalarNode and node.value:
        first = node.value[0]
        if first.__class__ is MappingNode:
            return label(first)
        return first if first.__class__ is ScalarNode else node
    return node
