"""The second reader: YAML that is legal although libyaml refuses it, composed by ruamel.yaml into the same node classes."""

import warnings
from typing import Any

from .libyaml import MappingNode, ScalarNode, SequenceNode
from .scalars import STR, classify


class _Mark:
    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


def compose(text: str) -> list[Any] | None:
    """The documents' node trees, or None when ruamel.yaml refuses the text too."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of anchors that are used again, which is legal
            reader = YAML(typ="rt", pure=True)
            reader.allow_duplicate_keys = True
            return [_convert(node, {}) for node in reader.compose_all(text) if node is not None]
    except (YAMLError, RecursionError, ValueError, AttributeError, TypeError, AssertionError, NotImplementedError):
        return None


def _convert(node: Any, memo: dict[int, Any]) -> Any:
    if id(node) in memo:
        return memo[id(node)]
    start: Any = _Mark(node.start_mark.index)
    end: Any = _Mark(node.end_mark.index)
    kind = node.__class__.__name__
    tag: Any = str(node.tag) if node.tag is not None else None
    if kind == "ScalarNode":
        plain = tag is None or tag.startswith("tag:yaml.org,2002:")
        meaning: Any = (classify(node.value) if node.style in (None, "") else STR) if plain else tag
        memo[id(node)] = out = ScalarNode(meaning, node.value, start, end, node.style or None)
        return out
    own: Any = None if tag is None or tag.startswith("tag:yaml.org,2002:") else tag
    if kind == "MappingNode":
        memo[id(node)] = out = MappingNode(own, [], start, end, node.flow_style)
        out.value.extend((_convert(k, memo), _convert(v, memo)) for k, v in node.value)
        return out
    memo[id(node)] = out = SequenceNode(own, [], start, end, node.flow_style)
    out.value.extend(_convert(item, memo) for item in node.value)
    return out
