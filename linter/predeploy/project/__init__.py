"""Project: what one run loaded, with look-ups by name and by selector.

A name is looked up nearest first: same source, same folder, up to three folders, repository. Several equally near
are ambiguous, and ambiguous is silent. Variants of one thing (overlays, golden outputs) never see each other.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeVar

from ..finding import Money
from ..node import Node
from ..prices import Prices
from ..views import Application, Autoscaler, Document, Scaling, Service, View, Workload
from ..views.workload import GIVEN_LABELS
from .calls import Calls
from .completeness import Completeness
from .distance import REPOSITORY, Distances, same_namespace
from .groups import groups
from .idle import Readiness, judge
from .selectors import by_label, covers, selects
from .standing import costs

V = TypeVar("V", bound=View)
T = TypeVar("T")

_Named = dict[str, list[Document]]  # namespace → objects


class _Ambiguous:
    """Several objects are equally near: nobody can say which is meant."""

    def __repr__(self) -> str:
        return "AMBIGUOUS"


AMBIGUOUS: Final = _Ambiguous()


class Project:
    """Built once, in the second pass, from the trees that others can point at."""

    def __init__(
        self,
        views: Iterable[View],
        *,
        clouded: frozenset[str] = frozenset(),
        complete: bool | None = None,
        root: str = "",
    ) -> None:
        """`clouded` are the folders in which something could not be read or rendered: what is missing there may exist.
        `root` is the folder that all paths start from."""
        self.views = [view for view in views if isinstance(view, Document)]
        self.clouded, self._complete, self._root = clouded, complete, root
        self.scalings: dict[int, Scaling] = {}  # by the id of the subject; filled once the systems have made them
        self.calls = Calls()  # filled once the systems have made them
        self._selected: dict[int, list[Workload]] = {}  # by the id of the Service
        self._near: dict[tuple[str, str], list[Workload]] = {}
        self._matching: dict[tuple[frozenset[tuple[str, str]], str, str], list[Workload]] = {}
        self._once: dict[Hashable, Any] = {}
        self._of_kinds: dict[tuple[str, str, str], list[Document]] = {}  # by kind, folder and namespace
        self._beside: dict[tuple[str, str, str], list[Document]] = {}
        self._distances = Distances(self._identities)
        self._by_type: dict[type, list[Any]] = defaultdict(list)
        self._names: dict[tuple[str, str], dict[str, dict[str, _Named]]] = defaultdict(dict)  # → folder → source
        self._kinds: dict[str, list[Document]] = defaultdict(list)
        self._kinds_beside: dict[str, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))  # by folder
        self._folders: dict[str, list[Document]] = defaultdict(list)
        for view in self.views:
            for cls in type(view).__mro__[:-1]:
                self._by_type[cls].append(view)
            path, kind = view.node.tree.source.path, view.kind
            folder = path.rpartition("/")[0]
            sources = self._names[kind, view.name].setdefault(folder, {})
            sources.setdefault(path, {}).setdefault(view.namespace, []).append(view)
            for index in (self._kinds[kind], self._kinds_beside[folder][kind], self._folders[folder]):
                index.append(view)

    def all(self, cls: type[V]) -> list[V]:
        return self._by_type.get(cls, [])

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for all that ask with this key: an index, say, so that a thousand objects need not
        each look at a thousand others. The lists of `of_kind`, `beside` and `near_workloads` stay the same: their `id`
        may be part of the key."""
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    # names

    def called(self, kind: str, name: str) -> list[Document]:
        """Every object of that kind and name, wherever it stands."""
        folders = self._names.get((kind, name), {}).values()
        return [v for sources in folders for named in sources.values() for views in named.values() for v in views]

    def named(
        self, cls: type[Document], kind: str | None, name: str | None, near: Document
    ) -> Document | _Ambiguous | None:
        """The object of that kind and name that `near` means; None when there is none, AMBIGUOUS when it cannot be told."""
        if not kind or not name:
            return None
        for sources in self._distances.levels(self._names.get((kind, name), {}), near.node.tree.source.path):
            meant = (v for named in sources for v in _in_namespace(named, near.namespace) if isinstance(v, cls))
            found = list(islice(meant, 2))
            if found:
                return found[0] if len(found) == 1 else AMBIGUOUS
        return None

    def of_kind(self, kind: str, near: Document) -> list[Document]:
        """The objects of a kind in the same namespace, up to three folders away; what stands beside `near` and may be
        of any kind is among them."""
        folder = near.node.tree.source.path.rpartition("/")[0]
        key = (kind, folder, near.namespace)
        if key not in self._of_kinds:  # a thousand objects of one folder may ask for the same thousand
            found = [v for v in self._kinds.get(kind, ()) if 0 <= self.distance(v, near) <= REPOSITORY]
            found += self._kinds_beside[folder].get("", ()) if kind else ()
            self._of_kinds[key] = [v for v in found if same_namespace(v, near)]
        return self._of_kinds[key]

    def beside(self, kind: str, near: Document) -> list[Document]:
        """The same, of one folder only."""
        folder = near.node.tree.source.path.rpartition("/")[0]
        key = (kind, folder, near.namespace)
        if key not in self._beside:
            of_kind = self._kinds_beside[folder]
            found = [*of_kind.get(kind, ()), *(of_kind.get("", ()) if kind else ())]
            self._beside[key] = [v for v in found if same_namespace(v, near)]
        return self._beside[key]

    def kinds(self, *names: str) -> list[Document]:
        """Every object of these kinds, wherever it stands."""
        return [view for name in names for view in self._kinds.get(name, ())]

    def target(self, autoscaler: Autoscaler) -> Document | _Ambiguous | None:
        """What a scaleTargetRef points at."""
        return self.named(Document, autoscaler.target_kind, autoscaler.target["name"].text, autoscaler)

    def distance(self, one: Document, other: Document) -> int:
        """0 same source, 1 same folder, 2… folders apart, at most the repository; -1 when the two never meet."""
        a, b = one.node.tree.source.path, other.node.tree.source.path
        if a == b:
            return 0
        folder, other_folder = a.rpartition("/")[0], b.rpartition("/")[0]
        return 1 if folder == other_folder else self._distances.between(folder, other_folder)

    def _identities(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        """Each folder with the kind, namespace and name of every object in it."""
        for (kind, name), folders in self._names.items():
            for folder, sources in folders.items():
                for named in sources.values():
                    yield from ((folder, (kind, namespace, name)) for namespace in named)

    # selectors

    def selected(self, service: Service) -> list[Workload]:
        """The workloads whose pods a Service finds, at the nearest distance at which there are any."""
        found = self._selected.get(id(service))
        if found is None:  # half a dozen rules ask
            selector = service.selector
            found = self._selected[id(service)] = self.matching(selector, service) if selector else []
        return found

    def services_of(self, workload: Workload) -> list[Service]:
        """The Services that find a workload's pods: `selected` asked from the other side."""
        return self._services.get(id(workload), [])

    @cached_property
    def _services(self) -> dict[int, list[Service]]:
        found: dict[int, list[Service]] = defaultdict(list)
        for service in self.all(Service):
            for workload in self.selected(service):
                found[id(workload)].append(service)
        return found

    def near_workloads(self, near: Document) -> list[Workload]:
        """The workloads of the same namespace at the nearest distance at which there are any."""
        key = (near.node.tree.source.path, near.namespace)
        if key not in self._near:
            self._near[key] = self._find_near(near)
        return self._near[key]

    def _find_near(self, near: Document) -> list[Workload]:
        beside = self._folders.get(near.node.tree.source.path.rpartition("/")[0], ())
        for views in (beside, self.all(Workload)):  # most often the folder answers
            levels: dict[int, list[Workload]] = defaultdict(list)
            for view in views:
                if isinstance(view, Workload) and view.platform == near.platform and same_namespace(view, near):
                    levels[self.distance(view, near)].append(view)
            levels.pop(-1, None)
            if levels:
                return levels[min(levels)]
        return []

    def chosen(self, selector: Node, near: Document) -> list[Workload]:
        """The near workloads that a label selector selects, or may select."""
        workloads = self.near_workloads(near)
        return self.once((id(workloads), repr(selector.value)), lambda: self._choose(selector, workloads))

    def _choose(self, selector: Node, workloads: list[Workload]) -> list[Workload]:
        labelled = self.once(("labelled", id(workloads)), lambda: by_label(workloads))
        pairs = ((str(key), value.text) for key, value in selector["matchLabels"].items() if value.text is not None)
        pair = next(pairs, None)
        candidates = workloads if pair is None else [*labelled.get(pair, ()), *labelled.get(None, ())]
        return [one for one in candidates if selects(selector, one.pod_labels) is not False]

    def scaling(self, subject: Document) -> Scaling | None:
        """How a workload of this project is scaled."""
        return self.scalings.get(id(subject))

    def readiness(self, subject: Document) -> Readiness:
        """What becomes of a workload or function when nobody calls."""
        return self.once(("readiness", id(subject)), lambda: judge(subject, self))

    def matching(self, labels: dict[str, str], near: Document) -> list[Workload]:
        """The workloads of the same namespace whose pods have these labels, at the nearest distance at which there are any."""
        key = (frozenset(labels.items()), near.node.tree.source.path, near.namespace)
        if key not in self._matching:  # a thousand Services may select the same thousand pods
            self._matching[key] = self._match(labels, near)
        return self._matching[key]

    def _match(self, labels: dict[str, str], near: Document) -> list[Workload]:
        written = next((pair for pair in labels.items() if pair[0] not in GIVEN_LABELS), None)
        if written is None:
            return [one for one in self.near_workloads(near) if covers(labels, one)]
        for sources in self._distances.levels(self._labelled.get(written, {}), near.node.tree.source.path):
            candidates = (workload for workloads in sources for workload in workloads)
            found = [one for one in candidates if same_namespace(one, near) and covers(labels, one)]
            if found:
                return found
        return []

    @cached_property
    def _labelled(self) -> dict[tuple[str, str], dict[str, dict[str, list[Workload]]]]:
        """Label and value → folder → source → the workloads whose pods have it."""
        index: dict[tuple[str, str], dict[str, dict[str, list[Workload]]]] = defaultdict(dict)
        for workload in self.all(Workload):
            path = workload.node.tree.source.path
            for pair in (workload.pod_labels or {}).items():
                index[pair].setdefault(path.rpartition("/")[0], {}).setdefault(path, []).append(workload)
        return index

    # completeness

    def complete_for(self, view: Document, sought: type[Document] = Workload) -> bool:
        """May a rule speak about what is *missing* near this object? Only where the source or folder holds at least one
        object of the sought kind in that namespace, all of it was readable, and no operator could have made the other."""
        return self._completeness.around(view, sought)

    @cached_property
    def _completeness(self) -> Completeness:
        return Completeness(self._folders, self.clouded, self._complete)

    # applications

    @cached_property
    def applications(self) -> list[Application]:
        """What belongs together, whatever says so."""
        whose = groups(self, self.views, self._root)
        members: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for view in self.views:
            members[whose[id(view)]].append(view)
        return [Application(name, tuple(many)) for (_, name), many in members.items()]

    def costs(self, documents: Iterable[Document], prices: Prices) -> list[tuple[Document, Money | None]]:
        """What of them costs something while nobody calls, and how much a month; None where nobody knows."""
        return list(costs(documents, self, lambda _: prices))


def _in_namespace(named: _Named, namespace: str) -> Iterator[Document]:
    """Those whose namespace agrees, or is left to the deployment."""
    for one in (namespace, "") if namespace else named:
        yield from named.get(one, ())
