"""How the map is drawn: each module here whose name has no leading underscore is one `predeploy graph --format`.

A format is one file with `def render(document: Document) -> str`; nothing is registered. What it draws is the JSON
document of the map (`data/graph.schema.json`), whose texts are the input's own: a format makes them harmless.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from ..report import modules

Document = Mapping[str, Any]


def names() -> list[str]:
    """The formats there are, sorted."""
    return modules(__path__)


def render(name: str, document: Document) -> str:
    """The map in the format `name`. Raises ValueError for a format that does not exist."""
    if name not in names():
        raise ValueError(f"there is no format {name!r}")
    text: str = import_module(f"{__name__}.{name}").render(document)
    return text
