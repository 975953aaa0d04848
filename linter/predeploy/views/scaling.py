"""What changes the number of copies, and between which bounds."""

from typing import ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..record import NamedTuple
from .base import Document, View
from .connection import Endpoint


class Autoscaler(Document):
    """A HorizontalPodAutoscaler, or what stands in for one (KEDA's ScaledObject)."""

    __slots__ = ()

    @property
    def target(self) -> Node:
        return self.node["spec.scaleTargetRef"]

    @property
    def target_kind(self) -> str | None:
        """None when it cannot be known."""
        return self.target["kind"].text

    @property
    def floor(self) -> Measure:
        # minReplicas defaults to 1, as of 2026-11:
        # https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
        return effective(self.node["spec.minReplicas"], default=1.0, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        return effective(self.node["spec.maxReplicas"], unit="replicas")

    @property
    def metrics(self) -> Node:
        """What it scales by."""
        return self.node["spec.metrics"]

    OF_PODS: ClassVar[frozenset[str]] = frozenset({"Resource", "ContainerResource", "Pods"})
    """The types of metrics that are measured in the pods themselves: without one there is no measure."""

    @property
    def of_pods_alone(self) -> bool:
        """Is all that it scales by measured in the pods?"""
        types = [metric["type"].text for metric in self.metrics]
        return bool(types) and all(one in self.OF_PODS for one in types)

    @property
    def can_sleep(self) -> bool:
        """Does it look at something outside the pods, and start one when there is none?"""
        return False

    @property
    def idle_after(self) -> Measure | None:
        """Seconds without work until the last pod goes; None for what never takes it."""
        return None


class DisruptionBudget(Document):
    """A PodDisruptionBudget: how many pods may be missing while nodes are drained."""

    __slots__ = ()

    @property
    def min_available(self) -> Node:
        return self.node["spec.minAvailable"]

    @property
    def max_unavailable(self) -> Node:
        return self.node["spec.maxUnavailable"]


class Hold(NamedTuple):
    """What keeps something up that could sleep, where that is written, and the rule that reports it."""

    reason: str  # `min-scale 1`, as a list of reasons goes
    place: Node
    rule: str = ""  # category/name; empty where no rule does: it is a fact, not a fault


class Scaling(View):
    """How many copies of a workload or function run: floor, ceiling and what moves it between them. `can_sleep`: with a
    floor of 0 its platform stops the last copy when nobody calls, and a call starts one; `idle_after`: the seconds
    without a call that this takes at the least, where the copy that waits is paid for; `holds`: what else than the floor
    its platform sees keep it up."""

    __slots__ = ("can_sleep", "ceiling", "floor", "holds", "idle_after", "scalers", "subject")

    def __init__(
        self,
        subject: Document,
        floor: Measure,
        ceiling: Measure,
        scalers: tuple[Endpoint, ...] = (),
        *,
        can_sleep: bool = False,
        idle_after: Measure | None = None,
        holds: tuple[Hold, ...] = (),
    ) -> None:
        super().__init__(subject.node)
        self.subject, self.floor, self.ceiling, self.scalers = subject, floor, ceiling, scalers
        self.can_sleep, self.idle_after, self.holds = can_sleep, idle_after, holds

    @property
    def name(self) -> str:
        return self.subject.name

    @property
    def document(self) -> Document:
        return self.subject
