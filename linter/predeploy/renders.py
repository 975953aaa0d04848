"""Charts in a run: what they render to is checked like any text, and told at the lines that a person edits."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .check import Checked
from .draft import Edit, Fix
from .finding import Decided, Finding, Place, Related
from .given import deploying
from .reading import Source
from .second import second_pass
from .severity import RANK
from .stages import Outcome
from .suppress import Suppression, in_values
from .workers import LostWorker, balance, choose, run

if TYPE_CHECKING:
    from .engine import Scan
    from .reading.helm.charts import Charts, Render
    from .reading.helm.lines import TemplateOrigin
    from .reading.helm.prove import Prover

HELPER = "written by this helper"


def firsts(charts: "Charts | None") -> list[Source]:
    """What charts render to the way they are mostly deployed."""
    renders = charts.renders if charts else []
    return [source for render in renders if render.first for source in render.sources]


class Others:
    """Both passes over the further renders of charts: each is a whole of its own. Travels to spawned workers."""

    def __init__(self, work: "Scan") -> None:
        self._work = work

    def __call__(self, renders: list[list[Any]]) -> list[Checked]:
        return [self._check(sources) for sources in renders]

    def _check(self, sources: list[Any]) -> Checked:
        work = self._work
        outcome = Outcome(work.request.policy.root.values)
        for source in sources:
            outcome.check(work.checker(work.request.policy.settings_for(source.path)), source)
        given, found = outcome.parts()[0]
        with deploying(given):
            second_pass(work, found)
        found.trees = []
        found.estate = None
        return found


def check_others(work: "Scan", charts: "Charts | None", out: Checked) -> None:
    """Add to `out` what the further renders of the charts say."""
    others = [render.sources for render in charts.renders if not render.first] if charts else []
    if not others:
        return
    sizes = [sum(len(source.text) for source in sources) for sources in others]
    method = choose(sizes, work.request.jobs)
    chunks = balance(others, sizes, work.request.jobs) if method != "serial" else [others]
    try:
        results = run(Others(work), chunks, method)
    except LostWorker as error:
        out.errors.append(f"{error}: not every render was checked")
        results = error.results
    for found in (one for result in results for one in result):
        out.findings += found.findings
        out.suppressions += found.suppressions
        out.errors += found.errors
        out.exposed |= found.exposed


def to_templates(out: Checked, charts: "Charts | None") -> "Sources | None":
    """Turn the places of findings and of what excuses them from the rendered texts to the templates, tell once what
    several renders say, and drop what only the vendored charts are about."""
    if charts is None or not charts.renders:
        return None
    sources = Sources(charts)
    out.findings = sources.told_once([one for one in out.findings if sources.shown(one)])
    out.suppressions = [sources.excuse(one) for one in out.suppressions]
    out.estate = sources.moved(out.estate)
    return sources


def _alike(renders: dict[str, list[Finding]]) -> list[dict[str, Finding]]:
    """Findings at one place, by render: where each render has one it is the same, else those that say the same are."""
    if all(len(many) == 1 for many in renders.values()):
        return [{name: one for name, [one] in renders.items()}]
    by_message: dict[str, dict[str, Finding]] = defaultdict(dict)
    for name, many in renders.items():
        for one in many:
            by_message[one.message].setdefault(name, one)
    return [*by_message.values()]


def by_value(one: Finding) -> Place:
    """Where the value of a finding stands that has one."""
    assert one.decided
    assert one.decided.place
    return one.decided.place


def _by_value(decided: Decided) -> str:
    said = {"value": "set by", "condition": "chosen by", "absent": "could be set by", "near": "probably set by"}[
        decided.how
    ]
    return f"{said} `{decided.key}`"


class Sources:
    """The rendered texts of a run, by path."""

    def __init__(self, charts: "Charts") -> None:
        self.renders: dict[str, Render] = {path: one for one in charts.renders for path in one.origins}
        self._all = charts.renders
        self._names: dict[str, list[str]] = defaultdict(list)
        for render in charts.renders:
            self._names[render.chart.path].append(render.name)

    def origin(self, path: str) -> "TemplateOrigin | None":
        render = self.renders.get(path)
        return render.origins[path] if render else None

    def shown(self, finding: Finding) -> bool:
        """Does it stand in what the owner of the chart wrote?"""
        render = self.renders.get(finding.place.path)
        return render is None or not render.chart.vendored(render.origins[finding.place.path].path)

    def told_once(self, findings: Iterable[Finding]) -> list[Finding]:
        out: list[Finding] = []
        told: dict[Any, dict[str, list[Finding]]] = defaultdict(dict)
        for one in findings:
            render = self.renders.get(one.place.path)
            if render is None:
                self._move_related(one)
                out.append(one)
                continue
            self._move(one)
            told[one.rule, one.place, one.resource, one.key].setdefault(render.name, []).append(one)
        for by_render in (each for renders in told.values() for each in _alike(renders)):
            worst = min(by_render.values(), key=lambda one: RANK[one.severity])
            assert worst.rendered
            names = self._names[self.renders[worst.rendered.path].chart.path]
            worst.renders = tuple(by_render) if len(by_render) < len(names) else worst.renders
            out.append(worst)
        return out

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

    def decide(self, findings: Iterable[Finding]) -> list[Finding]:
        """Say which value decides, where one does; returns those whose value stands in a file."""
        from .reading.helm.prove import Prover
        from .reading.helm.supply import supplies

        provers: dict[int, Prover] = {}
        out: list[Finding] = []
        for one in findings:
            if one.rendered is None:
                continue
            if one.rendered.span is None or (one.scalar is None and one.absent is None):
                one.fix = None
                continue
            render = self.renders[one.rendered.path]
            prover = provers.get(id(render)) or provers.setdefault(id(render), Prover(render))
            origin = render.origins[one.rendered.path]
            if one.scalar is not None:
                one.decided = prover.decides(origin, one.rendered.span, one.scalar, one.key)
            elif one.absent is not None:
                one.decided = supplies(prover, origin, *one.rendered.span[:2], *one.absent)
            self._mend(one, prover, origin)
            if one.decided and one.decided.place:
                one.related = (Related(_by_value(one.decided), one.decided.place), *one.related)
                out.append(one)
        return out

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
        from . import fix as fixes

        tree, path, value, alone = change
        fix = fixes.render(Fix((Edit(tree, path, "replace", value),), safe=wanted.safe and alone))
        if fix is not None:
            one.fix, one.fixable = fix, "safe" if fix.safe else "unsafe"

    def excuses(self) -> list[Suppression]:
        """What the comments of the values files excuse."""
        files = {source.path: source for render in self._all for source in render.value_files()}
        return [own for _, source in sorted(files.items()) for own in in_values(source)]

    def excuse(self, own: Suppression) -> Suppression:
        """A comment that was rendered stands in a template too: what is wrong with it is told there, and once."""
        origin = self.origin(own.path)
        return own._replace(place=origin.mapped(own.place.span).place) if origin else own
