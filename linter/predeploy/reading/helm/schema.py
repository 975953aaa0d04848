"""values.schema.json: Helm would fetch whatever it refers to, and nobody is called for a stranger's chart."""

import json
from typing import Any, Final

LEFT_OUT: Final = "a schema that refers to another place: values are not checked against it"
_REFERENCES: Final = ("$ref", "$dynamicRef", "$recursiveRef")
_KNOWN: Final = ("http://json-schema.org/", "https://json-schema.org/")  # drafts that come with Helm


def refers_elsewhere(raw: bytes) -> bool:
    """Does a JSON Schema name anything that does not stand in it?"""
    try:
        left: list[Any] = [json.loads(raw)]
    except (ValueError, RecursionError):
        return False  # Helm refuses it unread
    while left:
        one = left.pop()
        if isinstance(one, dict):
            draft = one.get("$schema", _KNOWN[0])
            if not str(draft).startswith(_KNOWN):
                return True
            if any(not str(one[key]).startswith("#") for key in _REFERENCES if key in one):
                return True
            left += one.values()
        elif isinstance(one, list):
            left += one
    return False
