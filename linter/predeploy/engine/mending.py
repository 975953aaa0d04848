"""Fixes of what was built from several files: written into one of them, and proven by building again.

A fix is safe where every overlay that is made of the file gives what it gave, but for what the fix is about where the
finding is in it too; where others change with it, a person has to ask for it.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Literal

from .. import fix as fixes
from ..draft import Edit, Fix
from ..finding import Change, Finding, Place, TextFix
from ..formats import claim
from ..reading import Source, read
from ..reading.kustomize.build import Build
from ..reading.kustomize.targets import Target, targets
from ..reading.kustomize.written import Inline
from .rendered import Doubts

MAX_BUILDS: Final = 500  # to prove the fixes of one run; one takes 0.1 s (measured 2026-11)
MAX_SECONDS: Final = 60.0
FEW: Final = 10  # overlays of which it is worth the time to know that they can be mended, when nobody has asked
Verdict = Literal["proven", "doubtful", "wrong"]


def mend(
    findings: Sequence[tuple[Finding, Sequence[Finding]]],
    renders: Mapping[str, Any],
    doubts: Doubts | None,
    *,
    always: bool,
    jobs: int,
) -> None:
    """Give findings (with their twins) in what was built the fixes that are proven; others get none."""
    builds = {path: build for path, build in renders.items() if isinstance(build, Build) and build.sources}
    if always or len(builds) <= FEW:
        mender = Mender(builds, doubts.touch if doubts else lambda _: False, jobs)
        mender.mend((one, twins) for one, twins in findings if one.fix and one.changes)
    for one, _ in findings:
        one.fix = one.fix if one.fixable else None


class Trial:
    """A finding and its twins in the builds that have it; `ways` to write its fix, the best first."""

    def __init__(self, one: Finding, twins: Sequence[Finding], ways: list[TextFix]) -> None:
        self.one, self.ways = one, ways
        self.twins: dict[str, list[TextFix | None]] = defaultdict(list)  # their fixes, by the text that was built
        for twin in twins:
            if twin.rendered:
                self.twins[twin.rendered.path].append(twin.fix)
        self.proven: TextFix | None = None
        self.doubtful: TextFix | None = None  # gives what it should, and changes other overlays too


class Mender:
    """`builds` by the path of what they give; `shared` tells the files of overlays that were not built."""

    def __init__(self, builds: Mapping[str, Build], shared: Callable[[str], bool], jobs: int) -> None:
        self._builds, self._shared, self._jobs = builds, shared, jobs
        self._left, self._deadline = MAX_BUILDS, time.monotonic() + MAX_SECONDS
        self._files = {path: text for build in builds.values() for path, text in build.texts.items()}

    def mend(self, wanted: Iterable[tuple[Finding, Sequence[Finding]]]) -> None:
        """Give each finding the fix that is proven, if there is one."""
        trials = [Trial(one, twins, [*self._ways(one)]) for one, twins in wanted]
        open_ones = [one for one in trials if one.ways]
        while open_ones and not self._spent:
            self._prove(self._together(open_ones))
            open_ones = [one for one in open_ones if one.ways]
        for one in trials:
            one.one.fix = one.proven or one.doubtful
            one.one.fixable = ("safe" if one.one.fix.safe else "unsafe") if one.one.fix else ""

    @property
    def _spent(self) -> bool:
        return self._left <= 0 or time.monotonic() > self._deadline

    def _ways(self, one: Finding) -> Iterator[TextFix]:
        """The fix of a built text as fixes of what a person edits."""
        if one.rendered is None or one.fix is None:
            return
        origin = self._builds[one.rendered.path].origins[one.rendered.path]
        found: list[list[Target]] = []
        for change in one.changes:
            blame = origin.blame(change.document)
            found.append(targets(blame, *change[1:]) if blame else [])
        for number in range(max(map(len, found), default=0) if all(found) else 0):
            places = [many[min(number, len(many) - 1)] for many in found]
            if fix := _written(places, one.changes, safe=one.fix.safe):
                yield fix

    def _together(self, trials: list[Trial]) -> list[Trial]:
        """As many as do not collide, neither where they are written nor in what is built."""
        batch = [
            one for one, fit in zip(trials, _fitting([one.ways[0] for one in trials], self._text), strict=True) if fit
        ]
        for path in {path for one in batch for path in one.twins}:
            here = [(one, fix) for one in batch for fix in one.twins.get(path, ())]
            fit = _fitting([fix for _, fix in here], self._built)
            collides = {id(one) for (one, _), fits in zip(here, fit, strict=True) if not fits}
            batch = [one for one in batch if id(one) not in collides]
        return batch or trials[:1]

    def _prove(self, batch: list[Trial]) -> None:
        """Prove a batch of fixes at once, then the halves of those whose builds were not as they should be."""
        if self._spent or not batch:
            return
        verdicts = self._verdicts(batch)
        for one, verdict in zip(batch, verdicts, strict=True):
            if verdict == "proven":
                shared = any(self._shared(edit.path) for edit in one.ways[0].edits)
                one.proven = one.ways[0]._replace(safe=one.ways[0].safe and not shared)
                one.ways = []
            elif len(batch) == 1:
                doubtful = one.ways.pop(0)._replace(safe=False)
                one.doubtful = one.doubtful or (doubtful if verdict == "doubtful" else None)
        left = [one for one, verdict in zip(batch, verdicts, strict=True) if verdict != "proven"]
        if len(batch) > 1:
            middle = len(left) // 2 if len(left) == len(batch) else len(left)
            self._prove(left[:middle])
            self._prove(left[middle:])

    def _verdicts(self, batch: list[Trial]) -> list[Verdict]:
        """What the builds say of each fix that they are concerned with when all are made."""
        texts = _applied([one.ways[0] for one in batch], self._text)
        if texts is None:
            return ["wrong" for _ in batch]
        concerned = [self._concerned(one.ways[0]) for one in batch]
        paths = sorted({path for many in concerned for path in many})
        self._left -= len(paths)
        with ThreadPoolExecutor(self._jobs) as pool:
            given = dict(zip(paths, pool.map(lambda path: self._builds[path].again(texts), paths), strict=True))
        said: dict[str, Verdict] = {path: self._said(path, text, batch) for path, text in given.items()}
        return [
            _worst([said[path] for path in many]) if one.twins.keys() <= many else "wrong"
            for one, many in zip(batch, concerned, strict=True)
        ]

    def _concerned(self, fix: TextFix) -> set[str]:
        files = {edit.path for edit in fix.edits}
        return {path for path, build in self._builds.items() if not build.texts.keys().isdisjoint(files)}

    def _said(self, path: str, text: str | None, batch: list[Trial]) -> Verdict:
        """Is a build what the fixes of a batch want it to be?"""
        here = [fix for one in batch for fix in one.twins.get(path, ())]
        expected = _applied(here, self._built)
        if text is None or expected is None:
            return "wrong"
        if _data(text) == _data(expected.get(path, self._built(path))):
            return "proven"
        return "wrong" if here else "doubtful"

    def _text(self, path: str) -> str:
        return self._files[path]

    def _built(self, path: str) -> str:
        return self._builds[path].sources[0].text


def _worst(verdicts: list[Verdict]) -> Verdict:
    if "wrong" in verdicts:
        return "wrong"
    return "doubtful" if "doubtful" in verdicts else "proven"


def _written(places: Iterable[Target], changes: Iterable[Change], *, safe: bool) -> TextFix | None:
    """The edits at some places of written texts; those of a text in a kustomization as edits of its file."""
    by_text: dict[int, tuple[Inline | None, list[Edit]]] = {}
    for place, change in zip(places, changes, strict=True):
        if place.tree.format is None:
            claim(place.tree)
        edit = Edit(place.tree, place.path, change.operation, place.value)
        by_text.setdefault(id(place.inline), (place.inline, []))[1].append(edit)
    out = []
    for inline, edits in by_text.values():
        fix = fixes.render(Fix(tuple(edits), safe))
        for one in fix.edits if fix else (None,):
            moved = inline.edit(one) if inline and one else one
            if moved is None:
                return None
            out.append(moved)
    return TextFix(tuple(out), safe)


def _planned(chosen: Iterable[TextFix | None], read_text: Callable[[str], str]) -> tuple[list[Finding], fixes.Plan]:
    bearers = [Finding("", "info", "", "", Place("", None), fix=fix) for fix in chosen]
    return bearers, fixes.plan(bearers, read_text, unsafe=True)


def _fitting(chosen: Iterable[TextFix | None], read_text: Callable[[str], str]) -> list[bool]:
    """Which of some fixes can be made together."""
    bearers, plan = _planned(chosen, read_text)
    fixed = {id(one) for one in plan.fixed}
    return [id(one) in fixed for one in bearers]


def _applied(chosen: Iterable[TextFix | None], read_text: Callable[[str], str]) -> dict[str, str] | None:
    """The texts after some fixes, by path; None when they cannot be made together."""
    bearers, plan = _planned(chosen, read_text)
    return {path: change.after for path, change in plan.files.items()} if len(plan.fixed) == len(bearers) else None


def _data(text: str) -> list[Any]:
    return [tree.data for tree in read(Source("", text)).trees]
