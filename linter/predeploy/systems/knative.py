"""Knative Serving: a Service that holds a pod template and sleeps when nobody calls. Cloud Run writes the same objects."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..views import Document, Hold, Scaling, View
from ..views.base import Bounded, bounded
from . import System
from .knative_settings import STABLE_WINDOW, Settings, settings_near
from .revisions import Revisions, later, on_cloud_run

if TYPE_CHECKING:
    from ..project import Project

# The HPA class keeps one pod: https://knative.dev/docs/serving/autoscaling/autoscaler-types/ (as of 2026-11)
_LONGEST = (
    600.0  # s, max-revision-timeout-seconds: https://knative.dev/docs/serving/configuration/config-defaults/ (2026-11)
)
_CLASS = "autoscaling.knative.dev/class"
_WINDOW = "autoscaling.knative.dev/window"
_HPA = "hpa.autoscaling.knative.dev"


class KnativeService(Revisions):
    """A Knative Service, Configuration or Revision."""

    __slots__ = ()
    # https://knative.dev/docs/serving/configuration/config-defaults/ (as of 2026-11): revision-timeout-seconds, no limit
    # of requests in one pod, no limit of pods
    TIMEOUT: ClassVar[float] = 300.0
    CONCURRENCY: ClassVar[float] = float("inf")
    CEILING: ClassVar[float] = float("inf")

    def __init__(self, node: Node) -> None:
        template = node if node["kind"].text == "Revision" else node["spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def floor(self) -> Measure:
        """Pods kept while nobody calls: none unless said otherwise, one at least where a HPA scales."""
        kind, found = self.pod_annotation(_CLASS), super().floor
        if later(kind):
            return Measure(NaN, kind, "unknown", "replicas")
        return Measure(1.0, kind, "own", "replicas") if kind.text == _HPA and found.value == 0 else found

    def setting(self, project: "Project", section: str, key: str) -> Node | None:
        """What the cluster's own settings say; None when they are not in this run."""
        return settings_near(project, self).node(section, key)

    def idle_after(self, settings: Settings) -> Measure:
        """Seconds without a request until the last pod goes, at the least."""
        own = effective(self.pod_annotation(_WINDOW), read="duration")
        if own.state != "absent":
            return own
        return settings.idle_after or own._replace(value=STABLE_WINDOW, state="default")

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield from bounded_by_knative(self, self.timeout, project)

    def answers(self, settings: Settings) -> Measure:
        """Seconds a request may take, with the cluster's default where the service says nothing."""
        own = self.timeout
        return own if own.state != "default" else settings.timeout or own

    def kept(self, settings: Settings) -> Measure:
        """Pods kept while nobody calls, as the cluster's settings have it where the service says nothing."""
        own, cluster = self.floor, settings.floor
        return cluster if cluster is not None and own.state == "default" else own


def bounded_by_knative(view: Document, timeout: Measure, project: "Project") -> Iterator[Bounded]:
    """The most is what the cluster says that an object is meant for: asked only where it matters."""
    if timeout.value > _LONGEST:
        most = settings_near(project, view).most
        yield bounded(timeout.node, 0.0, _LONGEST if most is None else most.value, "Knative")


def _service(node: Node) -> Document:
    if not on_cloud_run(node):
        return KnativeService(node)
    from .google.cloud_run import CloudRunService  # what other runs need not load

    return CloudRunService(node)


def _switched_off(switch: Node) -> Hold:
    return Hold("the cluster lets nothing sleep", switch, "scale-to-zero/zero-switched-off-cluster-wide")


class Knative(System):
    name = "knative"
    kinds: ClassVar = {
        "serving.knative.dev/Service": _service,
        "serving.knative.dev/Configuration": KnativeService,
        "serving.knative.dev/Revision": KnativeService,
        "serving.knative.dev/Route": Document,
        "serving.knative.dev/DomainMapping": Document,
        "operator.knative.dev/KnativeServing": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(KnativeService):
            settings = settings_near(project, service)
            zero = settings.node("autoscaler", "enable-scale-to-zero")
            can_sleep = zero is None or zero.absent or zero.text == "true"
            yield Scaling(
                service,
                service.kept(settings),
                service.ceiling,
                can_sleep=can_sleep,
                holds=() if can_sleep or zero is None else (_switched_off(zero),),
                idle_after=service.idle_after(settings),
            )


SYSTEM = Knative()
