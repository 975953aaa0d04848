"""The first pass: one source at a time, in any process."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from .. import suppress
from ..finding import Finding, Resource, Skipped
from ..formats import Format, claim
from ..node import Node
from ..reading import Reading, Source, Tree, read
from ..rules.index import Enabled, Index
from ..target import Target
from ..views import Connection, Problem
from ..views.kept import release
from .problems import duplicates, is_template, looks_like_ours, unreadable
from .runner import SLOWEST, Runner


class Checked:
    """What a worker hands back for its files. `trees` are those that other documents can point at."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.trees: list[Tree] = []
        self.skipped: list[Skipped] = []
        self.suppressions: list[suppress.Suppression] = []
        self.formats: dict[str, int] = {}
        self.errors: list[str] = []
        self.included: dict[str, set[str]] = {}  # file → files it includes
        self.clouded: set[str] = set()  # folders in which something could not be read
        self.exposed: set[tuple[str, Resource]] = set()  # what can be reached from outside, by file (second pass)
        self.intents: dict[str, str] = {}  # application → what it wants, in words (second pass)
        self.idle: tuple[float | None, int] = (None, 0)  # USD a month, and how many have no price (second pass)
        self.estate: Any = None  # estate.Estate, where one was asked for (second pass)
        self.learned: dict[str, bytes] = {}  # what is worth remembering for the next run, as memory.py knows it
        self.files = self.checked = self.documents = self.resources = 0

    def add(self, other: "Checked") -> None:
        self.findings += other.findings
        self.trees += other.trees
        self.skipped += other.skipped
        self.suppressions += other.suppressions
        self.errors += other.errors
        self.clouded |= other.clouded
        self.included |= other.included
        self.learned |= other.learned
        self.files += other.files
        self.checked += other.checked
        self.documents += other.documents
        self.resources += other.resources
        for name, count in other.formats.items():
            self.formats[name] = self.formats.get(name, 0) + count


class Checks(Protocol):
    def check(self, source: Source, out: Checked, *, named: bool = False) -> None:
        """Add to `out` what one source says. Never raises."""

    def recall(self, source: Source, out: Checked, *, named: bool) -> bool:
        """Add to `out` what an earlier run said of a source; False when nothing is known."""
        ...

    def problems(self, problems: Iterable[Problem]) -> tuple[list[Finding], list[str]]:
        """The findings about troubles that were met elsewhere."""
        ...


class Checker:
    """Checks sources with the rules of the first pass."""

    def __init__(
        self,
        enabled: Iterable[Enabled],
        target: Target,
        *,
        texts: bool = False,
        thresholds: Mapping[str, float] | None = None,
    ) -> None:
        first = [one for one in enabled if not one.rule.second_pass]
        self.index = Index(first)
        self._connections = self.index.wanted(Connection)
        self._runner = Runner(texts=texts, thresholds=thresholds, inject=lambda kinds, view: (target,))

    def check(self, source: Source, out: Checked, *, named: bool = False) -> None:
        """Add to `out` what one source says. Never raises."""
        out.files += 1
        try:
            self._source(source, out, named=named)
        except Exception as error:  # a defect of ours: the rest of this file is lost, the run is incomplete
            out.errors.append(f"{source.path} was not checked to its end: {type(error).__name__}: {error}")

    def recall(self, source: Source, out: Checked, *, named: bool) -> bool:
        return False

    def _source(self, source: Source, out: Checked, *, named: bool) -> None:
        self._runner.start(SLOWEST)
        reading = read(source)
        claimed = [(tree, found) for tree in reading.trees if (found := claim(tree)) is not None]
        for tree, form in claimed:
            self._tree(tree, form, out)
        if claimed:
            out.checked += 1
            names = {form.name for _, form in claimed}
            for name in names:
                out.formats[name] = out.formats.get(name, 0) + 1
        self._account(source, reading, bool(claimed), out, named=named)
        if claimed or reading.broken:
            out.suppressions += suppress.collect(source, [tree for tree, _ in claimed])
        if source.included:
            out.included[source.path] = source.included

    def _tree(self, tree: Tree, form: Format, out: Checked) -> None:
        root = Node(tree, (), tree.data)
        out.documents += 1
        out.resources += sum(1 for _ in form.objects(root))
        try:
            self._runner.run(form.open(root, self.index.wanted), self.index, out.findings, out.errors)
            if self._connections:
                self._runner.run(form.connections(root), self.index, out.findings, out.errors)
            if form.joins(root):
                out.trees.append(tree)
        except Exception as error:  # a defect of the format: the document is lost, the run is incomplete
            out.errors.append(f"format {form.name} failed on {tree.source.path}: {type(error).__name__}: {error}")
        finally:
            release()
            tree.keys = None  # nobody asks for them later
        if tree.duplicates:
            self._problems(duplicates(tree), out)

    def _account(self, source: Source, reading: Reading, claimed: bool, out: Checked, *, named: bool) -> None:
        """Say what became of a text that was not read, or not recognised."""
        if reading.broken:
            out.clouded.add(source.path.rpartition("/")[0])
            told = [one for one in reading.broken if named or source.made or not one.template]
            if told and (named or claimed or source.made or looks_like_ours(source)):
                self._problems([unreadable(source, one, named=named) for one in told[:MAX_BROKEN]], out)
            else:
                reason = (
                    "template (not rendered)"
                    if is_template(source)
                    else "not readable, and nothing says it is deploy input"
                )
                out.skipped.append(Skipped(source.path, reason, reading.broken[0].message))
        elif not claimed:
            out.skipped.append(Skipped(source.path, "not a deploy format" if reading.trees else "empty"))

    def _problems(self, problems: Iterable[Problem], out: Checked) -> None:
        self._runner.run(problems, self.index, out.findings, out.errors)

    def problems(self, problems: Iterable[Problem]) -> tuple[list[Finding], list[str]]:
        """The findings about troubles that were met outside this class."""
        findings: list[Finding] = []
        errors: list[str] = []
        self._runner.start(SLOWEST)  # not what the last file left of its own
        self._runner.run(problems, self.index, findings, errors)
        return findings, errors


MAX_BROKEN = 3  # a template cut at its markers has many broken parts with one cause


class _Part:
    """The format of what is no object by itself, such as a patch."""

    name = ""

    def objects(self, root: Node) -> Iterable[Node]:
        return (root,)


def excuses(source: Source) -> list[suppress.Suppression]:
    """What the comments of a text suppress that was built into another."""
    return suppress.comments(source, parts(source) if "#" in source.text else [])


def parts(source: Source) -> list[Tree]:
    """The documents of a text, whether a format claims them or not."""
    trees = read(source).trees
    for tree in trees:
        if claim(tree) is None:
            tree.format = _Part()
    return trees
