"""Which value would supply what is missing at a place: supposed from the templates, proven by rendering with it."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from ...finding import Decided
from ...patterns import pattern
from ...record import NamedTuple
from ..tree import Path as TreePath
from .candidates import rooted
from .decode import Run
from .flow import ANY, Path
from .leaves import aliases
from .lines import TemplateOrigin
from .marks import Mark
from .objects import Objects, Spot
from .prove import Prover
from .resolve import Resolver
from .template import NoTemplate, Piece, Template

MAX_TRIES: Final = 6  # renders for one finding
MAX_GATES: Final = 2  # conditions around what is not printed, the nearest
MAX_SAID: Final = 12  # places of one text that speak of a key, the nearest
MAX_HELPERS: Final = 20  # in which it may be left out
MAX_ITEMS: Final = 3  # of a list or map in which the value may lie
_INCLUDED: Final = pattern(r'\b(?:include|template)\s+"([^"]+)"')
_SAMPLE: Final = "1"
_LISTS: Final = ([_SAMPLE], [{"name": _SAMPLE}])


class _Supply(NamedTuple):
    path: TreePath
    below: TreePath  # the steps from there to what is missing
    gate: bool  # does it only say whether it is printed?


def supplies(
    prover: Prover, origin: TemplateOrigin, line: int, column: int, index: int, path: TreePath
) -> Decided | None:
    """The value that gives the object in a document what stands at no `path`; None when none does, or nobody can tell.
    `line` and `column` are those of what stands nearest."""
    found = origin.spot(line, column)
    missing = prover.objects(origin).missing(Spot(index, path))
    if found is None or found.run is None or not missing:
        return None
    with prover.working():
        return _proven(prover, origin, found.run, Spot(index, path), len(path) - len(missing))


def _proven(prover: Prover, origin: TemplateOrigin, run: Run, spot: Spot, present: int) -> Decided | None:
    marks = prover.render.work.templates.marked
    assert marks
    numbers = [*run.stack, *([run.mark] if run.mark is not None else [])]
    stack = [marks.marks[number] for number in dict.fromkeys(numbers)]
    tries = (
        (one, value)
        for one in _likely(prover, origin, stack, spot.path, present)
        for value in _samples(one, prover.candidates.value(one.path))
    )
    for one, value in islice(tries, MAX_TRIES):
        if prover.spent:
            break
        text = (prover.effect(one.path, value) or {}).get(origin.rendered)
        if text is not None and prover.objects(origin).supplied(spot, Objects(text)):
            return prover.told(one.path, "absent")
    return None


def _samples(one: _Supply, now: Any) -> Iterator[Any]:
    """Values that would print it: shaped like what is missing, or just something."""
    if one.gate:
        if not now:
            yield True
        return
    if one.below:
        value: Any = _SAMPLE
        for step in reversed(one.below):
            value = [value] if isinstance(step, int) else {step: value}
        yield value
    elif isinstance(now, dict):
        yield {"sample": _SAMPLE}
    elif isinstance(now, list):
        yield from _LISTS
    elif isinstance(now, bool):
        yield not now
    else:
        yield from (_SAMPLE, *_LISTS) if now is None else (_SAMPLE,)


def _likely(
    prover: Prover, origin: TemplateOrigin, stack: Sequence[Mark], path: TreePath, present: int
) -> Iterator[_Supply]:
    """What may supply the first missing key, or the map that lacks it, the likeliest first."""
    seen: set[TreePath] = set()
    for number in (present, present - 1):
        key = path[number] if 0 <= number < len(path) else None
        if isinstance(key, str):
            for found, gate in _paths(prover, origin, stack, key):
                for whole in islice(_items(prover.values, found), MAX_ITEMS):
                    if whole not in seen:
                        seen.add(whole)
                        yield _Supply(whole, path[number + 1 :], gate)


def _items(values: Any, path: TreePath) -> Iterator[TreePath]:
    """The paths that one with wildcards stands for."""
    if ANY not in path:
        yield path
        return
    at = path.index(ANY)
    for step in path[:at]:
        values = values.get(step) if isinstance(values, dict) else None
    names = [*values] if isinstance(values, dict) else [*range(len(values))] if isinstance(values, list) else []
    for name in names:
        for rest in _items(values[name], path[at + 1 :]):
            yield (*path[:at], name, *rest)


def _paths(prover: Prover, origin: TemplateOrigin, stack: Sequence[Mark], key: str) -> Iterator[tuple[TreePath, bool]]:
    """Values that are printed under a key, or called like it, and the conditions around that: the nearest behind the
    place first; what stands in the helper comes before what stands where it is called."""
    resolver = prover.candidates.resolver(origin)
    prefix = aliases(origin.rendered)
    at = prover.render.work.templates.at
    for callers, place in _texts(resolver, at, stack):
        template = at(place.path)
        said = _said(template, place, key)
        nearest = sorted(said, key=lambda one: (one[0] < place.start, abs(one[0] - place.start)))
        for start, piece in nearest[:MAX_SAID]:
            for path, gate in _of(resolver, callers, place, template, piece, start, key):
                found = rooted(path, prefix)
                if found:
                    yield found, gate


def _texts(
    resolver: Resolver, at: Callable[[str], Template], stack: Sequence[Mark]
) -> Iterator[tuple[list[Mark], Mark]]:
    """The helpers and the template around a place, the innermost first, each with its callers; then the helpers that
    these print: what is missing may be what one of them leaves out."""
    called: list[tuple[list[Mark], Mark]] = []
    for depth in range(len(stack) - 1, -1, -1):
        place, callers = stack[depth], [one for one in stack[:depth] if one.kind == "action"]
        try:
            template = at(place.path)
        except NoTemplate:
            continue
        yield callers, place
        for piece in _pieces(template, place):
            found = _INCLUDED.search(piece.body) if piece.prints else None
            helper = resolver.helper(found[1]) if found else None
            if helper:
                call = Mark("action", place.path, piece.start, piece.end, place.define)
                called.append(([*callers, call], helper))
    yield from called[:MAX_HELPERS]


def _pieces(template: Template, place: Mark) -> list[Piece]:
    """Those of the helper or template around a place."""
    first, last = 0, len(template.text)
    for one in template.definitions:
        if one.name == place.define:
            first, last = template.pieces[one.first].end, template.pieces[one.last].start
    return [piece for piece in template.pieces if first <= piece.start < last]


def _said(template: Template, place: Mark, key: str) -> Iterator[tuple[int, Piece]]:
    """Where it speaks of a key: actions that name it, and texts that write it with what is printed behind."""
    word = re.compile(rf"\b{re.escape(key)}\b")
    written = re.compile(rf"(?:^|\n)[ \t]*(?:- +)*[\"']?{re.escape(key)}[\"']?:")
    for piece in _pieces(template, place):
        if piece.kind == "action" and word.search(piece.body):
            yield piece.start, piece
        elif piece.kind == "text":
            text = template.text[piece.start : piece.end]
            yield from ((piece.start + found.end() - 1, piece) for found in written.finditer(text))


def _of(
    resolver: Resolver, callers: Sequence[Mark], place: Mark, template: Template, piece: Piece, start: int, key: str
) -> Iterator[tuple[Path, bool]]:
    """The paths of values at one of them, and whether they only decide that it is printed."""
    if piece.kind == "action":
        inner = piece.end if piece.keyword in ("if", "with") else piece.start
        flow = resolver.resolve([*callers, Mark("action", place.path, inner, inner, place.define)])
        yield from ((path, False) for path in sorted(flow.all() | flow.gates) if path[-1:] == (key,))
        return
    behind = template.printed_behind(start)
    if behind is not None:
        flow = resolver.resolve([*callers, Mark("action", place.path, behind, behind, place.define)])
        yield from ((path, False) for path in sorted(flow.all()))
    gates = resolver.gates([*callers, Mark("text", place.path, start, start, place.define)])
    yield from ((path, True) for gate in gates[:MAX_GATES] for path in sorted(gate.paths))
