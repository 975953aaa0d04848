"""The second pass: what several sources say together. Runs once, in the first process."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..config import Settings
from ..intent import Intent, common, sentence
from ..node import Node
from ..prices import Prices
from ..project import Project
from ..project.calls import Calls, declared
from ..project.standing import costs, together
from ..rules.index import Index
from ..systems import linking
from ..target import Target
from ..views import Application, Connection, Container, Document, Function, Scaling, Service, View, Workload
from ..views.kept import release
from .check import Checked
from .locate import application_of
from .runner import SLOWEST_PROJECT, SLOWEST_VIEW, Runner

if TYPE_CHECKING:
    from . import Scan


def second_pass(work: "Scan", out: Checked) -> None:
    """Run the rules that need the whole project over the trees that travelled here."""
    try:
        if out.trees:
            _run(work, out)
    finally:
        release()


def _run(work: "Scan", out: Checked) -> None:
    passes: dict[int, _Pass] = {}
    out.trees.sort(key=lambda tree: (tree.source.path, tree.index))  # however many workers there were
    views = _open(out)
    settings = work.request.policy.root
    project = Project(views, clouded=frozenset(out.clouded), complete=settings.complete, root=work.request.root)
    links = list(_links(project, out))
    project.scalings = {id(view.subject): view for view in links if isinstance(view, Scaling)}
    within = list(_within(out))
    told = [view for view in (*links, *within) if isinstance(view, Connection)]
    known = Calls(told)
    project.calls = Calls([*told, *declared(project, known)])
    _note_exposed(project, links, out)
    _note_intents(work, project, out)
    _sum_up(work, project, out)
    joined = set(map(id, links))
    for view in [*views, *links, *within, *project.applications]:
        own = work.request.policy.settings_for(view.node.tree.source.path)
        found = passes.get(id(own))
        if found is None:
            found = passes[id(own)] = _Pass(work, own, project)
        found.run(view, out, joined=id(view) in joined)
        if isinstance(view, Workload) and found.containers:
            for container in view.containers:
                found.run(container, out)


def _links(project: Project, out: Checked) -> Iterator[View]:
    for system in linking(frozenset(tree.format.name for tree in out.trees), project.views):
        try:
            yield from system.links(project)
        except Exception as error:  # a defect of the system: the others go on, the run is incomplete
            out.errors.append(f"system {system.name} failed: {type(error).__name__}: {error}")


def _within(out: Checked) -> Iterator[Connection]:
    """The edges within single documents, which the first pass has seen already."""
    for tree in out.trees:
        try:
            yield from tree.format.connections(Node(tree, (), tree.data))
        except Exception as error:
            out.errors.append(
                f"format {tree.format.name} failed on {tree.source.path}: {type(error).__name__}: {error}"
            )


_PUBLIC_TYPES = ("LoadBalancer", "NodePort")


def _note_exposed(project: Project, links: list[View], out: Checked) -> None:
    """Mark what can be reached from outside: behind a route, a public Service or an API."""

    def note(document: Document) -> None:
        out.exposed.add((document.node.tree.source.path, document.resource))

    for link in links:
        if isinstance(link, Connection) and link.caller.role == "gateway" and link.callee.view is not None:
            note(link.callee.view)
    for service in project.all(Service):
        if service["spec.type"].text in _PUBLIC_TYPES and not service.internal:
            note(service)
            for workload in project.selected(service):
                note(workload)
    for function in project.all(Function):
        if any(event.kind in ("http", "httpApi", "url") for event in function.events):
            note(function)


def _note_intents(work: "Scan", project: Project, out: Checked) -> None:
    """What the applications of this run want, where all of their objects agree."""
    policy = work.request.policy
    documents = [*project.all(Workload), *project.all(Function)]
    stated = [sentence(policy.stated(document, project)) for document in documents]
    if not any(stated):
        return
    said: dict[str, set[str]] = {}
    for document, words in zip(documents, stated, strict=True):
        said.setdefault(application_of(document), set()).add(words)
    out.intents = {name: words.pop() for name, words in said.items() if len(words) == 1 and words != {""}}


def _sum_up(work: "Scan", project: Project, out: Checked) -> None:
    """What it costs while nobody calls, and the whole as one picture where that is asked for."""
    prices = _prices(work)
    try:
        out.idle = together(costs(project.views, project, prices))
        if work.request.estate:
            out.estate = _estate(work, project, prices)
    except Exception as error:  # a defect of ours: the rules go on, the run is incomplete
        out.errors.append(f"what it costs while nobody calls was not told: {type(error).__name__}: {error}")


def _prices(work: "Scan") -> Callable[[Document], Prices]:
    """What things cost where an object is deployed to, as its folder's settings have it."""
    policy, known = work.request.policy, dict[int, Prices]()

    def prices(document: Document) -> Prices:
        settings = policy.settings_for(document.node.tree.source.path)
        if id(settings) not in known:
            known[id(settings)] = policy.target(settings).prices
        return known[id(settings)]

    return prices


def _estate(work: "Scan", project: Project, prices: Callable[[Document], Prices]) -> Any:
    from ..estate.make import make

    policy = work.request.policy
    return make(project, work.request.root, prices, lambda document: policy.intent(document, project))


def _open(out: Checked) -> list[View]:
    views: list[View] = []
    for tree in out.trees:
        root = Node(tree, (), tree.data)
        views += tree.format.open(root, lambda kind: kind is not Container)
    return views


class _Given(dict[type, Any]):
    """What rules are given about one view: made when the first of them asks for it."""

    def __init__(self, same: dict[type, Any], make: dict[type, Callable[[Any], Any]]) -> None:
        super().__init__(same)
        self._make = make
        self._view: View | None = None

    def about(self, view: View) -> None:
        self._view = view
        for kind in self._make:
            self.pop(kind, None)

    def __missing__(self, kind: type) -> Any:
        made = self[kind] = self._make[kind](self._view)
        return made


class _Pass:
    """The rules of one folder's settings, with what is injected into them."""

    def __init__(self, work: "Scan", settings: Settings, project: Project) -> None:
        enabled = work.request.policy.enabled(settings)
        self.whole = Index(one for one in enabled if one.rule.second_pass)
        self.joined = Index(one for one in enabled if one.rule.second_pass or one.rule.both_passes)
        self.containers = self.whole.wanted(Container)
        self._policy, self._project = work.request.policy, project
        target = self._policy.target(settings)
        self._given = _Given({Project: project, Target: target}, {Intent: self._intent, Scaling: self._scaling})
        self._runner = Runner(texts=work.request.texts, thresholds=settings.money, inject=self._inject)
        self._runner.start(SLOWEST_PROJECT + SLOWEST_VIEW * len(project.views))

    def run(self, view: View, out: Checked, *, joined: bool = False) -> None:
        """`joined`: it was made here, so that no rule has seen it yet."""
        index = self.joined if joined else self.whole
        self._given.about(view)
        self._runner.run((view,), index, out.findings, out.errors)

    def _inject(self, kinds: tuple[type, ...], view: View) -> tuple[Any, ...]:
        return tuple([self._given[kind] for kind in kinds])

    def _intent(self, view: View) -> Intent:
        if isinstance(view, Application):
            return common(self._policy.stated(one, self._project) for one in view.members)
        return self._policy.intent(view.document, self._project)

    def _scaling(self, view: View) -> Scaling:
        document = view.document
        return self._project.scaling(document) or _unscaled(document)


def _unscaled(document: Document) -> Scaling:
    from ..measure import Measure

    nothing = Measure(float("nan"), document.node, "unknown", "replicas")
    return Scaling(document, nothing, nothing)
