"""What a unit costs a month while nobody calls."""

from ..finding import Money
from ..prices import Prices
from ..views import Document, Scaling


def standing(document: Document, scaling: Scaling | None, prices: Prices) -> tuple[Money | None, bool]:
    """The money, and whether it is told: (None, True) costs nothing, (None, False) costs nobody knows how much."""
    if not document.bills_idle:
        return None, True
    copies = scaling.floor.value if scaling is not None else 1.0
    if copies == 0:
        return None, True
    money = document.held(prices, copies)
    return money, money is not None
