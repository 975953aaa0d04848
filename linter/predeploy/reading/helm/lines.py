"""From a line that was rendered to the line of the template that says it."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Final

from ...finding import Place
from ...patterns import pattern
from ...record import NamedTuple
from ..origin import Mapped
from ..span import Span
from .decode import Line, Run, decode
from .marks import Mark, Marked
from .template import Template

_KEY: Final = pattern(r"\s*(?:- +)*([\w./-]+):(?=\s|$)")
_QUOTES: Final = frozenset("\"'")
_MOST_ALIGNED: Final = 5_000  # lines; difflib takes a second for them
_DOCUMENT: Final = pattern(r"^---(?=\s|$).*\n?", 8)  # re.MULTILINE
_HOOK: Final = pattern(r"""^\s*["']?helm\.sh/hook["']?:\s*["']?([\w, -]+)""", 8)


class Templates:
    """The templates of a chart: cut once, asked for by all its renders."""

    def __init__(
        self, texts: dict[str, str], reported: dict[str, str], packed: dict[str, str], marked: Marked | None
    ) -> None:
        self.texts, self.reported, self.packed, self.marked = texts, reported, packed, marked
        self._read: dict[str, Template] = {}

    def at(self, path: str) -> Template:
        if path not in self._read:
            self._read[path] = Template(path, self.texts[path])
        return self._read[path]

    def plain(self, path: str) -> bool:
        """Is it rendered as it stands?"""
        return "{{" not in self.texts.get(path, "{{")

    def file(self, path: str) -> Place:
        """The file that a person has of a template: of a packed one, the archive."""
        return Place(self.reported.get(path) or self.packed.get(path, path), None)

    def place(self, path: str, start: int, end: int) -> Place:
        """A stretch of a template that lies in the project; of a packed one only the file is known."""
        if path not in self.reported:
            return self.file(path)
        template = self.at(path)
        line, last = template.line(start), template.line(max(start, end - 1))
        columns = start - template.line_start(line) + 1, end - template.line_start(last) + 1
        return Place(self.reported[path], Span(line, columns[0], last, columns[1], start, end))


class Spot(NamedTuple):
    """What was printing at a place of the output."""

    run: Run | None
    line: Line


class TemplateOrigin:
    """Of the text that one template gave in one render. `marked` is its marked text, None when there is none."""

    def __init__(
        self, templates: Templates, path: str, text: str, marked: str | None, render: str, rendered: str = ""
    ) -> None:
        self.templates, self.path, self.text, self.render = templates, path, text, render
        self.marked, self.rendered = marked, rendered  # what Helm calls it: shop/templates/a.yaml

    def mapped(self, span: Span | None) -> Mapped:
        unknown = Mapped(self.templates.file(self.path), "file")
        if span is None or self.path not in self.templates.reported:
            return unknown
        if self.templates.plain(self.path) and self.text == self.templates.texts[self.path]:
            return Mapped(Place(unknown.place.path, span), "exact")
        spot = self.spot(span.line, span.column)
        if spot is not None and spot.run is not None:
            return self._exact(spot.line, spot.run, span)
        found = self._alike.get(span.line)
        return unknown if found is None else Mapped(self._whole_line(self.path, found), "near")

    def holder(self, span: Span) -> Place | None:
        """The helper that wrote the line of a stretch, not only a name on it."""
        lines = self._own_lines
        if span.line > len(lines):
            return None
        text = lines[span.line - 1]
        return self.mapped(span._replace(column=len(text) - len(text.lstrip()) + 1)).helper

    def spot(self, line: int, column: int) -> Spot | None:
        """What printed the sign at a line and column (from 1); None when the marked line is not the same."""
        lines = self._lines
        own = self._own_lines
        if line > len(lines) or line > len(own) or lines[line - 1].text.rstrip() != own[line - 1].rstrip():
            return None
        found = lines[line - 1]
        column += found.text[column - 1 : column] in _QUOTES and any(run.column == column for run in found.runs)
        run = found.at(column - 1)
        if run is not None and run.mark is None and not run.stack:
            run = next((one for one in found.runs if one.mark is not None), None)
        return Spot(run, found)

    def sayers(self) -> Iterator[tuple[int, set[tuple[str, int]]]]:
        """Each line (from 1), and the templates and lines in them that said it, or a part of it."""
        marks, at = self._marks, self.templates.at
        for number, line in enumerate(self._lines, 1):
            found = set()
            for run, end in zip(line.runs, [*(one.column for one in line.runs[1:]), None], strict=False):
                if not line.text[run.column : end].strip():
                    continue  # what stands before the next mark seems to come from the one before
                found |= {(marks[one].path, at(marks[one].path).line(marks[one].start)) for one in run.stack}
                mark = marks[run.mark] if run.mark is not None else None
                if mark is not None and mark.kind == "text":
                    found.add((mark.path, at(mark.path).line(mark.start) + run.lines))
            if found:
                yield number, found

    def printing(self, span: Span) -> list[tuple[int, ...]]:
        """The actions that print a part of a stretch within one line, each with those around it; the first comes first."""
        spot = self.spot(span.line, span.column)
        if spot is None:
            return []
        end = span.end_column - 1 if span.end_line == span.line else len(spot.line.text)
        runs = [one for one in spot.line.runs if span.column - 1 < one.column < end]
        return list(dict.fromkeys(one.stack for one in [*([spot.run] if spot.run else []), *runs] if one.stack))

    def _exact(self, line: Line, run: Run, span: Span) -> Mapped:
        marks = self._marks
        own = self._written(line, run, span)
        if not run.stack:
            return Mapped(own, "exact") if own else Mapped(Place(self.templates.reported[self.path], None), "file")
        outer = marks[run.stack[0]]
        place = self.templates.place(outer.path, outer.start, outer.end)
        helper = None if own == place or own is None or own.span is None else own
        return Mapped(place, "exact", helper)

    def _written(self, line: Line, run: Run, span: Span) -> Place | None:
        """The text or the action that is printing."""
        number = run.mark if run.mark is not None else (run.stack[-1] if run.stack else None)
        if number is None:
            return None
        mark = self._marks[number]
        if mark.kind == "action" or mark.path not in self.templates.reported:
            return self.templates.place(mark.path, mark.start, mark.end)
        template = self.templates.at(mark.path)
        at = template.line(mark.start) + run.lines
        end = next((one.column for one in line.runs if one.column > run.column), len(line.text))
        stop = min(end, span.end_column - 1) if span.end_line == span.line else end
        return self._stretch(mark, at, line.text[span.column - 1 : stop].rstrip())

    def _stretch(self, mark: Mark, line: int, wanted: str) -> Place:
        """Where a piece of text stands in a line of a template; the whole line when that cannot be told."""
        template = self.templates.at(mark.path)
        text, start = template.line_text(line), template.line_start(line)
        column = text.find(wanted) if wanted and text.count(wanted) == 1 else -1
        if column < 0:
            return self._whole_line(mark.path, line)
        return self.templates.place(mark.path, start + column, start + column + len(wanted))

    def _whole_line(self, path: str, line: int) -> Place:
        template = self.templates.at(path)
        text, start = template.line_text(line), template.line_start(line)
        blank = len(text) - len(text.lstrip())
        return self.templates.place(path, start + blank, start + max(len(text.rstrip()), blank + 1))

    @cached_property
    def _marks(self) -> list[Mark]:
        marked = self.templates.marked
        return marked.marks if marked else []

    @cached_property
    def _own_lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _lines(self) -> list[Line]:
        """The decoded lines; none when they are not those of the text."""
        marked = self.templates.marked
        if self.marked is None or marked is None:
            return []
        found = decode(self.marked, marked.marks, marked.brackets)
        more = found[len(self._own_lines) :]  # blank lines at the end are not told
        return found if len(self._own_lines) - len(found) <= 1 and not any(line.text.strip() for line in more) else []

    @cached_property
    def _alike(self) -> dict[int, int]:
        """Line of the text → the most alike line of the template, by keys."""
        theirs = self.templates.texts[self.path].split("\n")
        if len(theirs) + len(self._own_lines) > _MOST_ALIGNED:
            return {}
        ours, keys = [*map(_skeleton, self._own_lines)], [*map(_skeleton, theirs)]
        found: dict[int, int] = {}
        for one in SequenceMatcher(None, ours, keys, autojunk=False).get_matching_blocks():
            found |= {one.a + i + 1: one.b + i + 1 for i in range(one.size) if ours[one.a + i]}
        return found


def _skeleton(line: str) -> str:
    found = _KEY.match(line)
    return found[0].rstrip().lstrip() if found else ""


def parted(text: str, brackets: tuple[str, str] | None = None) -> str:
    """The text with a line break behind each `---` on whose line something follows: where Helm cuts, and YAML does not.
    With the brackets of marks for a marked text. https://github.com/helm/helm/blob/v3.19.0/pkg/releaseutil/manifest.go"""
    if "---" not in text:
        return text
    left, right = map(re.escape, brackets or ("", ""))
    marks = rf"(?:{left}(?:\d+|/){right})*" if brackets else ""
    return re.sub(rf"^---({marks})(?=[^\s-])", r"---\n\1", text, flags=re.MULTILINE)


def without_tests(text: str) -> str:
    """The text with blank lines in the place of documents that only `helm test` makes."""
    if "helm.sh/hook" not in text:
        return text
    ends = [0, *(found.end() for found in _DOCUMENT.finditer(text)), len(text)]
    parts = [text[start:end] for start, end in pairwise(ends)]
    return "".join(_blank(part) if _is_test(part) else part for part in parts)


def _is_test(document: str) -> bool:
    hooks = [word.strip() for found in _HOOK.finditer(document) for word in found[1].split(",")]
    return bool(hooks) and all(word.startswith("test") for word in hooks)


def _blank(document: str) -> str:
    kept = document.rstrip("\n").rpartition("\n")[2]
    return (
        "\n" * document.count("\n") if not kept.startswith("---") else "\n" * (document.count("\n") - 1) + kept + "\n"
    )
