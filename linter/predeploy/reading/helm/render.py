"""One chart, rendered in one way: the texts that its templates give, each knowing where it comes from."""

import os
import re
import tempfile
from collections.abc import Hashable
from functools import cached_property
from typing import Any, Final, NamedTuple

from ...finding import Finding, Place
from ...patterns import pattern
from ..confined import RenderError
from ..source import Source
from ..span import Span
from .chart import Chart
from .engine import Engine
from .lines import TemplateOrigin, Templates, in_order, without_tests
from .marks import brackets_for, instrument, marked_text
from .values import Given

_POSITION: Final = pattern(r"([\w.-]+/[^\s:()]+):(\d+)(?::(\d+))?")
MAX_MESSAGE: Final = 600  # code points of what Helm says


class Trouble(NamedTuple):
    """Why a chart could not be rendered."""

    message: str
    place: Place


class Workspace:
    """A chart laid into a folder of its own, and beside it the marked one."""

    def __init__(self, chart: Chart, extra: tuple[str, ...] = ()) -> None:
        """`extra` are texts of values: the brackets of the marks occur in none of them."""
        self.chart = chart
        self._folder = tempfile.TemporaryDirectory(prefix="predeploy-chart-")
        self.plain = os.path.join(self._folder.name, "plain", "chart")
        self.marked = os.path.join(self._folder.name, "marked", "chart")
        missing = chart.without_missing()
        chart.write(self.plain, missing)
        texts = chart.templates()
        brackets = brackets_for([*texts.values(), *extra, *(chart.text(path) or "" for path in chart.value_files())])
        printed = frozenset(path for path, text in texts.items() if _prints(path) and "{{" in text)
        marked = instrument(texts, printed, brackets) if brackets else None
        if marked:
            chart.write(self.marked, marked.files | missing)
        reported = {path: chart.real[path] for path in texts if path in chart.real}
        self.templates = Templates(texts, reported, chart.packed, marked)

    def close(self) -> None:
        self._folder.cleanup()


class Render:
    """`name` tells it from the other renders of the chart."""

    def __init__(self, work: Workspace, given: Given, engine: Engine, *, first: bool) -> None:
        self.work, self.chart, self.given, self.engine, self.first = work, work.chart, given, engine, first
        self.name, self.release = given.name, given.release
        self.sources: list[Source] = []
        self.origins: dict[str, TemplateOrigin] = {}  # by the path of the source
        self.written = ()
        self.deployed = given.deployed
        self.trouble: Trouble | None = None
        try:
            self.texts = self.run({})
        except RenderError as error:
            self.texts = {}
            self.trouble = self._trouble(str(error))
            return
        marked = self._marked()
        for rendered, text in self.texts.items():
            self._add(rendered, text, marked.get(rendered))

    @property
    def group(self) -> str:
        return self.chart.path

    def shown(self, path: str) -> bool:
        """Does a text come from what the owner of the chart wrote?"""
        return not self.chart.vendored(self.origins[path].path)

    def about(self, one: Finding) -> tuple[Hashable, str]:
        """Each release gives an object another name: the rest of it tells which one is meant."""
        of = one.resource
        rest = self._names.sub("", of.name).strip("-")
        who = of.kind, rest, "" if of.namespace == self.release.namespace else of.namespace
        return who, one.message.replace(of.name, rest or of.kind) if of.name else one.message

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """The names of the release and the chart, as parts of other names."""
        names = "|".join(map(re.escape, sorted({self.release.name, self.chart.name}, key=len, reverse=True)))
        return re.compile(rf"(?<![a-z0-9])(?:{names})(?![a-z0-9])-?")

    def run(self, overlay: dict[str, Any]) -> dict[str, str]:
        """What the templates give, with some values changed. Raises RenderError."""
        return self.engine.render(self.work.plain, self.release, overlay)

    def value_files(self) -> list[Source]:
        """The texts in which its values stand, where comments may stand beside them."""
        chart = self.chart
        own = [path for path in chart.value_files() if path in chart.real and not chart.vendored(path)]
        given = [one.source for one in self.given.files if one.has_comments]
        return [*given, *(Source(chart.real[path], chart.text(path), root=chart.root) for path in own)]

    def _marked(self) -> dict[str, str]:
        if self.work.templates.marked is None:
            return {}
        try:
            found = self.engine.render(self.work.marked, self.release, {})
        except RenderError:  # lines are then told by their likeness only
            return {}
        return {name: text for name, output in found.items() if (text := marked_text(output)) is not None}

    def _add(self, rendered: str, text: str, marked: str | None) -> None:
        path = self.chart.file_of(rendered)
        if path is None or not _prints(path) or not text.strip():
            return
        text = self.as_written(path, text, marked)
        text = without_tests(text)
        if not text.strip():
            return
        source = Source(self._path(rendered), text, root=self.chart.root, made=True)
        self.sources.append(source)
        self.origins[source.path] = TemplateOrigin(self.work.templates, path, text, marked, self.name, rendered)

    def as_written(self, path: str, text: str, marked: str | None) -> str:
        """The output with its documents in the order of the template, which `helm` sorts by kind."""
        if self.engine.name != "helm":
            return text
        templates = self.work.templates
        if templates.plain(path):
            return in_order(text, templates.texts[path]) or text
        if marked is None or templates.marked is None:
            return text
        left, right = map(re.escape, templates.marked.brackets)
        return in_order(text, re.sub(rf"{left}(?:\d+|/){right}", "", marked)) or text

    def _path(self, rendered: str) -> str:
        """A name of its own in the folder of the chart: what a chart renders stands together, and is whole."""
        inner = rendered.partition("/")[2].replace("/", ":")
        return self.chart.reported(inner if self.first else f"{inner}@{self.name}".replace("/", ":"))

    def _trouble(self, said: str) -> Trouble:
        message = " ".join(said.split())
        message = message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"
        return Trouble(message, self._place_of(said) or self._chart_place)

    def _place_of(self, said: str) -> Place | None:
        """The innermost template that Helm names."""
        for found in reversed(list(_POSITION.finditer(said))):
            path = self.chart.file_of(found[1])
            if path is None or path not in self.chart.real:
                continue
            template = self.work.templates.texts.get(path)
            lines = template.split("\n") if template else []
            line = int(found[2])
            if 0 < line <= len(lines):
                start = sum(len(one) + 1 for one in lines[: line - 1])
                text = lines[line - 1].rstrip("\r")
                column = min(int(found[3] or 0), len(text))
                column = column or len(text) - len(text.lstrip())
                end = max(len(text), column + 1)
                return Place(self.chart.real[path], Span(line, column + 1, line, end + 1, start + column, start + end))
            return Place(self.chart.real[path], None)
        return None

    @cached_property
    def _chart_place(self) -> Place:
        from .. import read

        trees = read(self.chart.source).trees
        return Place(self.chart.source.path, trees[0].span(("name",)) if trees else None)


def _prints(path: str) -> bool:
    """Helm renders everything in templates/ that does not begin with `_`, and shows the notes to people."""
    base = path.rpartition("/")[2]
    return not base.startswith("_") and base != "NOTES.txt"
