"""Which key or item of a document begins in a stretch of its text."""

from bisect import bisect_left
from itertools import accumulate
from typing import Any

from yaml.nodes import ScalarNode

from ..reading import Tree


class Entries:
    """Remembers where the entries of each collection begin: a text may hold as many comments as entries."""

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = {}  # by the id of a node

    def find(self, tree: Tree, low: int, high: int) -> tuple[int, Any] | None:
        """The start and the value of the outermost entry that begins between two offsets."""
        node = tree.node
        while node is not None and node.__class__ is not ScalarNode:
            starts = self._begins(tree, node)
            at = bisect_left(starts, low)
            if at < len(starts) and starts[at] < high:
                return starts[at], _value(node, at)
            node = _value(node, at - 1) if at else None
        return None

    def _begins(self, tree: Tree, node: Any) -> list[int]:
        """In ascending order: an alias, which stands further up, counts with what is written before it."""
        starts = self._starts.get(id(node))
        if starts is None:
            heads = (item[0] if item.__class__ is tuple else item for item in node.value)
            starts = list(accumulate((head.start_mark.index + tree._start for head in heads), max))
            self._starts[id(node)] = starts
        return starts


def _value(node: Any, number: int) -> Any:
    item = node.value[number]
    return item[1] if item.__class__ is tuple else item
