"""Figures and places of the estate as plain values of JSON."""

import math
from typing import Any

from ..finding import Place


def number(value: float | None) -> float | str | None:
    """JSON has neither infinity nor NaN."""
    if value is None or math.isnan(value):
        return None
    if value == math.inf:
        return "unlimited"
    return int(value) if value == int(value) else round(value, 4)


def at(place: Place | None) -> dict[str, Any]:
    return {"path": place.path if place else None, "line": place.span.line if place and place.span else None}
