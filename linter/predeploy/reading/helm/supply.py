"""Which value would supply what is missing at a place: supposed from the templates, proven by rendering with it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ...finding import Decided
from .. import read
from ..confined import RenderError
from ..source import Source
from ..tree import Path as TreePath
from .candidates import rooted
from .flow import ANY
from .leaves import aliases, dotted, overlay
from .lines import TemplateOrigin
from .marks import Mark
from .prove import Prover
from .template import NoTemplate

MAX_TRIES: Final = 4  # renders for one finding
_SAMPLE: Final = "1"


def supplies(
    prover: Prover, origin: TemplateOrigin, line: int, column: int, index: int, path: TreePath
) -> Decided | None:
    """The value that gives the object in a document what stands at no `path`; None when none does, or nobody can tell.
    `line` and `column` are those of what stands nearest."""
    spot = origin.spot(line, column)
    document = _document(origin.text, index)
    missing = _missing(document, path)
    if spot is None or spot.run is None or not missing:
        return None
    marks = prover.render.work.templates.marked
    assert marks
    numbers = [*spot.run.stack, *([spot.run.mark] if spot.run.mark is not None else [])]
    stack = [marks.marks[number] for number in dict.fromkeys(numbers)]
    tried = 0
    for found, rest in _called_like(prover, origin, stack, path, len(path) - len(missing)):
        tried += 1
        if tried > MAX_TRIES or prover.spent:
            break
        value: Any = _SAMPLE
        for step in reversed(rest):
            value = [value] if isinstance(step, int) else {step: value}
        try:
            outputs = prover.render.run(overlay(prover.values, found, value))
        except RenderError:
            continue
        after = _same(document, prover.after(origin, outputs))
        if after is not None and not _missing(after, _named(document, after, path)):
            return Decided(dotted(found), prover.place_of(found), "absent")
    return None


def _called_like(
    prover: Prover, origin: TemplateOrigin, stack: Sequence[Mark], path: TreePath, present: int
) -> Iterator[tuple[TreePath, TreePath]]:
    """Values called like the first missing key, or like the map that lacks it, and the steps below them."""
    for number in (present, present - 1):
        key = path[number] if 0 <= number < len(path) else None
        if isinstance(key, str):
            for found in _candidates(prover, origin, stack, key):
                yield found, path[number + 1 :]


def _candidates(prover: Prover, origin: TemplateOrigin, stack: Sequence[Mark], key: str) -> Iterator[TreePath]:
    """Values called like the missing key that stand in an action behind the place, the nearest first; what stands in
    the helper comes before what stands where it is called."""
    resolver = prover.candidates.resolver(origin)
    prefix = aliases(origin.rendered)
    word = re.compile(rf"\b{re.escape(key)}\b")
    seen: set[TreePath] = set()
    for depth in range(len(stack) - 1, -1, -1):
        place = stack[depth]
        callers = [one for one in stack[:depth] if one.kind == "action"]
        try:
            template = prover.render.work.templates.at(place.path)
        except NoTemplate:
            continue
        first, last = 0, len(template.text)
        for one in template.definitions:
            if one.name == place.define:
                first, last = template.pieces[one.first].end, template.pieces[one.last].start
        said = [
            one
            for one in template.pieces
            if one.kind == "action" and first <= one.start < last and word.search(one.body)
        ]
        for piece in sorted(said, key=lambda one: (one.start < place.start, abs(one.start - place.start))):
            inner = piece.end if piece.keyword in ("if", "with") else piece.start
            mark = Mark("action", place.path, inner, inner, place.define)
            flow = resolver.resolve([*callers, mark])
            for path in sorted(flow.all() | flow.gates):
                found = rooted(path, prefix)
                if found and found[-1] == key and ANY not in found and found not in seen:
                    seen.add(found)
                    yield found


def _document(text: str, index: int) -> Any:
    return next((tree.data for tree in read(Source("", text)).trees if tree.index == index), None)


def _missing(data: Any, path: TreePath) -> TreePath:
    """The steps of a path from the first on that leads nowhere."""
    for number, step in enumerate(path):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return path[number:]
        if data is None:
            return path[number:]
    return ()


def _same(document: Any, text: str) -> Any:
    """The document of another text that is about the same object."""
    wanted = _identity(document)
    return next((tree.data for tree in read(Source("", text)).trees if _identity(tree.data) == wanted), None)


def _identity(document: Any) -> Any:
    metadata = document.get("metadata") if isinstance(document, dict) else None
    return (document.get("kind"), metadata.get("name")) if isinstance(metadata, dict) else None


def _named(before: Any, after: Any, path: TreePath) -> TreePath:
    """The path in the other document: items of lists are found again by their names."""
    out: list[str | int] = []
    for step in path:
        if isinstance(step, int) and isinstance(before, list) and isinstance(after, list) and step < len(before):
            name = before[step].get("name") if isinstance(before[step], dict) else None
            same = [n for n, one in enumerate(after) if isinstance(one, dict) and name and one.get("name") == name]
            before, step = before[step], same[0] if same else step  # noqa: PLW2901
        else:
            before = before.get(step) if isinstance(before, dict) else None
        out.append(step)
        after = after[step] if isinstance(after, list) and isinstance(step, int) and step < len(after) else (
            after.get(step) if isinstance(after, dict) else None
        )  # fmt: skip
    return tuple(out)
