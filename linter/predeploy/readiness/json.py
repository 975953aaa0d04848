"""Readiness for scripts; its schema is `data/readiness.schema.json`, its version the field `schema`."""

from ..report._json import harmless_json
from . import Context, Document


def render(document: Document, context: Context) -> str:
    return harmless_json(dict(document))
