"""The objects of a run that deploy charts of the repository, and what each of them says about it."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ...finding import Place
from ...record import NamedTuple
from .. import names, read
from ..errors import ReadError
from ..files import decode, inside, read_bytes
from ..source import Source
from ..tree import Tree
from ..walk import Input
from .deployers import Claim, Deployer, Deployment, deployers, word
from .repository import MAX_VALUES, Repository, Unsure
from .values import Asked

MAX_RELEASES: Final = 50  # of one chart; each costs a render
_LONGEST: Final = 300  # code points of what a release is called: one name has at most 253
_NAMESPACE: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NO_WORD: Final = re.compile(r"[^a-z]+")


class Trouble(NamedTuple):
    """A chart, a part or a release of one, that was not rendered; `kind` is that of its Problem."""

    message: str
    place: Place
    kind: str = "not-rendered"


class _Claimed(NamedTuple):
    deployer: Deployer
    tree: Tree
    claim: Claim
    repository: Repository


class Releases:
    """By the chart (its reported path): how it is deployed. One that stands for production comes first."""

    def __init__(self) -> None:
        self.asked: dict[str, list[Asked]] = {}
        self.troubles: list[Trouble] = []


def find_releases(inputs: Sequence[Input], built: Sequence[Source], charts: Sequence[str], root: str) -> Releases:
    """Look through the files of a run, and through the overlays that were built of others. Never raises."""
    return _Search(inputs, built, charts, root).found()


class _Search:
    def __init__(self, inputs: Sequence[Input], built: Sequence[Source], charts: Sequence[str], root: str) -> None:
        self.inputs, self.built, self.out = inputs, built, Releases()
        self.deployers = deployers()
        self._groups = [f"{one.group}/".encode() for one in self.deployers if one.group]
        kinds = "|".join(kind for one in self.deployers for kind in one.kinds).encode()
        self._kind = re.compile(rb"""kind["']?[ \t]*:[ \t]*["']?(?:%s)\b""" % kinds)
        self._known: dict[str, list[Source]] = {}  # text → the files that hold it
        self.repository = Repository(root, frozenset(charts), self._holding)

    def found(self) -> Releases:
        claims: dict[str, list[_Claimed]] = defaultdict(list)
        for deployer, tree in self._candidates():
            for claim in deployer.claims(tree):
                repository = self.repository.around(claim.chart, "" if deployer.files else tree.source.path)
                if repository and (chart := repository.chart(claim.chart)):
                    claims[chart].append(_Claimed(deployer, tree, claim, repository))
        for chart, many in sorted(claims.items()):
            self._take(chart, many)
        return self.out

    def _take(self, chart: str, claims: list[_Claimed]) -> None:
        found: list[tuple[Deployment, Tree]] = []
        for deployer, tree, claim, repository in sorted(claims, key=_deployed_first)[:MAX_RELEASES]:
            try:
                found.append((deployer.deployment(tree, claim, repository), tree))
            except Unsure as why:
                said = f"what this deploys of the chart {chart} was not rendered: {why}"
                self._tell(said, Place(tree.source.path, tree.key_span(why.path)))
        if len(claims) > MAX_RELEASES:
            said = f"only {MAX_RELEASES} of the {len(claims):,} releases of this chart were rendered; name those that matter in `renders:`"
            self._tell(said, Place("Chart.yaml" if chart == "." else f"{chart}/Chart.yaml", None))
        if found:
            self.out.asked[chart] = [
                Asked(
                    one.release,
                    one.namespace if _NAMESPACE.fullmatch(one.namespace) else "",
                    layers=one.layers,
                    label=label,
                    bare=one.bare,
                    kubernetes=one.kubernetes,
                )
                for (one, _), label in zip(found, _told_apart(found), strict=True)
            ]

    def _tell(self, message: str, place: Place) -> None:
        self.out.troubles.append(Trouble(message, place))

    def _candidates(self) -> Iterator[tuple[Deployer, Tree]]:
        for source in [*self._files(), *self.built]:
            named = [one for one in self.deployers if names.base(source.path) in one.files]
            for tree in read(source).trees if named or self._marked(source.text.encode()) else ():
                yield from ((one, tree) for one in named or self.deployers if one.concerns(tree))

    def _files(self) -> Iterator[Source]:
        """Those in which something of theirs may stand; a chart's own folder may hold one that says how to deploy it."""
        files = frozenset().union(*(one.files for one in self.deployers))
        seen = set()
        for one in self.inputs:
            seen.add(one.path)
            if source := self._read(one.file, one.path, None if names.base(one.path) in files else self._marked):
                yield source
        for chart in sorted(self.repository.charts):
            for name in sorted(files):
                path = name if chart == "." else f"{chart}/{name}"
                file = os.path.join(self.repository.root, path)
                own = path not in seen and os.path.isfile(file) and inside(self.repository.root, os.path.realpath(file))
                if own and (source := self._read(file, path, None)):
                    yield source

    def _marked(self, raw: bytes) -> bool:
        """Does it seem to hold an object that deploys? A definition of such a kind, which is long, has the word deep inside."""
        if not any(group in raw for group in self._groups):
            return False
        return any(raw[one.start() - 1 : one.start()] not in (b" ", b"\t") for one in self._kind.finditer(raw))

    def _read(self, file: str, path: str, wanted: Callable[[bytes], bool] | None) -> Source | None:
        try:
            raw = read_bytes(file)
            if wanted is None or wanted(raw):
                if len(raw) <= MAX_VALUES:
                    return Source(path, decode(raw), file=file, root=self.repository.root)
                self._tell(
                    f"what this deploys was not rendered: it is larger than {MAX_VALUES / 1e6:g} MB", Place(path, None)
                )
        except ReadError:  # the first pass says so
            pass
        return None

    def _holding(self, text: str) -> Iterator[Tree]:
        for source in [*self._with(text), *self.built]:
            if text in source.text:
                yield from read(source).trees

    def _with(self, text: str) -> list[Source]:
        if text not in self._known:
            mark = text.encode()
            found = (self._read(one.file, one.path, lambda raw: mark in raw) for one in self.inputs)
            self._known[text] = [one for one in found if one]
        return self._known[text]


def _deployed_first(claimed: _Claimed) -> tuple[bool, bool, str, int]:
    tree = claimed.tree
    called = (tree.source.path, f"{word(tree.data, 'metadata', 'namespace')} {word(tree.data, 'metadata', 'name')}")
    path, name = (not any(one in names.DEPLOYED for one in _NO_WORD.split(text.lower())) for text in called)
    return path, name, tree.source.path, tree.index


def _told_apart(made: list[tuple[Deployment, Tree]]) -> Iterator[str]:
    """A label for each that no other release of the chart has."""
    many = Counter(one.label for one, _ in made)
    labels = [
        one.label if many[one.label] == 1 else f"{one.label} in {tree.source.path.rpartition('/')[0] or '.'}"
        for one, tree in made
    ]
    for number, label in enumerate(labels, 1):
        yield label[:_LONGEST] if labels.count(label) == 1 else f"{label[:_LONGEST]} #{number}"
