"""Measure: what holds of a setting, in one unit, and who decided it."""

import math
from typing import Any, Literal

from . import quantities
from .draft import Draft, Fix
from .node import Node
from .quantities import NaN, pretty
from .reading.values import ABSENT, UNKNOWN
from .record import NamedTuple

State = Literal["own", "inherited", "default", "fixed", "unknown", "absent", "none"]
UNCHOSEN: frozenset[State] = frozenset({"default", "fixed"})
"""Nobody wrote what holds."""


class Measure(NamedTuple):
    """An effective setting in its canonical unit (s, bytes, cores, replicas, USD a month).

    `value` is NaN when unknown or absent and inf when there is no limit; `node` is the place that decided, for a
    default the place where one would write it. What is fixed nobody can write: the platform sees to it.
    """

    value: float
    node: Node
    state: State
    unit: str = "s"

    @property
    def known(self) -> bool:
        return self.value == self.value

    def __str__(self) -> str:
        if not self.known:
            return "an unknown value" if self.state == "unknown" else "nothing"
        return pretty(self.value, self.unit) + (f" ({self.state})" if self.state in UNCHOSEN else "")

    def finding(self, message: str, **kw: Any) -> Draft:
        return self.node.finding(message, **kw)

    def replace(self, value: Any, *, safe: bool) -> Fix | None:
        """Write the setting: in the place of what is written, or anew where a default decides."""
        if self.node.absent:
            return self.node.insert(value, safe=safe)
        return self.node.replace(value, safe=safe)


_READERS = {"number": quantities.number, "quantity": quantities.quantity, "duration": quantities.duration}


def effective(
    *candidates: Node,
    default: float = NaN,
    unit: str = "s",
    read: Literal["number", "quantity", "duration"] = "number",
    scale: float = 1.0,
) -> Measure:
    """The first candidate that says something decides (unknown decides too, as NaN), else the platform's default,
    placed at the first candidate."""
    for index, node in enumerate(candidates):
        if node.value is ABSENT:
            continue
        if node.value is UNKNOWN:
            return Measure(NaN, node, "unknown", unit)
        value = _READERS[read](node.value) * scale
        return Measure(value, node, "inherited" if index else "own", unit)
    state: State = "absent" if default != default else "none" if default == math.inf else "default"  # noqa: PLR0124
    return Measure(default, candidates[0], state, unit)
