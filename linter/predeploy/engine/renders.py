"""What was found in what charts and kustomizations render to, told at the lines that a person edits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..draft import Edit, Fix
from ..finding import Decided, Finding, Place, Related
from ..reading.origin import Origin
from ..severity import RANK
from ..suppress import UNSURE, Suppression, Text, found_at, in_values
from .check import Checked, excuses, parts
from .rendered import Render, Rendered

if TYPE_CHECKING:
    from ..reading.helm.lines import TemplateOrigin
    from ..reading.helm.prove import Prover
    from ..reading.helm.render import Render as Chart

HELPER = "written by this helper"


def to_written(out: Checked, rendered: Rendered, vendored: Callable[[str], bool]) -> "Sources | None":
    """Turn the places of findings and of what excuses them from the rendered texts to the written ones, tell once what
    several variants say, and drop what only the vendored charts are about, unless they are wanted for a path."""
    if rendered.doubts:
        out.findings = [one for one in out.findings if not rendered.doubts.about(one)]
    if not rendered.renders:
        return None
    sources = Sources(rendered, vendored)
    out.findings = sources.told_once([one for one in out.findings if sources.shown(one)])
    out.suppressions = sources.excused(out.suppressions)
    out.estate = sources.moved(out.estate)
    return sources


def _alike(renders: dict[str, list[tuple[str, Finding]]]) -> list[tuple[dict[str, Finding], list[Finding]]]:
    """Findings at one place, with their messages, by render: where each render has one it is the same, else those that
    say the same are. One of each render, and all of them."""
    if all(len(many) == 1 for many in renders.values()):
        found = {name: one for name, [(_, one)] in renders.items()}
        return [(found, [*found.values()])]
    by_message: dict[str, dict[str, Finding]] = defaultdict(dict)
    twins: dict[str, list[Finding]] = defaultdict(list)
    for name, many in renders.items():
        for said, one in many:
            by_message[said].setdefault(name, one)
            twins[said].append(one)
    return [(found, twins[said]) for said, found in by_message.items()]


def _line(place: Place) -> tuple[str, int]:
    return place.path, place.span.line if place.span else 0


def _by_value(decided: Decided) -> str:
    said = {"value": "set by", "condition": "chosen by", "absent": "could be set by", "near": "probably set by"}[
        decided.how
    ]
    return f"{said} `{decided.written or decided.key}`"


class Sources:
    """The rendered texts of a run, by path."""

    def __init__(self, rendered: Rendered, vendored: Callable[[str], bool]) -> None:
        self._vendored = vendored
        self.renders: dict[str, Render] = {path: one for one in rendered.renders for path in one.origins}
        self._all, self._doubts = rendered.renders, rendered.doubts
        self._twins: dict[int, list[Finding]] = {}  # by the id of the one that is told
        self._spent = False  # did the time run out in which it was to be proven which values decide?
        self._names: dict[str, list[str]] = defaultdict(list)
        for render in rendered.renders:
            self._names[render.group].append(render.name)

    @staticmethod
    def written_at(one: Finding) -> Place:
        return one.place

    @staticmethod
    def by_value(one: Finding) -> Place:
        """Where the value of a finding stands that has one, else where it was found."""
        return one.decided.place if one.decided and one.decided.place else found_at(one)

    def origin(self, path: str) -> Origin | None:
        render = self.renders.get(path)
        return render.origins[path] if render else None

    def shown(self, finding: Finding) -> bool:
        """Does it stand in what the owner wrote, or is the rest wanted too, and does it hold for sure?"""
        path = finding.place.path
        render = self.renders.get(path)
        return render is None or ((render.shown(path) or self._vendored(path)) and render.sure(finding))

    def told_once(self, findings: Iterable[Finding]) -> list[Finding]:
        out: list[Finding] = []
        told: dict[Any, dict[str, list[tuple[str, Finding]]]] = defaultdict(dict)
        for one in findings:
            render = self.renders.get(one.place.path)
            if render is None:
                self._move_related(one)
                out.append(one)
                continue
            who, said = render.about(one)
            self._move(one)
            told[one.rule, one.place, who, one.key].setdefault(render.name, []).append((said, one))
        for by_render, twins in (each for renders in told.values() for each in _alike(renders)):
            names = self._names_of(by_render)
            telling = [name for name in names if name in by_render]
            worst = min((by_render[name] for name in telling), key=lambda one: RANK[one.severity])
            assert worst.rendered
            worst.deployed = self.renders[worst.rendered.path].deployed
            worst.renders = tuple(telling) if len(telling) < len(names) or worst.deployed else worst.renders
            self._twins[id(worst)] = twins
            out.append(worst)
        return out

    def _names_of(self, by_render: Mapping[str, Finding]) -> list[str]:
        """All variants of what some findings are about, in their order; workers end in any."""
        rendered = next(one.rendered for one in by_render.values() if one.rendered)
        return self._names[self.renders[rendered.path].group]

    def _move(self, one: Finding) -> None:
        origin = self.origin(one.place.path)
        assert origin
        mapped = origin.mapped(one.place.span)
        one.rendered, one.place, one.mapping = one.place, mapped.place, mapped.how
        one.fixable = ""  # what was rendered is written anew with each deployment
        self._move_related(one)
        span = one.rendered.span
        helper = origin.holder(span) if one.absent and span else mapped.helper  # what is missing has no own line
        if helper is not None:
            one.related = (Related(HELPER, helper), *one.related)

    def _move_related(self, one: Finding) -> None:
        one.related = self.moved(one.related)

    def moved(self, record: Any) -> Any:
        """A plain record in which all places are those that a person edits."""
        if isinstance(record, Place):
            origin = self.origin(record.path)
            return origin.mapped(record.span).place if origin else record
        if not isinstance(record, tuple):
            return record
        parts = [self.moved(part) for part in record]
        return type(record)(*parts) if hasattr(record, "_fields") else tuple(parts)

    def decide(self, findings: Iterable[Finding], *, texts: bool = False, jobs: int = 1) -> None:
        """Say which value decides, by all engines at once. With `texts` the fixes of overlays are made however many there are."""
        from concurrent.futures import ThreadPoolExecutor

        from ..reading.helm.render import Render as Chart

        by_engine: dict[int, list[tuple[Finding, Chart]]] = defaultdict(list)
        built: list[Finding] = []
        for one in findings:
            if one.rendered is None:
                continue
            render = self.renders[one.rendered.path]
            if not isinstance(render, Chart):
                built.append(one)
                continue
            if one.rendered.span is None:
                one.fix = None
                continue
            by_engine[id(render.engine)].append((one, render))
        with ThreadPoolExecutor(max(1, len(by_engine))) as pool:
            list(pool.map(self._decide, by_engine.values()))
        if built:
            from .mending import mend

            mend([(one, self._twins[id(one)]) for one in built], self.renders, self._doubts, always=texts, jobs=jobs)

    def _decide(self, findings: list[tuple[Finding, "Chart"]]) -> None:
        from ..reading.helm.prove import Prover
        from ..reading.helm.supply import supplies

        provers: dict[int, Prover] = {}
        for one, render in findings:
            assert one.rendered
            assert one.rendered.span
            prover = provers.get(id(render)) or provers.setdefault(id(render), Prover(render))
            origin = render.origins[one.rendered.path]
            if one.absent is not None:
                one.decided = supplies(prover, origin, *one.rendered.span[:2], *one.absent)
            else:
                one.decided = prover.decides(origin, one.rendered.span, one.scalar, one.key)
            self._mend(one, prover, origin)
            if one.decided and one.decided.place:
                place: Place = self.moved(one.decided.place)
                one.decided = one.decided._replace(place=place)
                one.related = (Related(_by_value(one.decided), place), *one.related)
        self._spent = self._spent or any(prover.spent for prover in provers.values())

    @staticmethod
    def where_it_acts(findings: list[Finding]) -> list[Finding]:
        """What is said of a value in an object that deploys a chart, and of what that value does, is told once: there."""
        said = {(one.rule, *_line(one.decided.place)) for one in findings if one.decided and one.decided.place}
        return [one for one in findings if one.rendered or (one.rule, *_line(one.place)) not in said]

    def _mend(self, one: Finding, prover: "Prover", origin: "TemplateOrigin") -> None:
        """Change the value instead of what was rendered, where that gives the same."""
        wanted, one.fix = one.fix, None
        if wanted is None or one.decided is None or one.decided.how != "value" or one.rendered is None:
            return
        meant = len(wanted.edits) == 1 and wanted.edits[0]
        if not meant or meant.span != one.rendered.span:
            return
        change = prover.change(origin, meant)
        if change is None:
            return
        from .. import fix as fixes

        tree, path, value, alone = change
        fix = fixes.render(Fix((Edit(tree, path, "replace", value),), safe=wanted.safe and alone))
        if fix is not None:
            one.fix, one.fixable = fix, "safe" if fix.safe else "unsafe"

    def excuses(self) -> list[Suppression]:
        """What the comments of the values files excuse."""
        found = dict.fromkeys(
            own for render in self._charts for source in render.value_files() for own in in_values(source)
        )
        told = sorted(found, key=lambda own: (own.path, own.place.span or ()))
        return [own._replace(kind=UNSURE) for own in told] if self._spent else told

    def comments(self) -> list[Suppression]:
        """What the comments excuse that did not come along."""
        files = {(source.path, source.text): source for render in self._all for source in render.written}
        return [own for _, source in sorted(files.items()) for own in excuses(source)]

    def excused(self, suppressions: Iterable[Suppression]) -> list[Suppression]:
        """What comments excuse, those that were rendered and those in templates: each is told where a person wrote it."""
        out: list[Suppression] = []
        from ..suppress.templates import of_charts

        charts = of_charts(self._charts, lambda source: Text(source, parts(source)))
        for own in suppressions:
            render, origin = self.renders.get(own.path), self.origin(own.path)
            if render is None or origin is None:
                out.append(own)
            elif render.group in charts:
                out += charts[render.group].rendered(own)
            else:
                out.append(own._replace(place=origin.mapped(own.place.span).place))
        return [*out, *(own for excuses in charts.values() for own in excuses.written())]

    @cached_property
    def _charts(self) -> "list[Chart]":
        from ..reading.helm.render import Render as Chart

        return [render for render in self._all if isinstance(render, Chart)]
