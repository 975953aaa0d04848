"""What a unit costs a month while nobody calls."""

from collections.abc import Callable, Hashable, Iterator

from ..calls import identity
from ..finding import Money
from ..prices import Prices
from ..project import Project
from ..quantities import NaN
from ..views import Document, Endpoint, Function, Part, Scaling, Workload


def identity_of(document: Document) -> Hashable:
    return identity(Endpoint(document, "", document.node))


def billed(project: Project) -> Iterator[Document]:
    """What may cost something while nobody calls, each thing once: what runs by itself, and what is paid for as long as
    it is there."""
    seen: set[Hashable] = set()
    for view in project.views:
        runs = isinstance(view, Function) or (isinstance(view, Workload) and stands_alone(view))
        if runs or (view.bills_idle and not isinstance(view, Workload)):
            key = identity_of(view)
            if key not in seen:
                seen.add(key)
                yield view


def stands_alone(workload: Workload) -> bool:
    """What lends its pods to others is no unit, and the pods of a function are the function's."""
    return workload.runs and not (isinstance(workload, Part) and isinstance(workload.whole, Function))


def standing(document: Document, scaling: Scaling | None, prices: Prices) -> tuple[Money | None, bool]:
    """The money, and whether it is told: (None, True) costs nothing, (None, False) costs nobody knows how much."""
    if not document.bills_idle or (isinstance(document, Workload) and (document.completes or not document.runs)):
        return None, True
    copies = _copies(document, scaling)
    if copies == 0:
        return None, True
    money = document.held(prices, copies)
    return money, money is not None


def _copies(document: Document, scaling: Scaling | None) -> float:
    if scaling is not None:
        return scaling.floor.value
    if isinstance(document, Workload) and document.kind == "Pod":
        return 1.0
    return NaN if isinstance(document, (Workload, Function)) else 1.0


def idle(project: Project, prices: Callable[[Document], Prices]) -> tuple[float | None, int]:
    """USD a month of the whole run, None where nothing has a price; and how many cost what nobody knows."""
    found = [standing(one, project.scaling(one), prices(one)) for one in billed(project)]
    priced = [money.usd_month for money, _ in found if money is not None]
    return (sum(priced) if priced else None), sum(not told for _, told in found)
