"""What a unit costs a month while nobody calls."""

from ..finding import Money
from ..prices import Prices
from ..quantities import NaN
from ..views import Document, Function, Scaling, Workload


def standing(document: Document, scaling: Scaling | None, prices: Prices) -> tuple[Money | None, bool]:
    """The money, and whether it is told: (None, True) costs nothing, (None, False) costs nobody knows how much."""
    if not document.bills_idle or (isinstance(document, Workload) and document.completes):
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
