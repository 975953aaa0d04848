"""What Knative and Cloud Run share: pods that come and go with their requests, scaled by annotations of their template."""

from math import inf
from typing import ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..views import Workload

# https://knative.dev/docs/serving/autoscaling/scale-bounds/ (as of 2026-11)
MIN_SCALE = ("autoscaling.knative.dev/min-scale", "autoscaling.knative.dev/minScale")
MAX_SCALE = ("autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale")


def later(node: Node) -> bool:
    """Is an annotation filled in later? Its text is left as it is written, for it may be a shell's own."""
    return node.unknown or "$" in (node.text or "")


class Revisions(Workload):
    """An object that makes revisions of pods which answer requests."""

    __slots__ = ()
    TIMEOUT: ClassVar[float]
    CONCURRENCY: ClassVar[float]
    CEILING: ClassVar[float]

    @property
    def timeout(self) -> Measure:
        """Seconds a request may take; 0 stands for the default."""
        found = effective(self.pod["timeoutSeconds"], default=self.TIMEOUT)
        return found._replace(value=self.TIMEOUT, state="default") if found.value == 0 else found

    @property
    def concurrency(self) -> Measure:
        """Requests at once in one pod."""
        return effective(self.pod["containerConcurrency"], default=self.CONCURRENCY, unit="requests")

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    @property
    def tags_looked_up_once(self) -> bool:
        return self.group == "serving.knative.dev"

    @property
    def floor(self) -> Measure:
        """Pods kept while nobody calls."""
        return effective(self.either(MIN_SCALE), default=0.0, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        """The most pods; 0 is what holds when nothing is said."""
        limit = effective(self.either(MAX_SCALE), default=self.CEILING, unit="replicas")
        if limit.value != 0:
            return limit
        return limit._replace(value=self.CEILING, state="default" if inf > self.CEILING else "none")

    def either(self, names: tuple[str, str]) -> Node:
        """The annotation of the pods under whichever of its two names is used."""
        new, old = map(self.pod_annotation, names)
        return old if new.absent and old.written else new
