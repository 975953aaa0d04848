"""YAML as the tools that run on Node.js read it."""

from typing import Any

from ..reading import Source, Tree, read
from ..reading.scalars import plain_js
from ..reading.values import UNKNOWN
from ..reading.yaml import rebuild


def reread(tree: Tree) -> None:
    """Give a tree the data that these tools see in it."""
    if not tree.source.path.endswith(".json"):
        tree.data = rebuild(tree.node, plain_js)


def parse(text: str) -> Any:
    """The data of an included file; UNKNOWN when it is broken."""
    reading = read(Source("", text))
    return UNKNOWN if reading.broken or not reading.trees else rebuild(reading.trees[0].node, plain_js)
