"""What nobody said an application wants, but what it has gives away. It lowers findings and phrases reports; it is never
the reason for one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ..finding import Place
from ..intent import UNSAID, Environment, Intent, Stated, parse_environment
from ..node import Node
from ..patterns import pattern
from ..views import DisruptionBudget, Document, Function, Scaling, Workload

if TYPE_CHECKING:
    from . import Project

# Folders called `test` or `stage` hold tests and theatre more often than an environment
_FOLDERS: Final = frozenset(
    {"dev", "development", "sandbox", "qa", "staging", "stg", "uat", "preprod", "prod", "production", "prd"}
)
_WORDS: Final = pattern(r"[^a-z0-9]+")
_AVAILABLE: Final = 99.9  # percent that two pods, kept apart or together through drains, are meant to reach


def inferred(document: Document, project: "Project") -> Intent:
    """Each key with the place that gives it away."""
    if not isinstance(document, (Workload, Function)):
        return Intent(environment=_environment(document))
    scaling = project.scaling(document)
    return Intent(
        idle=_idle(document, scaling, project) if scaling is not None else UNSAID,
        availability=_availability(document, scaling, project) if scaling is not None else UNSAID,
        environment=_environment(document),
    )


def _idle(document: Document, scaling: Scaling, project: "Project") -> Stated[Any]:
    floor = scaling.floor
    if scaling.can_sleep and floor.state == "own" and floor.value == 0:
        return _from("zero", floor.node)
    if scaling.can_sleep and floor.state in ("own", "inherited") and floor.value >= 2:
        return _from("warm", floor.node)
    if floor.value >= 2:
        for budget in _budgets(document, project):
            return _from("warm", budget.node)
    return UNSAID


def _availability(document: Document, scaling: Scaling, project: "Project") -> Stated[Any]:
    """Two copies, and something that keeps them from going away together."""
    if not scaling.floor.value >= 2:
        return UNSAID
    for budget in _budgets(document, project):
        return _from(_AVAILABLE, budget.node)
    spread = document.pod["topologySpreadConstraints"] if isinstance(document, Workload) else None
    return _from(_AVAILABLE, spread) if spread is not None and spread.written else UNSAID


def _budgets(document: Document, project: "Project") -> Iterator[Document]:
    if isinstance(document, Workload) and document.pod_labels:
        for budget in project.beside("PodDisruptionBudget", document):
            if isinstance(budget, DisruptionBudget) and document in project.chosen(budget["spec.selector"], budget):
                yield budget


def _environment(document: Document) -> Stated[Environment]:
    """A word in the namespace, else in the folders above and the name of the file; several are none."""
    words = _WORDS.split(document.namespace.lower())
    path = document.node.tree.source.path
    for found in (words, _tokens(path)):
        said: set[Environment] = {parse_environment(word) for word in found if word in _FOLDERS}
        if len(said) == 1:
            return Stated(said.pop(), "inferred", Place(path, None))
        if said:
            return UNSAID
    return UNSAID


def _tokens(path: str) -> list[str]:
    *folders, file = path.lower().split("/")
    return [*folders, *_WORDS.split(file.partition(".")[0])]


def _from(value: Any, node: Node) -> Stated[Any]:
    return Stated(value, "inferred", node.place)
