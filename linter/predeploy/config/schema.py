"""The JSON Schema of predeploy.yaml, and checking data against it in words."""

import json
import math
import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import Any, Final, Protocol

from ..options import Option, schema, shown
from ..reading.tree import Path
from ..reading.values import Tagged
from ..record import NamedTuple
from .errors import MAX_WRONG, did_you_mean, or_known

FILE: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "config.schema.json")

# Our own choice: far above any configuration a person writes, low enough that hostile ones cost nothing.
MAX_DEPTH: Final = 20
MAX_VALUES: Final = 50_000
_MAX_INT: Final = 2**63

_WORDS: Final = {
    "string": "text",
    "number": "a number",
    "boolean": "true or false",
    "object": "a map",
    "array": "a list",
}


class Wrong(NamedTuple):
    """What is wrong at a path of the data; `key` when its key is, not its value."""

    path: Path
    message: str
    key: bool = False


class RuleLike(Protocol):
    """What a schema says about a rule."""

    @property
    def name(self) -> str: ...
    @property
    def pack(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def options(self) -> Mapping[str, Option]: ...


@cache
def config_schema() -> dict[str, Any]:
    with open(FILE, encoding="utf-8") as stream:
        found: dict[str, Any] = json.load(stream)
    return found


def schema_with(rules: Mapping[str, RuleLike]) -> dict[str, Any]:
    """The schema that `predeploy schema config` prints: with the name, title and options of each rule, for editors."""
    full = deepcopy(config_schema())
    base = full["$defs"]["rule-settings"]
    named = {}
    for rule in rules.values():
        options = {
            "description": "Options of the rule.",
            "type": "object",
            "additionalProperties": False,
            "properties": {name: schema(option) for name, option in rule.options.items()},
        }
        settings = {**base, "properties": {**base["properties"], "options": options}}
        word = rule.name if rule.pack == "predeploy" else f"{rule.pack}:{rule.name}"
        named[word] = {**full["$defs"]["rule"], "description": rule.title, "then": settings}
    full["properties"]["rules"]["properties"] = named
    return full


def examine(data: Any) -> tuple[Any, list[Wrong]]:
    """Cleaned data and what is wrong with it; with MAX_WRONG of that, or something at the path (), nothing holds."""
    data, wrong = clean(data)
    if any(not one.path for one in wrong):
        return data, wrong
    refused = [one.path for one in wrong]
    wrong += (one for one in check(data) if not any(one.path[: len(path)] == path for path in refused))
    return data, wrong[:MAX_WRONG]


def clean(data: Any) -> tuple[Any, list[Wrong]]:
    """The data without nulls, and what no configuration may hold: tags, endless depth, numbers beyond measure."""
    wrong: list[Wrong] = []
    budget = MAX_VALUES

    def copy(value: Any, path: Path) -> Any:
        nonlocal budget
        budget = -1 if len(path) > MAX_DEPTH else budget - 1
        if budget < 0:
            return None
        if value.__class__ is dict:
            return {k: copy(v, (*path, k)) for k, v in value.items() if v is not None and budget >= 0}
        if value.__class__ is list:
            return [copy(v, (*path, i)) for i, v in enumerate(value) if budget >= 0]
        if value.__class__ is Tagged:
            wrong.append(Wrong(path, f"the tag {shown(value.tag)} has no meaning here"))
            return None
        if value.__class__ is float and not math.isfinite(value):
            wrong.append(Wrong(path, "expects a finite number"))
        elif value.__class__ is int and abs(value) >= _MAX_INT:
            wrong.append(Wrong(path, "is too large a number"))
        return value

    copied = copy(data, ())
    return copied, wrong if budget >= 0 else [Wrong((), "the configuration is too large or nested too deep")]


def check(data: Any) -> list[Wrong]:
    """Everything in cleaned data that the schema forbids, at most MAX_WRONG of it."""
    import jsonschema

    validator = jsonschema.Draft202012Validator(config_schema())
    found = (one for error in validator.iter_errors(data) for one in _in_words(error))
    return list(islice(found, MAX_WRONG))


def _in_words(error: Any) -> Iterator[Wrong]:
    path: Path = tuple(error.absolute_path)
    value, wanted = error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            known = error.schema.get("properties", {})
            for key in value:
                if key not in known:
                    yield Wrong((*path, key), f"unknown key {shown(key)}{or_known(key, known)}", key=True)
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            words = " or ".join(_WORDS.get(kind, kind) for kind in kinds)
            quote = " (put it in quotes)" if "string" in kinds and value.__class__ in (int, float, bool) else ""
            yield Wrong(path, f"expects {words}, not {shown(value)}{quote}{_examples(error.schema)}")
        case "enum":
            known = [word for word in wanted if isinstance(word, str)]
            guess = did_you_mean(value, known) if isinstance(value, str) else ""
            yield Wrong(path, f"expects one of {', '.join(known)}, not {shown(value)}{guess}")
        case "required":
            yield from (Wrong(path, f"{key!r} is missing") for key in wanted if key not in value)
        case "maxLength" | "maxItems" | "maxProperties":
            yield Wrong(path, f"is too long: at most {wanted}")
        case "minLength" | "minItems" | "minProperties":
            yield Wrong(path, "is empty")
        case "minimum" | "maximum":
            yield Wrong(path, f"expects a number {'from' if error.validator == 'minimum' else 'up to'} {wanted}")
        case _:
            yield Wrong(path, f"is wrong: {error.message[:200]}")


def _examples(part: Mapping[str, Any]) -> str:
    examples = part.get("examples")
    return f", such as {json.dumps(examples[0])}" if examples else ""
