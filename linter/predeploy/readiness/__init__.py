"""How readiness for zero is told: each module here whose name has no leading underscore is one `predeploy readiness --format`.

A format is one file with `def render(document: Document, context: Context) -> str`; nothing is registered. What it tells
is the JSON document (`data/readiness.schema.json`), whose texts are the input's own: a format makes them harmless.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from ..record import NamedTuple
from ..report import modules

Document = Mapping[str, Any]


class Context(NamedTuple):
    """How to tell it: what is not in the document itself."""

    color: bool = False
    width: int = 100  # columns of the terminal
    all: bool = False  # also what needs nobody's eyes


def names() -> list[str]:
    """The formats there are, sorted."""
    return modules(__path__)


def render(name: str, document: Document, context: Context) -> str:
    """The document in the format `name`. Raises ValueError for a format that does not exist."""
    if name not in names():
        raise ValueError(f"there is no format {name!r}")
    text: str = import_module(f"{__name__}.{name}").render(document, context)
    return text
