"""The map for scripts; its schema is `data/graph.schema.json`, its version the field `schema`."""

from ..report import _escape
from . import Document


def render(document: Document) -> str:
    return _escape.json(dict(document))
