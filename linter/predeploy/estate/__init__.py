"""The estate: all that a run saw as one picture: applications, what they are made of, and who calls whom.

Plain records, for `predeploy graph` and `predeploy readiness` to draw and tell.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from ..finding import Money, Place, Resource
from ..record import NamedTuple


class Held(NamedTuple):
    """What keeps a unit up, and the rule that reports it; empty where none does."""

    reason: str
    place: Place
    rule: str


class Unit(NamedTuple):
    """One box of the picture: what runs, what keeps messages or data, what lets requests in, who calls from outside."""

    key: Hashable  # as `calls.identity` has it
    name: str
    kind: str
    platform: str
    role: str
    presence: str  # here, elsewhere or outside
    application: Hashable | None
    place: Place | None
    resource: Resource | None
    verdict: str = ""  # empty where none is meant: a queue neither runs nor sleeps
    floor: float | None = None  # None when it is not known; inf is no limit
    ceiling: float | None = None
    scaled_by: str = ""
    woken_by: tuple[str, ...] = ()
    wakes: tuple[str, ...] = ()  # how it is woken: request, message, event, schedule
    held_by: tuple[Held, ...] = ()
    idle: Money | None = None  # while nobody calls
    priced: bool = True  # False where it costs something and nobody knows how much
    settings: tuple[tuple[str, str], ...] = ()


def idle(units: Iterable[Unit]) -> float | None:
    """USD a month while nobody calls; None where nothing has a price."""
    prices = [one.idle.usd_month for one in units if one.idle is not None]
    return round(sum(prices), 2) if prices else None


class Figure(NamedTuple):
    """A time of an edge: in seconds (inf is no limit), in words, and where it is decided."""

    seconds: float
    text: str
    place: Place


class Edge(NamedTuple):
    key: Hashable
    caller: Hashable
    callee: Hashable
    kind: str
    evidence: str
    mode: str
    waits: Figure | None
    works: Figure | None
    attempts: float | None
    window: float
    period: float | None
    slack: float | None
    place: Place


class Want(NamedTuple):
    """One thing that is wanted of an application, who says so (stated or inferred), and where."""

    key: str  # of intent.KEYS
    value: Any
    words: str
    source: str
    place: Place | None


class Trait(NamedTuple):
    """How many parts have one of the four traits of serverless, of those of which it is known, of all."""

    name: str
    having: int
    known: int
    parts: int

    @property
    def share(self) -> float | None:
        """None where less than half is known."""
        return self.having / self.known if self.known and self.known * 2 >= self.parts else None


class Group(NamedTuple):
    """An application: its name, the folder it lies in, what is stated of it in words, and all that is wanted of it."""

    key: Hashable
    name: str
    path: str
    intent: str
    wants: tuple[Want, ...] = ()
    traits: tuple[Trait, ...] = ()


class Estate(NamedTuple):
    groups: tuple[Group, ...] = ()
    units: tuple[Unit, ...] = ()
    edges: tuple[Edge, ...] = ()

    def joined(self, other: "Estate") -> "Estate":
        """This one with what only the other has: another stage of the same files."""
        return Estate(*(_union(own, more) for own, more in zip(self, other, strict=True)))


def _union(own: tuple[Any, ...], more: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple({**{one.key: one for one in more}, **{one.key: one for one in own}}.values())
