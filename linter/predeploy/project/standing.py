"""What a unit costs a month while nobody calls."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from ..finding import Money
from ..prices import Prices
from ..quantities import NaN
from ..views import Document, Function, Part, Scaling, Workload
from .calls import identity_of

if TYPE_CHECKING:
    from . import Project


def billed(documents: Iterable[Document]) -> Iterator[Document]:
    """What of them may cost something while nobody calls, each thing once: what runs by itself, and what is paid for as
    long as it is there."""
    seen: set[Hashable] = set()
    for view in documents:
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
    """Of what runs, as many as stand; of everything else there is one, which says itself how large it is."""
    if not isinstance(document, (Workload, Function)) or document.kind == "Pod":
        return 1.0
    return scaling.floor.value if scaling is not None else NaN


def costs(
    documents: Iterable[Document], project: "Project", prices: Callable[[Document], Prices]
) -> Iterator[tuple[Document, Money | None]]:
    """What costs something while nobody calls, and how much; None where nobody knows."""
    for document in billed(documents):
        money, priced = standing(document, project.scaling(document), prices(document))
        if money is not None or not priced:
            yield document, money


def together(found: Iterable[tuple[Document, Money | None]]) -> tuple[float | None, int]:
    """USD a month, None where nothing has a price; and how many cost what nobody knows."""
    amounts = [money.usd_month if money is not None else None for _, money in found]
    priced = [one for one in amounts if one is not None]
    return (sum(priced) if priced else None), len(amounts) - len(priced)
