"""Comments in the templates of a chart: of which lines of its output they speak.

A template comment does not come along when the chart is rendered, and a YAML comment slides to the next line when a
condition leaves out what it stands above. So both are read where they are written: what follows them in the template is
what they speak of, wherever that was printed, and what was not printed cannot be excused or be of no use.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from ..finding import Place
from ..patterns import pattern
from ..reading import Source
from ..reading.helm.lines import TemplateOrigin, Templates
from ..reading.helm.render import Render
from ..reading.helm.template import OPENS, NoTemplate, Piece, Template
from ..record import NamedTuple
from .comments import CONTENTLESS, NAMELESS, TOO_LATE
from .lines import WHOLE_FILE, Lines, Suppression, Text
from .syntax import Said, directive

MAX_STRETCHES: Final = 100_000  # of output that the comments of one chart excuse
_DIRECTIVE: Final = pattern(r"(?:/\*|^)[ \t#]*+(predeploy:[^\r\n]*)", 8)  # re.MULTILINE


class Printed(NamedTuple):
    """What a template gave in one render."""

    source: Source
    origin: TemplateOrigin


class Target(NamedTuple):
    """The lines of a template that a comment speaks of; `below` when it stands above them."""

    path: str
    first: int
    last: int
    below: bool


class Excuses:
    """Of one chart, in all its renders. `text_of` reads a rendered text again; a template that is not the owner's (`foreign`)
    excuses nothing."""

    def __init__(
        self,
        templates: Templates,
        printed: Sequence[Printed],
        text_of: Callable[[Source], Text],
        foreign: Callable[[str], bool],
    ) -> None:
        self._templates, self._printed, self._text_of, self._foreign = templates, printed, text_of, foreign
        self._origins = {one.source.path: one.origin for one in printed}
        self._paths = {real: path for path, real in templates.reported.items()}
        self._reaches: dict[str, Reach] = {}
        self._texts: dict[int, Text] = {}
        self._left = MAX_STRETCHES
        self._lines: dict[tuple[str, int], list[tuple[int, int]]] | None = None
        self._known: dict[Target, list[tuple[int, Lines]]] = {}

    def written(self) -> Iterator[Suppression]:
        """What the template comments of the chart say."""
        for path, text in self._templates.texts.items():
            if (
                "predeploy:" not in text
                or "{{" not in text
                or path not in self._templates.reported
                or self._foreign(path)
            ):
                continue
            try:
                template = self._templates.at(path)
            except NoTemplate:
                continue
            for piece in template.pieces:
                if piece.kind == "comment":
                    yield from self._comment(template, piece)

    def rendered(self, own: Suppression) -> Iterator[Suppression]:
        """A YAML comment that came along: it speaks of what it stands at in the template."""
        found = self._origins[own.path].mapped(own.place.span)
        place = found.helper or found.place
        path = self._paths.get(place.path, "")
        if not path or self._foreign(path):
            return
        own = own._replace(place=place)
        text = self._templates.texts[path]
        if (
            self._templates.plain(path)
            or own.kind != "comment"
            or own.peer
            or place.span is None
            or text[place.span.start : place.span.start + 1] != "#"
        ):
            yield own
            return
        template, start = self._templates.at(path), place.span.start
        end = template.line_end(template.line(start))
        yield from self._all(own, self._reach(path).of(start, end))

    def _reach(self, path: str) -> "Reach":
        if path not in self._reaches:
            self._reaches[path] = Reach(self._templates.at(path))
        return self._reaches[path]

    def _comment(self, template: Template, piece: Piece) -> Iterator[Suppression]:
        for found in _DIRECTIVE.finditer(template.text, piece.start, piece.end):
            said = directive(found[1].partition("*/")[0].rstrip())
            if said is None:
                continue  # prose
            place = self._templates.place(template.path, found.start(1), found.end(1))
            command, own = said
            if command == "ignore-file":
                yield from self._file(template, piece, own, place)
            else:
                yield from self._all(
                    _made(own, place, "comment"), self._reach(template.path).of(piece.start, piece.end)
                )

    def _file(self, template: Template, piece: Piece, said: Said, place: Place) -> Iterator[Suppression]:
        if piece.start > self._reach(template.path).head:
            yield _made(said._replace(malformed=TOO_LATE), place, "file")
            return
        whole = Target(template.path, 1, template.line(len(template.text)), below=False)
        for one in self._all(_made(said, place, "file"), whole):
            own = any(each.source.path == one.path and each.origin.path == template.path for each in self._printed)
            yield one._replace(first_line=WHOLE_FILE[0], last_line=WHOLE_FILE[1]) if own else one

    def _all(self, own: Suppression, meant: Target | None) -> Iterator[Suppression]:
        """A suppression on all the lines that it speaks of."""
        lines = self._printed_by(meant) if meant else []
        if not lines:
            yield own._replace(path=own.place.path, first_line=0, last_line=0)
        self._left -= len(lines)
        for number, (first, last) in lines if self._left >= 0 else ():
            yield own._replace(path=self._printed[number].source.path, first_line=first, last_line=last)

    def _printed_by(self, meant: Target) -> list[tuple[int, Lines]]:
        """The rendered lines that some lines of a template printed, by the number of the render's text."""
        if meant not in self._known:
            if self._lines is None:
                self._lines = _index(self._templates, self._printed)
            lines = self._lines
            hit = sorted(
                {one for line in range(meant.first, meant.last + 1) for one in lines.get((meant.path, line), ())}
            )
            self._known[meant] = list(self._stretches(hit, below=meant.below))
        return self._known[meant]

    def _stretches(self, hit: Iterable[tuple[int, int]], *, below: bool) -> Iterator[tuple[int, Lines]]:
        for number, lines in groupby(hit, key=lambda one: one[0]):
            first = last = 0
            for line in (line for _, line in lines):
                end = max(line, self._entry(number, line)) if below else line
                if first and line <= last + 1:
                    last = max(last, end)
                    continue
                if first:
                    yield number, (first, last)
                first, last = line, end
            yield number, (first, last)

    def _entry(self, number: int, line: int) -> int:
        """The last line of the key or item that begins on a rendered line."""
        if number not in self._texts:
            self._texts[number] = self._text_of(self._printed[number].source)
        text = self._texts[number]
        low = text.source.line_start(line)
        high = low + len(text.source.text[low:].partition("\n")[0])
        tree = text.tree_at(low)
        found = text.entry(tree, low, high) if tree is not None else None
        return found[1] if found else line


def of_charts(renders: Iterable[Render], text_of: Callable[[Source], Text]) -> dict[str, Excuses]:
    """The comments of each chart, in all its renders, by its path."""
    charts: dict[str, list[Render]] = defaultdict(list)
    for render in renders:
        charts[render.group].append(render)
    return {
        group: Excuses(
            same[0].work.templates,
            [Printed(one, render.origins[one.path]) for render in same for one in render.sources],
            text_of,
            same[0].chart.vendored,
        )
        for group, same in charts.items()
    }


def _made(said: Said, place: Place, kind: str) -> Suppression:
    return Suppression(place.path, 0, 0, said.words, "", said.reason, said.until, place, kind, said.malformed)


def _index(templates: Templates, printed: Sequence[Printed]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Template and line → the numbers of the texts and the lines in them that it printed, or a part of."""
    found: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for number, one in enumerate(printed):
        for line, places in one.origin.sayers():
            for place in places:
                found[place].append((number, line))
    return found


class Reach:
    """What the comments of one template speak of. They are asked for from the top to the bottom: many may stand above the
    same line."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self._ends = [piece.end for piece in template.pieces]
        self._gap: tuple[int, int, Target | None] = (-1, -1, None)  # from a comment to what it stands above

    def of(self, start: int, end: int) -> Target | None:
        """What a comment between two offsets speaks of: its own line, or what is below where nothing else stands on it."""
        template = self.template
        first, last = template.line(start), template.line(max(end - 1, start))
        before = template.text[template.line_start(first) : start]
        behind = template.text[end : template.line_end(last)]
        if not NAMELESS.match(before) or behind.strip():
            return self._opened(first) or Target(template.path, first, last, below=False)
        if not self._gap[0] <= end <= self._gap[1]:
            self._gap = (end, *self._below(end))
        return self._gap[2]

    def _below(self, offset: int) -> tuple[int, Target | None]:
        """What stands behind an offset, and where that begins."""
        template, at = self.template, bisect_right(self._ends, offset)
        begin = -1  # of the first piece that says something
        while at < len(template.pieces):
            piece = template.pieces[at]
            line = _content(template, max(piece.start, offset), piece.end) if piece.kind == "text" else 0
            if line:
                target = Target(template.path, line, line, below=True)
                return (begin if begin >= 0 else template.line_start(line)), target
            if piece.keyword or piece.prints:
                begin = begin if begin >= 0 else piece.start
                if piece.keyword in OPENS and at in template.closing:
                    return begin, _lines(template, piece, template.pieces[template.closing[at]])
                if piece.prints:
                    return begin, _lines(template, piece, piece)
                if piece.keyword == "end" and at in self._ends_of_definitions:
                    return begin, None
                at = self._closing_around(at) if piece.keyword == "else" else at
            at += 1
        return (begin if begin >= 0 else len(template.text)), None

    @cached_property
    def _ends_of_definitions(self) -> frozenset[int]:
        return frozenset(one.last for one in self.template.definitions)

    def _closing_around(self, number: int) -> int:
        """The number of the `end` of the block that an `else` belongs to."""
        around = (last for first, last in self.template.closing.items() if first < number < last)
        return min(around, default=number)

    def _opened(self, line: int) -> Target | None:
        """The block that a line opens which says nothing else."""
        template = self.template
        start, end = template.line_start(line), template.line_end(line)
        number = bisect_right(self._ends, start)
        found = None
        while number < len(template.pieces) and (piece := template.pieces[number]).start < end:
            if piece.kind == "text" and template.text[max(piece.start, start) : min(piece.end, end)].strip():
                return None
            if found is None and piece.keyword in OPENS and number in template.closing:
                found = _lines(template, piece, template.pieces[template.closing[number]])
            number += 1
        return found

    @cached_property
    def head(self) -> int:
        """The offset at which the template first says something."""
        for piece in self.template.pieces:
            if piece.prints or (piece.kind == "text" and _content(self.template, piece.start, piece.end)):
                return piece.start
        return len(self.template.text)


def _lines(template: Template, first: Piece, last: Piece) -> Target:
    return Target(template.path, template.line(first.start), template.line(last.end - 1), below=True)


def _content(template: Template, start: int, end: int) -> int:
    """The first line between two offsets that says something; 0 when none does."""
    line, stop = template.line(start), template.line(max(end - 1, start))
    while line <= stop:
        low, high = max(start, template.line_start(line)), min(end, template.line_end(line))
        if low < high and not CONTENTLESS.match(template.text[low:high]):
            return line
        line += 1
    return 0
