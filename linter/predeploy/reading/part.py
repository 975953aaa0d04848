"""The stretch of a text that belongs to one of its documents."""

import re
from typing import Final

from ..patterns import pattern
from .tree import Tree

BOUNDARY: Final = pattern(r"^(?:---|\.\.\.)(?=\s|\Z)", re.M)
"""What separates documents: in YAML nothing else can stand so at the beginning of a line, not even in a block scalar."""


def part(tree: Tree) -> tuple[int, int]:
    """Where the part of a document begins (with its `---`, or behind the `...` before it) and ends, as offsets into the
    text. Raises ReadError when the file changed meanwhile."""
    text = tree.source.text
    if tree.source.path.endswith(".json"):
        return 0, len(text)
    root = tree.node
    at = begin = root.start_mark.index + tree._start
    while begin > 0:
        marker = text.rfind("\n---", 0, begin)
        begin = max(marker, text.rfind("\n...", max(marker, 0), begin)) + 1
        if BOUNDARY.match(text, begin):
            break
    if text.startswith("...", begin):
        begin = text.find("\n", begin) + 1
    after = BOUNDARY.search(text, at)
    return begin, after.start() if after else len(text)
