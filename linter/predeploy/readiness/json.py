"""Readiness for scripts; its schema is `data/readiness.schema.json`, its version the field `schema`."""

from ..report import _escape
from . import Context, Document


def render(document: Document, context: Context) -> str:
    return _escape.json(dict(document))
