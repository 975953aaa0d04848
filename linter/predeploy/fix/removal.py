"""Remove: a whole entry with its lines or its comma, and nobody else's comments."""

from typing import Final

from ..patterns import pattern
from ..reading.tree import Path
from .document import COMMA, Document, Raw, Step
from .style import Refused

_DASHES: Final = pattern(r" *(?:- +)+\Z")
_BLANKS: Final = pattern(r"[ \t]*")
_DASH: Final = pattern(r"- *\Z")


def remove(doc: Document, path: Path) -> list[Raw]:
    walk = doc.walk(path[:-1])
    node = walk.steps[-1].node if walk.steps else doc.root
    step = None if walk.rest or not path else doc.child(node, path[-1])
    if step is None or len(node.value) < 2:
        raise Refused("not there, or the only entry")
    if step.key is None and doc.is_alias(step):
        raise Refused("an alias")
    start = doc.start(step.key if step.key is not None else step.node)
    stop = doc.close(step.node, doc.end(step.key) if step.key is not None else start)
    return _from_flow(doc, step, start, stop) if node.flow_style else _from_block(doc, step, start, stop)


def _from_block(doc: Document, step: Step, start: int, stop: int) -> list[Raw]:
    if doc.keeps_blank_lines(step.node):
        raise Refused("the blank lines belong to the value")
    if step.key is None:
        dash = _DASH.search(doc.text, doc.line_start(start), start)
        if dash is None:
            raise Refused("a dash on another line")
        start = dash.start()
    end = doc.behind(stop)
    if doc.margin(start) is not None:
        return [Raw(doc.line_start(start), _next_line(doc, end), "")]
    # The first entry behind a dash: the next one moves up
    if not _DASHES.match(doc.text[doc.line_start(start) : start]):
        raise Refused("something before it on its line")
    while end < len(doc.text) and doc.text[end] in " \r\n":
        end += 1
    return [Raw(start, end, "")]


def _from_flow(doc: Document, step: Step, start: int, stop: int) -> list[Raw]:
    comma = COMMA.match(doc.text, stop)
    if comma is not None:
        return [_with_line(doc, start, comma.end()) or Raw(start, _blanks(doc, comma.end()), "")]
    if step.number != len(step.parent.value) - 1:
        raise Refused("a comment before the comma")
    before = step.parent.value[step.number - 1]
    if before.__class__ is tuple:
        last = doc.close(before[1], doc.end(before[0]))
    else:
        last = doc.close(before, doc.start(before))
    comma = COMMA.match(doc.text, last)
    if comma is None:
        raise Refused("a comment before the comma")
    line = _with_line(doc, start, stop)
    if line is not None:
        return [Raw(comma.end() - 1, comma.end(), ""), line]
    if doc.text[comma.end() : start].strip():
        raise Refused("a comment before it")
    return [Raw(last, stop, "")]


def _with_line(doc: Document, start: int, stop: int) -> Raw | None:
    """The whole lines of an entry that has them to itself."""
    if doc.margin(start) is None:
        return None
    try:
        return Raw(doc.line_start(start), _next_line(doc, doc.behind(stop)), "")
    except Refused:
        return None


def _next_line(doc: Document, end: int) -> int:
    at = doc.text.find("\n", end)
    return len(doc.text) if at < 0 else at + 1


def _blanks(doc: Document, at: int) -> int:
    match = _BLANKS.match(doc.text, at)
    return match.end() if match else at
