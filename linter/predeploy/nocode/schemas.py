"""JSON Schemas that somebody else wrote: which of them may be used, and how they are."""

from collections.abc import Iterator
from typing import Any, Final

from .backtracking import explodes

_MAX_PARTS: Final = 5_000  # of a schema with all that its references stand for: each is asked about every value
_MAX_DEPTH: Final = 40


def mistakes(schema: Any) -> Iterator[str]:
    """Why a schema cannot be used: nothing when it can."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        _measure(schema, schema, [0], ())
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield f"no JSON Schema: {error.message}"
        return
    except _Unfit as error:
        yield str(error)
        return
    for word, value in _walk(schema):
        if word == "pattern" and explodes(str(value)):
            yield f"the pattern {value!r} can take for ever on some texts: a repetition or choice inside a repetition"


def validator(schema: Any) -> Any:
    """A validator that opens no address, whatever the schema says."""
    from jsonschema import Draft202012Validator
    from referencing import Registry

    return Draft202012Validator(schema, registry=Registry())


class _Unfit(Exception):
    pass


def _measure(part: Any, schema: Any, parts: list[int], above: tuple[int, ...]) -> None:
    """Raises _Unfit for a schema that is too large or too deep, its references followed."""
    if not isinstance(part, (dict, list)):
        return
    if id(part) in above:
        raise _Unfit("a $ref may not lead back to where it stands")
    parts[0] += 1
    if parts[0] > _MAX_PARTS or len(above) > _MAX_DEPTH:
        raise _Unfit(f"a schema has at most {_MAX_PARTS} parts and {_MAX_DEPTH} levels, its references followed")
    above = (*above, id(part))
    if isinstance(part, list):
        for item in part:
            _measure(item, schema, parts, above)
        return
    for word, value in part.items():
        if word in ("$ref", "$dynamicRef") and isinstance(value, str):
            _measure(_target(value, schema), schema, parts, above)
        elif word == "$id" and isinstance(value, str):
            raise _Unfit("a schema may not have an $id: a $ref points from the top")
        elif word != "$defs":  # counts where it is referred to
            _measure(value, schema, parts, above)


def _target(reference: str, schema: Any) -> Any:
    if reference != "#" and not reference.startswith("#/"):
        raise _Unfit("a $ref may only point into the same schema: #/…")
    found = schema
    for written in reference.split("/")[1:]:
        key = written.replace("~1", "/").replace("~0", "~")
        if isinstance(found, list) and key.isascii() and key.isdigit() and len(key) < 6:
            found = dict(enumerate(found)).get(int(key))
        else:
            found = found.get(key) if isinstance(found, dict) else None
        if found is None:
            raise _Unfit(f"there is no {reference} in the schema")
    return found


def _walk(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key, value
            if key == "patternProperties" and isinstance(value, dict):
                yield from (("pattern", pattern) for pattern in value)
            yield from _walk(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _walk(item)


__all__ = ["mistakes", "validator"]
