"""The definition of a state machine inside a template: as an object, or as JSON in a text that functions put together.

What a definition leaves to the deployment, `${Name}` in its texts, becomes the Fn::Sub that it stands for, so that the
template's own resolver knows it. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
(as of 2026-11)
"""

import json
from typing import Any, Final

from ...node import Node
from ...reading.values import ABSENT, UNKNOWN, Tagged
from .syntax import PLACEHOLDER, call, sub_parts, text
from .within import within

_LONGEST: Final = (
    1_000_000  # characters; Step Functions takes a definition of 1 MB (API_CreateStateMachine, as of 2026-11)
)
_DEEPEST: Final = 100


def definition(node: Node, substitutions: Node) -> Node:
    """A node over the plain definition, in the place of `node`. What stands in a text that cannot be read is unknown."""
    raw, names = node.raw, substitutions.value
    local = names if names.__class__ is dict else {}
    if node.is_map and call(raw) is None:
        return Node(node.tree, node.path, _filled(node.value, local, 0))
    if not node.written:
        return node
    said = _text(raw)
    if said is None and node.text is not None:
        said = node.text, {}
    if said is None:
        return Node(node.tree, node.path, UNKNOWN)
    words, own = said
    data = _parsed(words)
    whole = UNKNOWN if data is UNKNOWN else _filled(data, {**local, **own}, 0)
    return Node(within(node.tree, node.path, words), node.path, whole)


def _text(raw: Any) -> tuple[str, dict[str, Any]] | None:
    """A text with `${Name}` for what is known at deployment only, and what its own names stand for."""
    name, argument = call(raw) or ("", raw)
    if name == "" and raw.__class__ is str:
        return raw, {}
    if name == "Sub":
        return sub_parts(argument)
    if name != "Join" or argument.__class__ is not list or len(argument) != 2 or argument[1].__class__ is not list:
        return None
    parts, names = [], dict[str, Any]()
    for number, part in enumerate(argument[1]):
        known = text(part)
        if known is None:
            known = f"${{Part{number}}}"
            names[f"Part{number}"] = part
        parts.append(known)
    return str(text(argument[0]) or "").join(parts), names


def _parsed(words: str) -> Any:
    try:
        found = json.loads(words) if len(words) <= _LONGEST else UNKNOWN
    except (ValueError, RecursionError):
        return UNKNOWN
    return found if found.__class__ is dict else UNKNOWN


def _filled(value: Any, names: dict[str, Any], depth: int) -> Any:
    """The same data with a Fn::Sub for every text that holds `${Name}`."""
    if depth > _DEEPEST:
        return UNKNOWN
    if value.__class__ is dict:
        return {key: _filled(inner, names, depth + 1) for key, inner in value.items()}
    if value.__class__ is list:
        return [_filled(inner, names, depth + 1) for inner in value]
    if value.__class__ is str and PLACEHOLDER.search(value):
        return Tagged("!Sub", [value, names] if names else value)
    return ABSENT if value is None else value
