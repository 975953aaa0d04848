"""Which value decides what stands on a rendered line: supposed from the templates, proven by rendering again."""

import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from ...finding import Decided, Place
from .. import read
from ..errors import ReadError
from ..source import Source
from ..span import Span
from ..tree import Path as TreePath
from .engine import RenderError
from .flow import ANY, Flow, Path
from .lines import TemplateOrigin, without_tests
from .render import Render
from .resolve import Resolver
from .values import effective, split

MAX_TRIES: Final = 8  # renders for one finding; most need one, 97 % at most three (measured 2026-11)
MAX_SECONDS: Final = 10.0  # for all the findings of one render
_NAMES: Final = ("nameOverride", "fullnameOverride", "namespaceOverride")  # decide what all is called, and nothing else
_MAX_LEAVES: Final = 60  # below one path


class _Candidate(NamedTuple):
    path: TreePath  # in the values of the whole chart
    value: Any
    gate: bool


class Prover:
    """For the findings in one render of a chart."""

    def __init__(self, render: Render) -> None:
        self.render, self.chart = render, render.chart
        self._changed: dict[TreePath, dict[str, frozenset[int] | None] | None] = {}
        self._until = 0.0
        self._spent = 0.0

    @cached_property
    def values(self) -> dict[str, Any]:
        return effective(self.chart, self.render.given)

    @cached_property
    def _files(self) -> list["_ValuesFile"]:
        """The files in which values stand, the strongest first."""
        given = [_ValuesFile(source, ()) for source in reversed(self.render.given.files)]
        own = []
        for called, folder in sorted(self.chart.folders.items(), key=lambda pair: len(pair[0])):
            path = f"{folder}values.yaml"
            if path in self.chart.real:
                source = Source(self.chart.real[path], self.chart.text(path), root=self.chart.root)
                own.append(_ValuesFile(source, aliases(called)))
        return given + own

    def decides(self, origin: TemplateOrigin, span: Span, text: str, key: str) -> Decided | None:
        """What decides the scalar at a place of a rendered text; None when nothing does, or nobody can tell.
        `text` is the scalar, `key` where it stands in its object."""
        spot = origin.spot(span.line, span.column)
        if spot is None or spot.run is None or not spot.run.stack or self._spent > MAX_SECONDS:
            return None
        began = time.monotonic()
        try:
            marks = self.render.work.templates.marked
            assert marks
            flow = self._resolver(origin).resolve([marks.marks[number] for number in spot.run.stack])
            return self._prove(origin, span.line, self._ranked(flow, origin, text, key))
        finally:
            self._spent += time.monotonic() - began

    def _resolver(self, origin: TemplateOrigin) -> Resolver:
        templates = self.render.work.templates
        prefix = aliases(origin.rendered)
        return Resolver([*templates.texts], templates.at, lambda path: self._value(self._rooted(path, prefix)))

    @staticmethod
    def _rooted(path: Path, prefix: tuple[str, ...]) -> TreePath:
        """A path of a template's context as one of the values of the whole chart; empty when it is none."""
        if path[:1] != ("Values",) or len(path) < 2:
            return ()
        return path[1:] if path[1] == "global" else (*prefix, *path[1:])

    def _value(self, path: TreePath) -> Any:
        value: Any = self.values
        for step in path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            elif isinstance(value, list) and step == ANY and value:
                value = value[0]
            else:
                return None
        return value

    # candidates

    def _ranked(self, flow: Flow, origin: TemplateOrigin, text: str, key: str) -> list[_Candidate]:
        prefix = aliases(origin.rendered)
        known: dict[TreePath, _Candidate] = {}
        for gate, paths in ((False, flow.all()), (True, flow.gates)):
            for path in sorted(paths):
                for leaf, value in self._leaves(self._rooted(path, prefix)):
                    if leaf[-1] in _NAMES:
                        continue
                    known.setdefault(leaf, _Candidate(leaf, value, gate))
        steps = [step for step in key.replace("[", ".").replace("]", "").split(".") if step]
        return sorted(known.values(), key=lambda one: _rank(one, text, steps))

    def _leaves(self, path: TreePath) -> Iterator[tuple[TreePath, Any]]:
        """The scalars at or below a path; a path that leads to none is a key that could be set."""
        if not path:
            return
        left: list[tuple[TreePath, Any, TreePath]] = [((), self.values, path)]
        count = 0
        while left and count < _MAX_LEAVES:
            done, value, rest = left.pop()
            if isinstance(value, dict) and (value or not rest):
                wanted = rest[:1] if rest and rest[0] != ANY else [*value]
                left += [((*done, step), value.get(step), rest[1:]) for step in wanted]
            elif isinstance(value, list):
                rest = rest[1:] if rest and (rest[0] == ANY or str(rest[0]).isdigit()) else rest
                left += [((*done, number), one, rest) for number, one in enumerate(value)]
            elif not rest or (not isinstance(value, (str, int, float)) and ANY not in rest):
                count += 1
                yield (*done, *rest), (value if not rest else None)

    # proof

    def _prove(self, origin: TemplateOrigin, line: int, candidates: list[_Candidate]) -> Decided | None:
        near: _Candidate | None = None
        for one in candidates[:MAX_TRIES]:
            changed = self._lines_changed_by(one)
            if changed is None:
                near = near or (None if one.gate or one.value is None else one)
                continue
            lines = changed.get(origin.rendered, frozenset())
            if lines is not None and line in lines:
                return self._decided(one, "condition" if one.gate or one.value in (None, "") else "value")
        return self._decided(near, "near") if near and len(candidates) == 1 else None

    def _lines_changed_by(self, one: _Candidate) -> dict[str, frozenset[int] | None] | None:
        """Template → the lines that read otherwise when a value does, None when there are more or fewer of them; nothing
        when Helm refuses the other value."""
        if one.path not in self._changed:
            try:
                outputs = self.render.run(overlay(self.values, one.path, other_than(one.value)))
            except RenderError:
                self._changed[one.path] = None
            else:
                found = {}
                for origin in self.render.origins.values():
                    text = outputs.get(origin.rendered, "")
                    text = without_tests(self.render.as_written(origin.path, text, origin.marked))
                    found[origin.rendered] = _changed(origin.text.split("\n"), text.split("\n"))
                self._changed[one.path] = found
        return self._changed[one.path]

    def _decided(self, one: _Candidate, how: Literal["value", "condition", "near"]) -> Decided:
        key = dotted(one.path)
        for fixed in self.render.given.fixed:
            steps = tuple(split(fixed))
            if one.path[: len(steps)] == steps:
                return Decided(key, None, how)
        return Decided(key, self.place_of(one.path), how)

    def place_of(self, path: TreePath) -> Place | None:
        """Where the key at a path of the values is written, in the file that wins."""
        for file in self._files:
            found = file.place(path)
            if found:
                return found
        return None


class _ValuesFile:
    """`prefix`: the path of the whole chart's values that the file is about."""

    def __init__(self, source: Source, prefix: TreePath) -> None:
        self._source, self._prefix = source, prefix

    def place(self, path: TreePath) -> Place | None:
        if path[: len(self._prefix)] != self._prefix:
            return None
        own = path[len(self._prefix) :]
        for tree in self._trees:
            try:
                key, _, depth = tree.locate(own)
                if own and depth == len(own):
                    return Place(self._source.path, tree.key_span(own) if key is not None else tree.span(own))
            except ReadError:
                return None
        return None

    @cached_property
    def _trees(self) -> list[Any]:
        return read(self._source).trees[:1]


def aliases(rendered: str) -> tuple[str, ...]:
    """The names under which the charts on the way to `shop/charts/store/templates/a.yaml` have their values."""
    steps = rendered.split("/")[1:]
    out = []
    while len(steps) > 1 and steps[0] == "charts":
        out.append(steps[1])
        steps = steps[2:]
    return tuple(out)


def dotted(path: TreePath) -> str:
    """`web.ports[0].name`, as `--set` takes it."""
    parts = (f"[{one}]" if isinstance(one, int) else "." + one.replace(".", "\\.") for one in path)
    return "".join(parts).removeprefix(".")


def other_than(value: Any) -> Any:
    """A value of the same type that reads otherwise."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return f"{value}x" if isinstance(value, str) and value else "zz"


def overlay(values: Any, path: TreePath, value: Any) -> Any:
    """Values to lay over others so that one of them is different: lists are given whole."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(values) if isinstance(values, list) else []
        items[step] = overlay(items[step], rest, value) if not rest else _whole(items[step], rest, value)
        return items
    below = values.get(step) if isinstance(values, dict) else None
    return {step: overlay(below, rest, value)}


def _whole(values: Any, path: TreePath, value: Any) -> Any:
    """A copy of what stands in a list, one value of it different."""
    if not path:
        return value
    if isinstance(values, list) and isinstance(path[0], int):
        return [_whole(one, path[1:], value) if number == path[0] else one for number, one in enumerate(values)]
    own = values if isinstance(values, dict) else {}
    return {**own, path[0]: _whole(own.get(path[0]), path[1:], value)}


def _changed(before: list[str], after: list[str]) -> frozenset[int] | None:
    if len(before) != len(after):
        return None
    return frozenset(
        number for number, (a, b) in enumerate(zip(before, after, strict=True), 1) if a.rstrip() != b.rstrip()
    )


def _rank(one: _Candidate, text: str, steps: Iterable[str]) -> tuple[Any, ...]:
    """Values that read like the scalar first, then paths that end like the place of the scalar, then what is set."""
    said = _spelled(one.value)
    alike = 0 if said == text else 1 if said and said in text else 2
    behind = (
        -text.rfind(said) if alike == 1 and not said.startswith("sha256:") else 0
    )  # an image's tag is told, not its registry
    common = 0
    for own, other in zip(reversed(one.path), reversed([*steps]), strict=False):
        if str(own).lower() != other.lower():
            break
        common += 1
    return (one.gate, one.value is None, alike, behind, -common, len(one.path), tuple(map(str, one.path)))


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
