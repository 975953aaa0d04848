"""Which value decides what stands on a rendered line: supposed from the templates, proven by rendering again."""

import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from ...finding import Decided, TextEdit
from .. import read
from ..confined import RenderError
from ..source import Source
from ..span import Span
from ..tree import Path as TreePath
from ..tree import Tree
from .flow import ANY, Flow, Path, union
from .leaves import ValuesFile, aliases, dotted, other_than, overlay
from .lines import TemplateOrigin, without_tests
from .render import Render
from .resolve import Resolver
from .values import effective, split

MAX_TRIES: Final = 8  # renders for one finding; most need one, 97 % at most three (measured 2026-11)
MAX_SECONDS: Final = 10.0  # for all the findings of one render
_NAMES: Final = ("nameOverride", "fullnameOverride", "namespaceOverride")  # decide what all is called, and nothing else
How = Literal["value", "condition", "near"]
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
        self._told: dict[tuple[str, int, int], TreePath] = {}  # what decides, by template, line and column
        self._spent = 0.0

    @cached_property
    def values(self) -> dict[str, Any]:
        return effective(self.chart, self.render.given)

    @cached_property
    def _files(self) -> list["ValuesFile"]:
        """The files in which values stand, the strongest first."""
        given = [*reversed(self.render.given.files)]
        own = []
        for called, folder in sorted(self.chart.folders.items(), key=lambda pair: len(pair[0])):
            path = f"{folder}values.yaml"
            if path in self.chart.real:
                source = Source(self.chart.real[path], self.chart.text(path), root=self.chart.root)
                own.append(ValuesFile(source, aliases(called), foreign=self.chart.vendored(path)))
        return given + own

    def decides(self, origin: TemplateOrigin, span: Span, text: str, key: str) -> Decided | None:
        """What decides the scalar at a place of a rendered text; None when nothing does, or nobody can tell.
        `text` is the scalar, `key` where it stands in its object."""
        stacks = origin.printing(span)
        if not stacks or self.spent:
            return None
        began = time.monotonic()
        try:
            marks = self.render.work.templates.marked
            assert marks
            resolver = self.resolver(origin)
            flow = union(resolver.resolve([marks.marks[number] for number in stack]) for stack in stacks)
            found = self._prove(origin, span.line, self._ranked(flow, origin, text, key))
            if found:
                self._told[origin.rendered, span.line, span.column] = found[0].path
            return self._decided(*found) if found else None
        finally:
            self._spent += time.monotonic() - began

    @property
    def spent(self) -> bool:
        """Has it taken all the time that the findings of one render have?"""
        return self._spent > MAX_SECONDS

    def resolver(self, origin: TemplateOrigin) -> Resolver:
        templates = self.render.work.templates
        prefix = aliases(origin.rendered)
        return Resolver([*templates.texts], templates.at, lambda path: self._value(self.rooted(path, prefix)))

    @staticmethod
    def rooted(path: Path, prefix: tuple[str, ...]) -> TreePath:
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
                for leaf, value in self._leaves(self.rooted(path, prefix)):
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

    def _prove(self, origin: TemplateOrigin, line: int, candidates: list[_Candidate]) -> tuple[_Candidate, How] | None:
        near: _Candidate | None = None
        for one in candidates[:MAX_TRIES]:
            changed = self._lines_changed_by(one)
            if changed is None:
                near = near or (None if one.gate or one.value is None else one)
                continue
            lines = changed.get(origin.rendered, frozenset())
            if lines is not None and line in lines:
                return one, "condition" if one.gate or one.value in (None, "") else "value"
        return (near, "near") if near and len(candidates) == 1 else None

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
                    found[origin.rendered] = _changed(origin.text.split("\n"), self.after(origin, outputs).split("\n"))
                self._changed[one.path] = found
        return self._changed[one.path]

    def _decided(self, one: _Candidate, how: How) -> Decided:
        key = dotted(one.path)
        for fixed in self.render.given.fixed:
            steps = tuple(split(fixed))
            if one.path[: len(steps)] == steps:
                return Decided(key, None, how)
        return self.told(one.path, how)

    def change(self, origin: TemplateOrigin, wanted: TextEdit) -> "tuple[Tree, TreePath, Any, bool] | None":
        """The values file, the path in it and the value that make a rendered scalar read as an edit of it would; and
        whether nothing else of the chart changes with it. None when the value that decides is not the scalar itself."""
        path = self._told.get((origin.rendered, wanted.span.line, wanted.span.column))
        file = next((one for one in self._files if one.place(path)), None) if path else None
        value = _scalar(wanted.text)
        edit = file.edit(path) if path and file else None
        if not path or not edit or value is None:
            return None
        try:
            outputs = self.render.run(overlay(self.values, path, value))
        except RenderError:
            return None
        before, after = origin.text.split("\n"), self.after(origin, outputs).split("\n")
        if len(before) != len(after):
            return None
        start, end = wanted.span.column - 1, wanted.span.end_column - 1
        line, other = before[wanted.span.line - 1], after[wanted.span.line - 1]
        rest = line[end:]
        same = other.startswith(line[:start]) and other.endswith(rest)
        if not same or _scalar(other[start : len(other) - len(rest)]) != value:
            return None
        changed = [
            _changed(one.text.split("\n"), self.after(one, outputs).split("\n")) for one in self.render.origins.values()
        ]
        alone = None not in changed and sum(len(lines or ()) for lines in changed) == 1
        return *edit, value, alone

    def after(self, origin: TemplateOrigin, outputs: dict[str, str]) -> str:
        """What a template gives in another run, as its text stands here."""
        return without_tests(outputs.get(origin.rendered, ""))

    def told(self, path: TreePath, how: Literal["value", "condition", "absent", "near"]) -> Decided:
        """The key at a path of the values, and where it is written in the file that wins."""
        for file in self._files:
            found = file.place(path)
            if found:
                return Decided(dotted(path), found, how, file.name(path))
        return Decided(dotted(path), None, how)


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


def _scalar(text: str) -> Any:
    """What a written scalar says; None when it is none."""
    trees = read(Source("", text)).trees
    return trees[0].data if len(trees) == 1 and isinstance(trees[0].data, (str, int, float)) else None


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
