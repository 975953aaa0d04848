"""The map for scripts; its schema is `data/graph.schema.json`, its version the field `schema`."""

from ..report._json import harmless_json
from . import Document


def render(document: Document) -> str:
    return harmless_json(dict(document))
