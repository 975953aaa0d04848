"""Replace and insert: what to change in a document's text."""

from typing import Any, Final

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from ..patterns import pattern
from ..reading.scalars import STR, classify
from ..reading.tree import Path
from . import style
from .document import COMMA, Document, Raw, Step, Walk, is_null, is_plain_scalar
from .style import Refused

_COLON: Final = pattern(r"[ \t]*:")
_BLANKS: Final = pattern(r"[ \t]*")


def replace(doc: Document, path: Path, value: Any) -> list[Raw]:
    walk = doc.walk(path)
    if walk.rest or not walk.steps:
        raise Refused("nothing is written there")
    step = walk.steps[-1]
    if is_null(step.node):
        return _fill(doc, walk, value)
    start = doc.inner(step.node)
    if step.node.__class__ is not ScalarNode and not step.node.flow_style:
        return _replace_block(doc, step, start, value)
    if step.node.__class__ is ScalarNode and (not is_plain_scalar(step.node) or step.node.style in ("|", ">")):
        raise Refused("tagged, or a block scalar")
    flow = walk.flow or step.node.__class__ is not ScalarNode
    if value.__class__ in (dict, list):
        return [Raw(start, doc.end(step.node), _inline(doc, walk, value, start))]
    quote = _quote(step.node, value)
    if value.__class__ is str and _quotes_keys(doc, walk):
        quote = '"'
    return [Raw(start, doc.end(step.node), style.scalar(value, quote=quote, flow=flow))]


def _quote(node: Any, value: Any) -> str:
    """The quotes to keep: a quoted number was meant to be text, so is the number in its place."""
    if node.__class__ is not ScalarNode or node.style not in ("'", '"'):
        return ""
    return node.style if value.__class__ is str or not node.value or classify(node.value) is not STR else ""


def _replace_block(doc: Document, step: Step, start: int, value: Any) -> list[Raw]:
    floor = doc.end(step.key) if step.key is not None else start
    stop = doc.close(step.node, floor)
    if "#" in doc.text[floor:stop]:
        raise Refused("there may be comments in it")  # they would vanish
    if value and value.__class__ is (dict if step.node.__class__ is MappingNode else list):
        lines = style.block(value, doc.column(start), doc.step, doc.dash)
        return [Raw(start, stop, doc.eol.join(lines).lstrip(" "))]
    text = style.inline(value, as_json=False) if value.__class__ in (dict, list) else style.scalar(value)
    if step.key is None:
        return [Raw(start, stop, text)]
    return [Raw(_behind_colon(doc, step), stop, " " + text)]


def insert(doc: Document, path: Path, value: Any) -> list[Raw]:
    walk = doc.walk(path)
    if not walk.rest:
        if not walk.steps or not is_null(walk.steps[-1].node):
            raise Refused("something is written there")
        return _fill(doc, walk, value)
    part, below = walk.rest[0], _nest(walk.rest[1:], value)
    node = walk.steps[-1].node if walk.steps else doc.root
    if node.__class__ is SequenceNode and part == 0 and not node.value:
        return _fill(doc, walk, [below])
    if node.__class__ is ScalarNode or not node.value:
        return _fill(doc, walk, _nest(walk.rest, value))
    if node.__class__ is MappingNode and part.__class__ is str:
        return (
            _insert_flow(doc, walk, node, {part: below}) if node.flow_style else _insert_block(doc, node, {part: below})
        )
    if node.__class__ is not MappingNode and part.__class__ is int:
        return _insert_flow(doc, walk, node, [below]) if node.flow_style else _insert_block(doc, node, [below])
    raise Refused("another type in the way")


def _nest(path: Path, value: Any) -> Any:
    for part in reversed(path):
        if part.__class__ is int:
            raise Refused("a list that is not there has no items")
        value = {part: value}
    return value


def _fill(doc: Document, walk: Walk, value: Any) -> list[Raw]:
    """Write where only null, `{}`, `[]` or nothing stands."""
    if not walk.steps:
        if not doc.is_json:
            raise Refused("an empty document")
        return [Raw(doc.start(doc.root), doc.end(doc.root), _inline(doc, walk, value, 0))]
    step = walk.steps[-1]
    start, end = doc.inner(step.node), doc.end(step.node)
    if not is_null(step.node) and value.__class__ is not (dict if step.node.__class__ is MappingNode else list):
        raise Refused("another type in the way")
    if not value or value.__class__ not in (dict, list) or doc.is_json or walk.flow or step.key is None:
        return [
            Raw(
                start,
                end,
                (" " if start == end and doc.text[start - 1] == ":" else "") + _inline(doc, walk, value, start),
            )
        ]
    if start != doc.start(step.node):
        raise Refused("an anchor")
    colon = _behind_colon(doc, step)
    if doc.line_start(colon) != doc.line_start(start):
        return _fill_below(doc, step, value)
    column = doc.column(doc.start(step.key)) + (doc.step if value.__class__ is dict else doc.dash)
    stop = doc.behind(end)
    lines = doc.eol + doc.eol.join(style.block(value, column, doc.step, doc.dash))
    if not doc.text[end:stop].strip():
        return [Raw(colon, stop, lines)]
    return [Raw(colon, end, ""), Raw(stop, stop, lines)]


def _fill_below(doc: Document, step: Step, value: Any) -> list[Raw]:
    """A `{}` on a line of its own below its key, as charts render it."""
    start, end = doc.start(step.node), doc.end(step.node)
    column = doc.column(start)
    if doc.margin(start) is None or doc.behind(end) != end or column <= doc.column(doc.start(step.key)):
        raise Refused("neither beside nor below its key")
    return [Raw(start, end, doc.eol.join(style.block(value, column, doc.step, doc.dash)).lstrip(" "))]


def _behind_colon(doc: Document, step: Step) -> int:
    match = _COLON.match(doc.text, doc.end(step.key))
    if match is None:
        raise Refused("a key without its colon")
    return match.end()


def _insert_block(doc: Document, node: Any, value: Any) -> list[Raw]:
    """A new last entry, below the line on which the present last one ends."""
    first = node.value[0]
    at = doc.start(first[0]) if first.__class__ is tuple else doc.start(node)
    if first.__class__ is not tuple and doc.text[at : at + 1] != "-":
        raise Refused("an anchor before the list")
    lines = style.block(value, doc.column(at), doc.step, doc.dash)
    if doc.keeps_blank_lines(node):
        raise Refused("the blank lines belong to the value before")
    stop = doc.behind(doc.close(node, doc.start(node)))
    return [Raw(stop, stop, doc.eol + doc.eol.join(lines))]


def _insert_flow(doc: Document, walk: Walk, node: Any, value: Any) -> list[Raw]:
    last = node.value[-1]
    opening = doc.start(last[0] if last.__class__ is tuple else last)
    stop = doc.close(last[1], doc.end(last[0])) if last.__class__ is tuple else doc.close(last, opening)
    comma = COMMA.match(doc.text, stop)
    at = comma.end() if comma else stop
    margin = doc.margin(opening)
    if "\n" in doc.text[at : doc.end(node)] and margin is not None:  # one entry a line
        line = doc.behind(at)
        text = _entries(doc, walk, value, margin)
        added = [Raw(line, line, doc.eol + margin + text + ("," if comma else ""))]
        return added if comma else [Raw(stop, stop, ","), *added]
    text = _entries(doc, walk, value, None)
    space = "" if _is_compact(doc, node) else " "
    return [Raw(at, at, f"{space}{text},") if comma else Raw(at, at, f",{space}{text}")]


def _entries(doc: Document, walk: Walk, value: Any, margin: str | None) -> str:
    """The text of a new entry of a flow collection, given as a collection of its own, without the brackets."""
    if margin is not None and doc.is_json:
        if value.__class__ is dict:
            return ", ".join(
                style.double(k) + ": " + style.pretty(v, margin, doc.unit, doc.eol) for k, v in value.items()
            )
        return ", ".join(style.pretty(v, margin, doc.unit, doc.eol) for v in value)
    compact = bool(walk.steps) and _is_compact(doc, walk.steps[-1].node)
    return style.inline(value, as_json=_quotes_keys(doc, walk), compact=compact)[1:-1]


def _inline(doc: Document, walk: Walk, value: Any, start: int) -> str:
    """A value in the place of a flow collection or a scalar."""
    margin = _BLANKS.match(doc.text, doc.line_start(start))
    if doc.is_json and (not walk.steps or doc.margin(doc.start(walk.steps[-1].key or walk.steps[-1].node)) is not None):
        return style.pretty(value, margin[0] if margin else "", doc.unit, doc.eol)
    as_json = _quotes_keys(doc, walk)
    if value.__class__ in (dict, list) or as_json:
        compact = bool(walk.steps) and _is_compact(doc, walk.steps[-1].parent)
        return style.inline(value, as_json=as_json, compact=compact)
    return style.scalar(value, flow=walk.flow)


def _quotes_keys(doc: Document, walk: Walk) -> bool:
    """Is this JSON, or flow style that is written like JSON?"""
    if doc.is_json:
        return True
    nodes = [doc.root, *(step.node for step in walk.steps)]
    keys = [key for node in nodes if node.__class__ is MappingNode and node.flow_style for key, _ in node.value]
    return bool(keys) and all(getattr(key, "style", None) == '"' for key in keys)


def _is_compact(doc: Document, node: Any) -> bool:
    """`{"a":1,"b":2}`: no blanks behind colons."""
    if node.__class__ is not MappingNode or not node.flow_style or not node.value:
        return False
    key, value = node.value[0]
    return doc.start(value) == doc.end(key) + 1
