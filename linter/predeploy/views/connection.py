"""Connection: who calls whom, and how long each side waits or works."""

from typing import Literal

from ..measure import UNCHOSEN, Measure
from ..node import Node
from ..record import NamedTuple
from ..severity import Severity, lower
from .base import Document, View

Kind = Literal[
    "request",
    "push",
    "poll",
    "stream",
    "schedule",
    "task",
    "callback",
    "scale",
    "probe",
    "scrape",
    "store",
    "deadletter",
]
Presence = Literal["here", "elsewhere", "outside"]
Evidence = Literal["declared", "selected", "named", "granted"]
Mode = Literal["sync", "async", "stream"]


class Endpoint(NamedTuple):
    """One side. `view` is None when it is not in this run; `place` is where this side's number is decided."""

    view: Document | None
    name: str  # as messages say it: "Deployment `cart`", "function `Checkout`", "internet", "kubelet"
    place: Node
    presence: Presence = "here"
    role: str = ""  # gateway, queue, stream, schedule, function, workload, store, workflow, scaler, probe, client
    public: bool = False  # a gateway that no object stands for, and that anybody on the internet can call

    @classmethod
    def of(cls, view: Document, what: str, role: str = "", place: Node | None = None) -> "Endpoint":
        """An object of this run; messages call it `what` and its name."""
        return cls(view, f"{what} `{view.name}`", view.node if place is None else place, "here", role or what)

    @property
    def called(self) -> tuple[str, str]:
        """The word for it and its bare name, as the map has them: ("queue", "orders"), ("", "internet")."""
        word, _, name = self.name.partition(" `")
        return (word, name[:-1]) if len(name) > 1 and name[-1] == "`" else ("", self.name)


class Connection(View):
    """A directed edge. All times in seconds; NaN where a side cannot be known, inf where it has no limit."""

    __slots__ = (
        "attempts", "buffered", "callee", "caller", "edge", "evidence", "hard", "mode", "period", "via", "waits", "window", "works",
    )  # fmt: skip

    def __init__(
        self,
        edge: Kind,
        caller: Endpoint,
        callee: Endpoint,
        *,
        via: Node,
        waits: Measure,
        works: Measure,
        evidence: Evidence = "declared",
        attempts: Measure | None = None,
        window: Measure | None = None,
        period: Measure | None = None,
        mode: Mode = "sync",
        buffered: bool = False,
        hard: bool = False,
    ) -> None:
        super().__init__(via)
        nothing = Measure(float("nan"), via, "absent")
        self.edge, self.caller, self.callee, self.via, self.evidence = edge, caller, callee, via, evidence
        self.waits, self.works = waits, works
        self.attempts, self.period = attempts or nothing, period or nothing
        self.window = window or Measure(0.0, via, "default")
        self.mode, self.buffered, self.hard = mode, buffered, hard

    @classmethod
    def scheduled(
        cls, expression: Node, callee: Endpoint, every: Measure, works: Measure, via: Node | None = None
    ) -> "Connection":
        """A clock starts the callee, and again whether or not it is done."""
        said = "a schedule" if expression.text is None else f"schedule `{expression.text}`"
        clock = Endpoint(None, said, expression, "here", "schedule")
        via = expression if via is None else via
        return cls("schedule", clock, callee, via=via, waits=every, works=works, period=every, mode="async")

    @property
    def kind(self) -> str:
        return self.edge

    @property
    def slack(self) -> float:
        """How much longer the caller waits than the callee may work; NaN when either is unknown, so comparisons stay silent."""
        return self.waits.value - self.works.value - self.window.value

    def weighed(self, base: Severity) -> Severity:
        """The severity of what is wrong between the two times: one step lower when nobody chose either, and
        when only a name links the sides; a permission alone proves no call."""
        if self.evidence == "granted":
            return "info"
        return lower(base, (self.waits.state in UNCHOSEN and self.works.state in UNCHOSEN) + (self.evidence == "named"))

    @property
    def name(self) -> str:
        return f"{self.caller.name} → {self.callee.name}"

    @property
    def document(self) -> Document:
        """The side that is in this run and decides: the callee, else the caller."""
        found = self.callee.view or self.caller.view
        assert found is not None, "one side of a connection is always in the run"
        return found
