"""The first pass: one source at a time, in any process."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from . import suppress
from .draft import Draft
from .finding import Finding, Resource, Skipped
from .formats import Format, claim, resembles
from .index import Enabled, Index
from .locate import locate
from .node import Node
from .patterns import pattern
from .reading import Broken, ReadError, Reading, Source, Tree, read
from .reading.span import Span
from .rules import Findings, Rule
from .target import Target
from .views import Connection, Problem, View
from .views.kept import release

_TEMPLATE = pattern(r"\{\{|\{%|<%")


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


MAX_READ_AGAIN = 4_000_000  # code points of one document, to make the texts of its fixes: some four seconds


SLOWEST = 20.0  # s for the rules about one file; a real one takes a hundredth of a second
SLOWEST_PROJECT = 60.0  # s for the rules about what several files say together, and
SLOWEST_VIEW = 0.05  # s more for each object: a large repository is no hostile one


class Runner:
    """Calls rules on views. A rule that crashes makes the run incomplete and does not stop it; so do rules that are not
    through after `seconds` from `start`: a hostile file must not hold up the run for ever."""

    def __init__(
        self, *, texts: bool, thresholds: Mapping[str, float] | None, inject: Callable[[type, View], Any]
    ) -> None:
        self.texts, self.thresholds, self.inject = texts, thresholds, inject
        self.start(SLOWEST)
        self._spent: dict[tuple[str, int], int] = {}  # code points read for fixes, by document

    def start(self, seconds: float) -> None:
        self._seconds, self._deadline, self._stopped = seconds, time.monotonic() + seconds, False

    def run(self, views: Iterable[View], index: Index, out: list[Finding], errors: list[str]) -> None:
        for view in views:
            if time.monotonic() > self._deadline:
                if not self._stopped:
                    errors.append(late(view, self._seconds))
                self._stopped = True
                return
            for enabled in index.of(view):
                rule = enabled.rule
                try:
                    for draft in self._drafts(enabled, view) if enabled.options or rule.injected else rule.check(view):
                        texts = self.texts and self._affordable(draft)
                        out.append(locate(draft, view, enabled, texts=texts, thresholds=self.thresholds))
                except (Exception, SystemExit) as error:  # a defect of the rule, said so; the other rules go on
                    errors.append(crash(rule, view, error))

    def _drafts(self, enabled: Enabled, view: View) -> Findings:
        extra = [self.inject(t, view) for t in enabled.rule.injected]
        return enabled.rule.check(view, *extra, **enabled.options)

    def _affordable(self, draft: Draft) -> bool:
        """Each edit reads its document again: of a large one with very many fixes only the first get their texts."""
        if draft.fix is None:
            return True
        tree = draft.fix.edits[0].tree
        try:
            size = len(tree.source.text)
        except ReadError:  # the file changed meanwhile
            return False
        key = tree.source.path, tree.index
        spent = self._spent[key] = self._spent.get(key, 0) + len(draft.fix.edits) * size
        return spent <= MAX_READ_AGAIN


def late(view: View, seconds: float) -> str:
    where = view.place.path if isinstance(view, Problem) else view.node.tree.source.path
    return f"{where} was not checked to its end: its rules took more than {seconds:g} s; leave it out with --exclude"


def crash(rule: Rule, view: View, error: BaseException) -> str:
    where = view.place.path if isinstance(view, Problem) else view.node.tree.source.path
    return f"rule {rule.id} failed on {where}: {type(error).__name__}: {error}"


class Checks(Protocol):
    def check(self, source: Source, out: Checked, *, named: bool = False) -> None:
        """Add to `out` what one source says. Never raises."""

    def recall(self, source: Source, out: Checked, *, named: bool) -> bool:
        """Add to `out` what an earlier run said of a source; False when nothing is known."""

    def problems(self, problems: Iterable[Problem]) -> tuple[list[Finding], list[str]]:
        """The findings about troubles that were met elsewhere."""


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
        self._runner = Runner(texts=texts, thresholds=thresholds, inject=lambda kind, view: target)

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


MAX_DUPLICATES = 100  # of one document
_MADE = "which `helm install` refuses"
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


def is_template(source: Source) -> bool:
    try:
        return _TEMPLATE.search(source.text) is not None
    except Exception:
        return False


def looks_like_ours(source: Source) -> bool:
    try:
        text = source.text
    except Exception:
        return False
    return not _TEMPLATE.search(text) and resembles(text)


def unreadable(source: Source, broken: Broken, *, named: bool) -> Problem:
    span = None
    if broken.offset is not None:
        try:
            last = len(source.text.rstrip()) - 1  # behind it no template says anything
            offset = min(broken.offset, max(last, 0)) if source.made else broken.offset
            line, column = source.position(offset)
            span = Span(line, column, line, column + 1, offset, offset + 1)
        except Exception:
            span = None
    message = f"{broken.message} (as it is rendered, {_MADE})" if source.made else broken.message
    return Problem("unreadable", message, source.path, span, named=named)


def not_rendered(source: Source) -> Problem | None:
    """The trouble with a chart that nobody rendered; `source` is its Chart.yaml. None for a library: it deploys nothing."""
    chart = source.path.rpartition("/")[0] or "."
    trees = read(source).trees
    if trees and Node(trees[0], (), trees[0].data)["type"].text == "library":
        return None
    span = trees[0].span(("name",)) if trees else None
    return Problem(
        "not-rendered",
        "this chart is not rendered, so nothing in it was checked; install helm or the extra predeploy[helm], "
        f"or run `helm template {chart} | predeploy scan -`",
        source.path,
        span,
    )


def broken_template(source: Source) -> Problem | None:
    """The trouble with a chart's template that is none."""
    from .reading.helm.flaw import flaw, told

    found = flaw(source.text)
    return Problem("broken-template", told(found.message), source.path, found.span) if found else None


def duplicates(tree: Tree) -> Iterable[Problem]:
    _ = tree.node
    for one in tree.duplicates[:MAX_DUPLICATES]:
        start = one.offset + tree._start
        line, column = tree.source.position(start)
        first, _column = tree.source.position(one.first + tree._start)
        end = start + len(one.key)
        span = Span(line, column, line, column + len(one.key), start, end)
        name = f"`{one.key}`" if one.key else "the empty key"
        yield Problem("duplicate-key", f"{name} is already set on line {first}; this one wins", tree.source.path, span)
