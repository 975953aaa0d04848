"""Why a chart is not rendered, in the words of its owner: where to look, and which value or dependency is wanted."""

from collections.abc import Iterator
from typing import Final, Literal

from ...finding import Place
from ...patterns import pattern
from ...record import NamedTuple
from .. import read
from ..source import Source
from .chart import Chart, Dependency
from .engine import PROBE
from .expression import Call, Expression, Field, Variable, parse
from .expression import Literal as Text
from .flaw import flaw, told, where
from .leaves import ValuesFile, aliases
from .lines import Templates
from .refusal import Refusal, refusal
from .template import UNCLOSED, NoTemplate
from .values import split


class _Stop(NamedTuple):
    """A `required` or `fail`, and the value that it asks for."""

    place: Place
    key: str


_STRUCTURE: Final = ("unexpected EOF", "unexpected {{", 'unexpected "{"', 'unexpected "}"')
_PLACEHOLDER: Final = pattern(r"\{\{|\{%|<%|\$\{")


class Why(NamedTuple):
    """`broken-template`: a template fails with any values; `unreadable`: Chart.yaml or values.yaml is no YAML. `key` is the
    value that is wanted, `dependency` the number of the one that is not there."""

    kind: Literal["broken-template", "unreadable", "not-rendered"]
    message: str
    place: Place
    key: str = ""
    dependency: int | None = None


class Reasons:
    """Of one chart. `missing` are the dependencies that are wanted and do not lie in charts/."""

    def __init__(self, chart: Chart, templates: Templates, missing: list[Dependency]) -> None:
        self.chart, self.templates, self.missing = chart, templates, missing
        self.texts = templates.texts

    def why(self, said: str, files: tuple[ValuesFile, ...]) -> Why:
        """What is behind Helm's words, with some values files of the user's."""
        found = refusal(said)
        place = self._place(found)
        if found.spots and found.spots[0].template.endswith(f"/{PROBE}"):
            return Why("not-rendered", found.message, self.in_chart_file("kubeVersion"))
        match found.kind:
            case "parse":
                return self._unparsed(found, place)
            case "undefined":
                return self._undefined(found, place)
            case "nil":
                return self._nothing(found, place)
            case "stop":
                return self._stopped(found, place)
            case "schema":
                return self._unfit(found, files)
            case _:
                return self._unreadable(found) or Why("not-rendered", found.message, place)

    # kinds

    def _unparsed(self, found: Refusal, place: Place) -> Why:
        path = self.chart.file_of(found.spots[0].template) or ""
        own = flaw(self.texts.get(path, ""))
        message = found.message
        if own and path in self.chart.real and (own.message == UNCLOSED or message.startswith(_STRUCTURE)):
            message, place = own.message, Place(self.chart.real[path], own.span)
        return Why("not-rendered", message, place) if self._scaffold else Why("broken-template", told(message), place)

    @property
    def _scaffold(self) -> bool:
        """Is it what a generator will make a chart of?"""
        return _PLACEHOLDER.search(self.chart.text("Chart.yaml") or "") is not None

    def _unreadable(self, found: Refusal) -> Why | None:
        """A file of the chart that is no YAML."""
        name = next(
            (one for one in ("Chart.yaml", "values.yaml") if found.message.startswith(f"cannot load {one}: ")), ""
        )
        if name not in self.chart.real or self._scaffold:
            return None
        source = Source(self.chart.real[name], self.chart.text(name))
        for broken in read(source).broken:
            line, column = source.position(broken.offset or 0)
            return Why("unreadable", broken.message, Place(source.path, where(source.text, line, "", column - 1)))
        return None

    def _unfit(self, found: Refusal, files: tuple[ValuesFile, ...]) -> Why:
        """A value that is not as values.schema.json wants it."""
        path = tuple(split(found.subject))
        chart = self.chart
        own = [ValuesFile(Source(chart.real[one], chart.text(one))) for one in ("values.yaml",) if one in chart.real]
        found_at = (file.place(path) for file in (*reversed(files), *own))
        place = next((one for one in found_at if one), None) if found.subject else None
        message = f"values.schema.json refuses the values: {found.message}"
        return Why("not-rendered", message, place or self.in_chart_file("name"), found.subject)

    def _undefined(self, found: Refusal, place: Place) -> Why:
        if self.missing:
            own = found.subject.partition(".")[0]
            return self._without(next((one for one in self.missing if one.name == own), self.missing[0]))
        quoted = any(f'"{found.subject}"' in text for text in self.texts.values())
        message = f"the template `{found.subject}` is defined nowhere in this chart"
        refuses = "Helm refuses it, so nothing in the chart was checked"
        return Why("broken-template", f"{message}: {refuses}", place) if quoted else Why("not-rendered", message, place)

    def _nothing(self, found: Refusal, place: Place) -> Why:
        key = _key(parse(found.subject))
        if not key:
            return Why("not-rendered", found.message, place)
        missing = next((one for one in self.missing if one.alias == key[0]), None)
        if missing:
            return self._without(missing)
        called = ".".join((*aliases(found.spots[-1].template), *key))
        wanted = f"{called}.{found.message.rpartition('.')[2]}"
        return Why("not-rendered", f"it wants `{wanted}`, and `{called}` is nothing", place, wanted)

    def _stopped(self, found: Refusal, place: Place) -> Why:
        """The template says why itself; Helm tells only the outermost line, not that of the helper."""
        stops = list(self._stops(found.message))
        here = [one for one in stops if one.place.path == place.path and _line(one.place) == _line(place)]
        if len(here or stops) != 1:
            return Why("not-rendered", found.message, place)
        own = (here or stops)[0]
        return Why(
            "not-rendered", f"it wants `{own.key}`: {found.message}" if own.key else found.message, own.place, own.key
        )

    def _stops(self, message: str) -> Iterator["_Stop"]:
        """Where the templates say so."""
        for path in self.templates.reported:
            try:
                pieces = self.templates.at(path).pieces
            except NoTemplate:
                continue
            for piece in pieces:
                found = _stop(parse(piece.body), message) if piece.kind == "action" else None
                if found is None:
                    continue
                key = ".".join((*aliases(self._called(path)), *found)) if found else ""
                yield _Stop(self.templates.place(path, piece.start, piece.end), key)

    def _without(self, one: Dependency) -> Why:
        message = f"the dependency {one.name} does not lie in charts/, and the templates need it"
        return Why("not-rendered", message, self.of_dependency(one.number), "", one.number)

    # places

    def in_chart_file(self, *path: str | int) -> Place:
        source = self.chart.source
        trees = read(source).trees
        return Place(source.path, trees[0].span(path) if trees else None)

    def of_dependency(self, number: int) -> Place:
        if "dependencies" in self.chart.metadata:
            return self.in_chart_file("dependencies", number, "name")
        return Place(self.chart.source.path, None)

    def _place(self, found: Refusal) -> Place:
        """The innermost template that Helm names."""
        for spot in reversed(found.spots):
            path = self.chart.file_of(spot.template)
            if path is not None and path in self.chart.real:
                span = where(self.texts.get(path, ""), spot.line, found.message, spot.column)
                return Place(self.chart.real[path], span)
        return self.in_chart_file("name")

    def _called(self, path: str) -> str:
        """What Helm calls a file of the chart."""
        for called, folder in sorted(self.chart.folders.items(), key=lambda pair: -len(pair[1])):
            if path.startswith(folder):
                return called + path.removeprefix(folder)
        return path


def _stop(expression: Expression, message: str) -> tuple[str, ...] | None:
    """The value that the `required` wants which says this; empty for a `fail`; None where nothing says it."""
    if isinstance(expression, Field):
        return _stop(expression.of, message)
    if not isinstance(expression, Call):
        return None
    said = [one for one in expression.arguments if isinstance(one, Text) and _same(one.value, message)]
    if said and expression.function in ("required", "fail"):
        wanted = expression.arguments[1:] if expression.function == "required" else []
        return _key(wanted[0]) if wanted else ()
    return next((found for one in expression.arguments if (found := _stop(one, message)) is not None), None)


def _same(written: object, message: str) -> bool:
    return isinstance(written, str) and written.replace("\\n", " ").replace('\\"', '"').split() == message.split()


def _key(expression: Expression) -> tuple[str, ...]:
    """The path of a value that is said in full: `.Values.a.b`, `$.Values.a.b`."""
    steps: list[str] = []
    while isinstance(expression, Field):
        steps.append(expression.name)
        expression = expression.of
    said = isinstance(expression, Variable) and expression.name in (".", "$") and steps[-1:] == ["Values"]
    return tuple(reversed(steps[:-1])) if said else ()


def _line(place: Place) -> int:
    return place.span.line if place.span else 0
