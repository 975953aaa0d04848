"""One run: read and check every source, then what they say together; suppress, rank, sum up."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import suppress
from ..cachefile import usable
from ..config import Settings
from ..finding import Finding, Report, Skipped, Summary
from ..given import deploying
from ..policy import Policy
from ..reading import Source
from ..reading.discover import Input
from ..record import NamedTuple
from ..rules import Rule
from ..rules.packs import known
from ..severity import RANK, at_least
from ..views import Problem
from .causes import one_cause, swallow, told_once, unique
from .check import Checked, Checker, Checks
from .locate import fingerprint
from .rendered import NOTHING, Rendered
from .second import second_pass
from .stages import Outcome, joined
from .workers import LostWorker, balance, choose, run

if TYPE_CHECKING:
    from .memory import Memory
    from .renders import Sources

WORTH_KEEPING = 60_000  # bytes of input; to look whether our code changed takes as long as to check some 20,000


class Request(NamedTuple):
    """What to check and how. `inputs` come from discovery; `sources` are texts that lie on no disk (standard input)."""

    root: str
    inputs: tuple[Input, ...]
    policy: Policy
    rules: Mapping[str, Rule]
    sources: tuple[Source, ...] = ()
    jobs: int = 1
    texts: bool = False  # also make the text edits of fixes
    today: date | None = None
    problems: tuple[Problem, ...] = ()  # troubles that discovery met
    skipped: tuple[Skipped, ...] = ()
    clouded: frozenset[str] = frozenset()  # folders with something that was not rendered or read
    estate: bool = False  # also draw the whole of it
    rendered: Rendered = NOTHING
    keep: bool = False  # what each file says, for the next run


class Scan:
    """The first pass of one request in one process. Travels to spawned workers."""

    def __init__(self, request: Request, tick: Callable[[int], None] | None = None) -> None:
        self.request, self._tick = request, tick
        self.memory: Memory | None = None
        self._checkers: dict[int, Checks] = {}

    def __reduce__(self) -> Any:  # rules are functions: a spawned worker loads them itself
        return (_arrive, (self.request.root, self.request.policy, self.request.texts, self.memory is not None))

    def remember(self) -> None:
        """From now on, know what earlier runs learned, and learn for the next."""
        from .memory import Memory

        self.memory = Memory(self.request.root)

    def checker(self, settings: Settings) -> Checks:
        found = self._checkers.get(id(settings))
        if found is None:
            policy = self.request.policy
            enabled, target = policy.enabled(settings), policy.target(settings)
            found = checker = Checker(enabled, target, texts=self.request.texts, thresholds=settings.money)
            if self.memory is not None:
                found = self.memory.over(checker, settings, enabled, texts=self.request.texts)
            self._checkers[id(settings)] = found
        return found

    def recall(self, one: Input, out: Checked) -> bool:
        """Add to `out` what is known of a file; False when it is to be checked."""
        if self.memory is None:
            return False
        checker = self.checker(self.request.policy.settings_for(one.path))
        return checker.recall(self.source(one), out, named=one.named)

    def source(self, one: Input) -> Source:
        return Source(one.path, file=one.file, root=self.request.root)

    def __call__(self, inputs: list[Input | Source]) -> Outcome:
        out = Outcome(self.request.policy.root.values)
        for number, one in enumerate(inputs):
            checker = self.checker(self.request.policy.settings_for(one.path))
            if isinstance(one, Source):
                out.check(checker, one)
            else:
                out.check(checker, self.source(one), named=one.named)
            if self._tick is not None:
                self._tick(number)
        return out


def _arrive(root: str, policy: Policy, texts: bool, remembers: bool) -> Scan:
    work = Scan(Request(root, (), policy, {}, texts=texts))
    if remembers:
        work.remember()
    return work


def scan(request: Request, tick: Callable[[int], None] | None = None) -> Report:
    """Check everything and rank what was found. Never raises for bad input; `Report.errors` say what was not complete."""
    began = time.perf_counter()
    work = Scan(request, tick)
    if request.keep and sum(one.size for one in request.inputs) >= WORTH_KEEPING and usable():
        work.remember()
    errors: list[str] = []
    outcome = _first_pass(work, errors)
    parts = outcome.parts()
    for given, part in parts:
        part.clouded |= request.clouded
        try:
            with deploying(given):
                second_pass(work, part)
        except Exception as error:  # a defect of ours: what each file says by itself is still worth telling
            errors.append(f"what the files say together was not checked: {type(error).__name__}: {error}")
    out = joined(parts)
    out.errors += errors
    if request.rendered.renders:
        from .variants import check_others

        check_others(work, request.rendered, out)
    _add_problems(work, out, request.problems)
    out.skipped = _values_apart(out.skipped, outcome, request.rendered) + list(request.skipped)
    _add_problems(work, out, request.policy.problems)
    if work.memory is not None:
        work.memory.keep(out.learned)
    report = _finish(work, out)
    report.notes, report.estate = outcome.notes(), out.estate
    report.sources = {tree.source.path: tree.source for tree in out.trees if tree.source.file is not None}
    report.summary.seconds = time.perf_counter() - began
    return report


def _first_pass(work: Scan, errors: list[str]) -> Outcome:
    request = work.request
    out = Outcome(request.policy.root.values)
    with deploying(out.givens[0]):
        unknown = [one for one in request.inputs if not work.recall(one, out.common)]
    inputs: list[Input | Source] = [*unknown, *request.rendered.firsts]
    sizes = [len(one.text) if isinstance(one, Source) else one.size for one in inputs]
    method = choose(sizes, request.jobs)
    chunks = balance(inputs, sizes, request.jobs) if method != "serial" else [inputs]
    try:
        results = run(work, chunks, method)
    except LostWorker as error:
        errors.append(f"{error}: not every file was checked")
        results = error.results
    for result in results:
        out.add(result)
    for source in request.sources:
        out.check(work.checker(request.policy.settings_for(source.path)), source, named=True)
    return out


def _values_apart(skipped: list[Skipped], outcome: Outcome, rendered: Rendered) -> list[Skipped]:
    """What only holds values for others was not checked by itself, but it was read."""
    read = {path for given in outcome.givens for path in given.companions} | rendered.read
    return [one._replace(reason="values for a deployment") if one.path in read else one for one in skipped]


def _add_problems(work: Scan, out: Checked, problems: Iterable[Problem]) -> None:
    for problem in problems:
        checker = work.checker(work.request.policy.settings_for(problem.place.path))
        found, errors = checker.problems([problem])
        out.findings += found
        out.errors += errors


def _finish(work: Scan, out: Checked) -> Report:
    request = work.request
    today = request.today or date.today()
    for one in out.findings:
        one.exposed = (one.place.path, one.resource) in out.exposed
    sources = _written(work, out)
    out.findings.sort(key=_place)
    fingerprint(out.findings)
    findings = swallow(told_once(unique(out.findings), out.included), request.rules, request.policy)
    # An object that deploys a chart is checked itself, and holds values: what they excuse counts for both
    excuses = sources.excuses() if sources else []
    inline = {one.place for one in excuses}
    kept, suppressed = _suppress(
        work, out, findings, [one for one in out.suppressions if one.place not in inline], today
    )
    if sources:
        kept, more = _suppress(work, out, kept, sources.comments(), today, spot=sources.written_at)
        suppressed += more
        sources.decide(kept, texts=request.texts, jobs=request.jobs)
        kept, more = _suppress(work, out, kept, excuses, today, spot=sources.by_value)
        kept, suppressed = sources.where_it_acts(kept), suppressed + more
    kept = one_cause(sorted(kept, key=_rank))
    fingerprint([one for one in kept if not one.fingerprint])  # what is wrong with an excuse came later
    visible: list[Finding] = []
    hidden: list[Finding] = []
    for one in kept:
        shown = at_least(one.severity, request.policy.settings_for(one.place.path).min_severity)
        (visible if shown else hidden).append(one)
    skipped, errors = sorted(set(out.skipped)), sorted(set(out.errors))
    report = Report(request.root, visible, skipped, Summary(), errors, out.intents, hidden)
    _sum_up(report, out, work, suppressed=suppressed)
    return report


def _written(work: Scan, out: Checked) -> "Sources | None":
    """What was rendered, where something was, with findings and excuses at the places that people wrote."""
    rendered = work.request.rendered
    if not rendered.renders and not rendered.doubts:
        return None
    from .renders import to_written

    return to_written(out, rendered, lambda path: work.request.policy.settings_for(path).vendored)


def _suppress(
    work: Scan,
    out: Checked,
    findings: list[Finding],
    excuses: list[suppress.Suppression],
    today: date,
    *,
    spot: suppress.Spot = suppress.found_at,
) -> tuple[list[Finding], int]:
    """Drop what comments, annotations and the config excuse; what is wrong with an excuse is a finding itself."""
    policy, resolve = work.request.policy, _resolver(work.request.rules)
    kept: list[Finding] = []
    count = 0
    for settings, own, theirs in _by_settings(policy, findings, excuses, spot):
        outcome = suppress.apply(
            own, theirs, resolve, today, spot=spot, require_reason=settings.require_reason, locked=policy.locked(settings),
            ran={one.rule.id for one in policy.enabled(settings)},
        )  # fmt: skip
        count += len(outcome.suppressed)
        before = len(out.findings)
        _add_problems(work, out, outcome.problems)
        kept += outcome.kept + unique(out.findings[before:])
    left = [one for one in kept if not policy.ignored(one, today)]
    return left, count + len(kept) - len(left)


def _by_settings(
    policy: Policy, findings: list[Finding], excuses: list[suppress.Suppression], spot: suppress.Spot
) -> Iterator[tuple[Settings, list[Finding], list[suppress.Suppression]]]:
    """Findings and suppressions by the settings of the folder they stand in."""
    groups: dict[str, tuple[Settings, list[Finding], list[suppress.Suppression]]] = {}
    for one in findings:
        settings = policy.settings_for(spot(one).path)
        groups.setdefault(settings.folder, (settings, [], []))[1].append(one)
    for excuse in excuses:
        settings = policy.settings_for(excuse.path)
        groups.setdefault(settings.folder, (settings, [], []))[2].append(excuse)
    return iter(groups.values())


def _resolver(rules: Mapping[str, Rule]) -> Callable[[str, str], set[str] | None]:
    """(word, peer) → the ids of our rules that are meant; None when nobody knows the word."""

    def resolve(word: str, peer: str) -> set[str] | None:
        if peer:
            theirs = {made.id: made.replaces.get(peer, ()) for made in rules.values()}
            return {i for i, checks in theirs.items() if word in checks or (word == suppress.ALL and checks)} or None
        found = known(word, rules)
        return {found.id} if found else {made.id for made in rules.values() if made.category == word} or None

    return resolve


def _place(one: Finding) -> tuple[Any, ...]:
    span = one.place.span
    return (one.place.path, span is not None, (span.start, span.end) if span else (0, 0), one.rule, one.message)


def _rank(one: Finding) -> tuple[Any, ...]:
    """Worst first: severity, then money, then what can be reached from outside, then place."""
    return (RANK[one.severity], -(one.money.usd_month if one.money else 0.0), not one.exposed, _place(one))


def _sum_up(report: Report, out: Checked, work: Scan, *, suppressed: int) -> None:
    summary = report.summary
    summary.files, summary.checked, summary.documents, summary.resources = (
        out.files,
        out.checked,
        out.documents,
        out.resources,
    )
    summary.formats = dict(sorted(out.formats.items()))
    for one in report.skipped:
        summary.skipped[one.reason] = summary.skipped.get(one.reason, 0) + 1
    summary.rules = len(work.request.policy.enabled(work.request.policy.root))
    summary.suppressed, summary.hidden = suppressed, len(report.hidden)
    priced = [one.money.usd_month for one in report.findings if one.money is not None]
    summary.idle_usd_month, summary.unpriced = out.idle
    summary.avoidable_usd_month = sum(priced) if priced else None


def jobs_here() -> int:
    """Cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this platform
        return os.cpu_count() or 1
