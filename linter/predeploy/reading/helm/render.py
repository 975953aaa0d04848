"""One chart, rendered in one way: the texts that its templates give, each knowing where it comes from."""

import os
import re
import tempfile
from collections.abc import Hashable
from functools import cached_property
from typing import Any

from ...finding import Finding
from ..confined import RenderError
from ..source import Source
from .chart import Chart
from .engine import Engine, spoil
from .lines import TemplateOrigin, Templates, parted, without_tests
from .marks import brackets_for, instrument, marked_text
from .values import Given


class Workspace:
    """A chart laid into a folder of its own, and beside it the marked one."""

    def __init__(self, chart: Chart, extra: tuple[str, ...] = (), constraint: str = "") -> None:
        """`extra` are texts of values: the brackets of the marks occur in none of them. `constraint` is what the version
        of Kubernetes has to fit."""
        self.chart = chart
        self._folder = tempfile.TemporaryDirectory(prefix="predeploy-chart-")
        self.plain = os.path.join(self._folder.name, "plain", "chart")
        self.marked = os.path.join(self._folder.name, "marked", "chart")
        adapted = chart.adapted()
        chart.write(self.plain, adapted)
        spoil(self.plain, constraint)
        texts = chart.templates()
        brackets = brackets_for([*texts.values(), *extra, *(chart.text(path) or "" for path in chart.value_files())])
        printed = frozenset(path for path, text in texts.items() if _prints(path) and "{{" in text)
        marked = instrument(texts, printed, brackets) if brackets else None
        if marked:
            chart.write(self.marked, marked.files | adapted)
            spoil(self.marked, "")
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
        self.refused: str | None = None  # what Helm says
        self.deployed = given.deployed
        try:
            self.texts = self.run({})
        except RenderError as error:
            self.texts = {}
            self.refused = str(error)
            return
        marked = self._marked()
        for rendered, text in self.texts.items():
            self._add(rendered, text, marked.get(rendered))

    @property
    def group(self) -> str:
        return self.chart.path

    def sure(self, one: Finding) -> bool:
        return True

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
        outputs = self.engine.render(self.work.plain, self.release, overlay)
        return {name: parted(text) for name, text in outputs.items()}

    def value_files(self) -> list[Source]:
        """The texts in which its values stand, where comments may stand beside them."""
        chart = self.chart
        own = [path for path in chart.value_files() if path in chart.real and not chart.vendored(path)]
        given = [one.source for one in self.given.files if one.has_comments]
        return [*given, *(Source(chart.real[path], chart.text(path), root=chart.root) for path in own)]

    def _marked(self) -> dict[str, str]:
        marks = self.work.templates.marked
        if marks is None:
            return {}
        try:
            found = self.engine.render(self.work.marked, self.release, {})
        except RenderError:  # lines are then told by their likeness only
            return {}
        texts = ((name, marked_text(output)) for name, output in found.items())
        return {name: parted(text, marks.brackets) for name, text in texts if text is not None}

    def _add(self, rendered: str, text: str, marked: str | None) -> None:
        path = self.chart.file_of(rendered)
        if path is None or not _prints(path) or not text.strip():
            return
        text = without_tests(text)
        if not text.strip():
            return
        source = Source(self._path(rendered), text, root=self.chart.root, made=True)
        self.sources.append(source)
        self.origins[source.path] = TemplateOrigin(self.work.templates, path, text, marked, self.name, rendered)

    def _path(self, rendered: str) -> str:
        """A name of its own in the folder of the chart: what a chart renders stands together, and is whole."""
        inner = rendered.partition("/")[2].replace("/", ":")
        return self.chart.reported(inner if self.first else f"{inner}@{self.name}".replace("/", ":"))


def _prints(path: str) -> bool:
    """Helm renders everything in templates/ that does not begin with `_`, and shows the notes to people."""
    base = path.rpartition("/")[2]
    return not base.startswith("_") and not base.endswith("NOTES.txt")
