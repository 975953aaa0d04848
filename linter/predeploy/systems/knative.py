"""Knative Serving: a Service that holds a pod template and sleeps when nobody calls."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
MAX_TIMEOUT = 600.0  # s, max-revision-timeout-seconds


class KnativeService(Workload):
    """A Knative Service or Configuration. Cloud Run writes the same object with the same paths."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        template = node["spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def timeout(self) -> Measure:
        """Seconds a request may take."""
        return effective(self.pod["timeoutSeconds"], default=DEFAULT_TIMEOUT)

    @property
    def concurrency(self) -> Measure:
        """Requests at once in one pod; 0 or unset is no limit."""
        return effective(self.pod["containerConcurrency"], default=float("inf"), unit="requests")

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    @property
    def floor(self) -> Measure:
        """Pods kept while nobody calls: 0 unless said otherwise."""
        return effective(*(self.pod_annotation(name) for name in _MIN_SCALE), default=0.0, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        """The most pods; unset or 0 is no limit."""
        limit = effective(*(self.pod_annotation(name) for name in _MAX_SCALE), default=float("inf"), unit="replicas")
        return limit._replace(value=float("inf"), state="none") if limit.value == 0 else limit


class Knative(System):
    name = "knative"
    kinds = {"serving.knative.dev/Service": KnativeService, "serving.knative.dev/Configuration": KnativeService}

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(KnativeService):
            yield Scaling(service, service.floor, service.ceiling)


SYSTEM = Knative()
