"""The texts of a whole document by the names they stand under, for whoever looks for secrets in them."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..reading.tree import Path


def named_texts(root: Node) -> Iterator[tuple[str, Node]]:
    """Every text as it is written, with its key; of `{key: TOKEN, value: …}` with what the key says."""
    stack: list[tuple[Any, Path]] = [(root.raw, root.path)]
    while stack:
        value, path = stack.pop()
        if value.__class__ is dict:
            label = _label(value)
            for key, child in value.items():
                if child.__class__ is str:
                    name = label if label is not None and str(key).lower() == "value" else str(key)
                    yield name, Node(root.tree, (*path, key), child)
                else:
                    stack.append((child, (*path, key)))
        elif value.__class__ is list:
            stack += [(child, (*path, index)) for index, child in enumerate(value)]


def _label(value: dict[str, Any]) -> str | None:
    """The name in a pair of key and value."""
    if len(value) > 3 or not {"value", "Value"} & value.keys():
        return None
    found: Any = next((value[key] for key in ("key", "Key", "name", "Name") if key in value), None)
    return found if found.__class__ is str else None
