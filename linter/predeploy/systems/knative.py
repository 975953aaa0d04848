"""Knative Serving: a Service that holds a pod template and sleeps when nobody calls. Cloud Run writes the same objects."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..node import Measure, Node, effective
from ..quantities import NaN
from ..views import Scaling, View, Workload
from . import System

if TYPE_CHECKING:
    from ..project import Project

# https://knative.dev/docs/serving/autoscaling/scale-bounds/ and .../configuration/config-defaults/ (as of 2026-11)
_MIN_SCALE = ("autoscaling.knative.dev/min-scale", "autoscaling.knative.dev/minScale")
_MAX_SCALE = ("autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale")
DEFAULT_TIMEOUT = 300.0  # s, revision-timeout-seconds
# The HPA class keeps one pod: https://knative.dev/docs/serving/autoscaling/autoscaler-types/ (as of 2026-11)
_CLASS = "autoscaling.knative.dev/class"
_HPA = "hpa.autoscaling.knative.dev"
# A floor of the whole service: https://cloud.google.com/run/docs/configuring/min-instances (as of 2026-11)
_CLOUD_RUN_MIN = "run.googleapis.com/minScale"


class KnativeService(Workload):
    """A Knative Service or Configuration."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        template = node["spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def timeout(self) -> Measure:
        """Seconds a request may take; 0 stands for the default."""
        found = effective(self.pod["timeoutSeconds"], default=DEFAULT_TIMEOUT)
        return found._replace(value=DEFAULT_TIMEOUT, state="default") if found.value == 0 else found

    @property
    def concurrency(self) -> Measure:
        """Requests at once in one pod; 0 or unset is no limit."""
        return effective(self.pod["containerConcurrency"], default=float("inf"), unit="requests")

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    @property
    def floor(self) -> Measure:
        """Pods kept while nobody calls: none unless said otherwise, one at least where a HPA scales."""
        kind = self.pod_annotation(_CLASS)
        own = self._either(_MIN_SCALE)
        if own.absent and kind.absent and self.annotation(_CLOUD_RUN_MIN).written:
            own = self.annotation(_CLOUD_RUN_MIN)
        found = effective(own, default=0.0, unit="replicas")
        if kind.unknown:
            return Measure(NaN, kind, "unknown", "replicas")
        return Measure(1.0, kind, "own", "replicas") if kind.text == _HPA and found.value == 0 else found

    @property
    def ceiling(self) -> Measure:
        """The most pods; unset or 0 is no limit."""
        limit = effective(self._either(_MAX_SCALE), default=float("inf"), unit="replicas")
        return limit._replace(value=float("inf"), state="none") if limit.value == 0 else limit

    def _either(self, names: tuple[str, str]) -> Node:
        """The annotation of the pods under whichever of its two names is used."""
        new, old = map(self.pod_annotation, names)
        return old if new.absent and old.written else new


class Knative(System):
    name = "knative"
    kinds: ClassVar = {
        "serving.knative.dev/Service": KnativeService,
        "serving.knative.dev/Configuration": KnativeService,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(KnativeService):
            yield Scaling(service, service.floor, service.ceiling)


SYSTEM = Knative()
