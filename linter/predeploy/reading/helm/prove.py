"""Which value decides what stands on a rendered line: supposed from the templates, proven by rendering again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import Any, Final, Literal

from ...finding import Decided, TextEdit
from ...patterns import pattern
from .. import read
from ..confined import RenderError
from ..source import Source
from ..span import Span
from ..tree import Path as TreePath
from ..tree import Tree
from .candidates import Candidate, Candidates
from .decode import Run
from .leaves import ValuesFile, aliases, dotted, overlay
from .lines import TemplateOrigin, without_tests
from .objects import Objects
from .objects import Spot as Where
from .render import Render
from .values import split

MAX_TRIES: Final = 8  # renders for what is printed at a place; most need one, 97 % at most three (measured 2026-11)
MAX_CONDITIONS: Final = 6  # renders for the conditions around it
MAX_SECONDS: Final = 10.0  # for all the findings of one render
How = Literal["value", "condition", "near"]
_RANDOM: Final = pattern(
    r"\b(?:rand\w+|uuidv4|gen(?:CA|Signed|SelfSigned|Private)\w*|derivePassword|htpasswd|bcrypt|shuffle|encryptAES|now)\b"
)


class Prover:
    """For the findings in one render of a chart."""

    def __init__(self, render: Render) -> None:
        self.render, self.chart = render, render.chart
        self.candidates = Candidates(render)
        self._effects: dict[tuple[TreePath, str], dict[str, str] | None] = {}
        self._objects: dict[str, Objects] = {}  # by template
        self._told: dict[tuple[str, int, int], TreePath] = {}  # what decides, by template, line and column
        self._spent = 0.0

    @property
    def values(self) -> dict[str, Any]:
        return self.candidates.values

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

    def decides(self, origin: TemplateOrigin, span: Span, text: str | None, key: str) -> Decided | None:
        """What decides the scalar `text` at a place of a rendered text, or without one what stands under the key there;
        None when nothing does, or nobody can tell. `key` is where it stands in its object."""
        spot = origin.spot(span.line, span.column)
        if self.spent or spot is None or spot.run is None:
            return None
        if text is None and not (key and key.endswith(origin.text[span.start : span.end].strip("\"'"))):
            return None  # an item or object, shown at its name
        with self.working():
            where = self.objects(origin).at(span.start)
            found = self._prove(origin, where, self._likely(origin, span, spot.run, text or "", key)) if where else None
            if found:
                self._told[origin.rendered, span.line, span.column] = found[0].path
            return self._decided(*found) if found else None

    def _likely(self, origin: TemplateOrigin, span: Span, run: Run, text: str, key: str) -> Iterator[list[Candidate]]:
        """What may decide: first what is printed there, then the conditions around it."""
        marked = self.render.work.templates.marked
        assert marked
        stacks = [[marked.marks[number] for number in stack] for stack in origin.printing(span)]
        if stacks:
            yield self.candidates.printed(origin, stacks, text, key)[:MAX_TRIES]
        around = [*run.stack, *([run.mark] if run.mark is not None and run.mark not in run.stack else [])]
        yield self.candidates.around(origin, [marked.marks[number] for number in around])[:MAX_CONDITIONS]

    @contextmanager
    def working(self) -> Iterator[None]:
        """Counts the time that is taken for a finding."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._spent += time.monotonic() - began

    @property
    def spent(self) -> bool:
        """Has it taken all the time that the findings of one render have?"""
        return self._spent > MAX_SECONDS

    def objects(self, origin: TemplateOrigin) -> Objects:
        if origin.rendered not in self._objects:
            self._objects[origin.rendered] = Objects(origin.text)
        return self._objects[origin.rendered]

    # proof

    def _prove(
        self, origin: TemplateOrigin, where: Where, likely: Iterator[list[Candidate]]
    ) -> tuple[Candidate, How] | None:
        if self._differs(origin, where, self._again):
            return None  # it is another each time
        near: list[Candidate] = []
        count = 0
        for one in chain.from_iterable(likely):
            count += 1
            for other in one.others:
                outputs = self.effect(one.path, other)
                if self._differs(origin, where, outputs):
                    return one, "condition" if one.gate or one.value in (None, "") else "value"
                if outputs is None and not one.gate and one.value is not None:
                    near.append(one)
        return (near[0], "near") if near and count == 1 else None

    def _differs(self, origin: TemplateOrigin, where: Where, outputs: dict[str, str] | None) -> bool:
        """Does the object read otherwise there, in outputs that differ from ours?"""
        text = (outputs or {}).get(origin.rendered)
        return text is not None and self.objects(origin).differs(where, Objects(text))

    def effect(self, path: TreePath, value: Any) -> dict[str, str] | None:
        """Template → what it gives when a value is another, where that differs; None when Helm refuses it."""
        key = path, repr(value)
        if key not in self._effects:
            try:
                outputs = self.render.run(overlay(self.values, path, value))
            except RenderError:
                self._effects[key] = None
            else:
                texts = {one.rendered: (one.text, self.after(one, outputs)) for one in self.render.origins.values()}
                self._effects[key] = {name: new for name, (old, new) in texts.items() if old != new}
        return self._effects[key]

    @cached_property
    def _again(self) -> dict[str, str]:
        """Template → what it gives when nothing is another, where that differs: random values, times."""
        if not self.values or not any(_RANDOM.search(text) for text in self.render.work.templates.texts.values()):
            return {}
        name = next(iter(self.values))
        return self.effect((name,), self.values[name]) or {}

    def _decided(self, one: Candidate, how: How) -> Decided:
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


def _scalar(text: str) -> Any:
    """What a written scalar says; None when it is none."""
    trees = read(Source("", text)).trees
    return trees[0].data if len(trees) == 1 and isinstance(trees[0].data, (str, int, float)) else None
