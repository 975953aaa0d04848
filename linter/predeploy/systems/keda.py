"""KEDA: scales a workload by events, down to none; or makes a Job for each piece of work."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..crontab import of_cron
from ..node import Measure, effective
from ..views import Autoscaler, Document, Scaling, View, Workload
from ..views.base import Disclosed, Schedule
from . import System
from .kubernetes import endpoint, pods_at

if TYPE_CHECKING:
    from ..project import Project

# https://keda.sh/docs/latest/reference/scaledobject-spec/ and .../scaledjob-spec/ (as of 2026-11)
DEFAULT_FLOOR = 0.0
DEFAULT_CEILING = 100.0
DEFAULT_COOLDOWN = 300.0  # s; for HTTPScaledObject: https://github.com/kedacore/http-add-on docs/ref (as of 2026-11)
DEFAULT_KIND = "Deployment"


def floor(document: Document) -> Measure:
    return effective(document["spec.minReplicaCount"], default=DEFAULT_FLOOR, unit="replicas")


def ceiling(document: Document) -> Measure:
    return effective(document["spec.maxReplicaCount"], default=DEFAULT_CEILING, unit="replicas")


class _Triggered(Document):
    """It has triggers; those of the clock open windows."""

    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        triggers = () if self.node["apiVersion"].unknown else self.node["spec.triggers"]
        told = (item for trigger in triggers for item in trigger["metadata"].items())
        return Disclosed("trigger metadata", "refer to it with a TriggerAuthentication", told)

    @property
    def schedules(self) -> Iterator[Schedule]:
        for trigger in self.node["spec.triggers"]:
            if trigger["type"].text == "cron":
                yield from (Schedule(trigger["metadata"][key], of_cron) for key in ("start", "end"))


class ScaledJob(_Triggered, Workload):
    __slots__ = ()


class ScaledObject(_Triggered, Autoscaler):
    __slots__ = ()

    @property
    def target_kind(self) -> str | None:
        kind = self.target["kind"]
        return DEFAULT_KIND if kind.absent else kind.text

    @property
    def floor(self) -> Measure:
        """How many pods there are while nothing is to do: idleReplicaCount, where it is said, else minReplicaCount."""
        idle = self["spec.idleReplicaCount"]
        return floor(self) if idle.absent else effective(idle, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        return ceiling(self)

    @property
    def idle_after(self) -> Measure | None:
        return effective(self["spec.cooldownPeriod"], default=DEFAULT_COOLDOWN)


class HttpScaledObject(Autoscaler):
    """Scales by requests, which its interceptor holds while the first pod starts."""

    __slots__ = ()

    @property
    def target_kind(self) -> str | None:
        kind = self.target["kind"]
        return DEFAULT_KIND if kind.absent else kind.text

    @property
    def floor(self) -> Measure:
        return effective(self["spec.replicas.min"], default=DEFAULT_FLOOR, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        return effective(self["spec.replicas.max"], default=DEFAULT_CEILING, unit="replicas")

    @property
    def idle_after(self) -> Measure | None:
        return effective(self["spec.scaledownPeriod"], default=DEFAULT_COOLDOWN)


class Keda(System):
    name = "keda"
    kinds: ClassVar = {
        "keda.sh/ScaledObject": ScaledObject,
        "keda.sh/ScaledJob": pods_at("spec.jobTargetRef.template", ScaledJob),
        "http.keda.sh/HTTPScaledObject": HttpScaledObject,
        "http.keda.sh/InterceptorRoute": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        """A ScaledJob scales itself. What a ScaledObject scales, the workload's own system tells where it is in the run."""
        for scaler in project.all(ScaledObject):
            if not isinstance(project.target(scaler), Workload):
                yield Scaling(scaler, scaler.floor, scaler.ceiling, (endpoint(scaler, "scaler"),))
        for job in project.all(Workload):
            if job.kind == "ScaledJob":
                yield Scaling(job, floor(job), ceiling(job), (endpoint(job, "scaler"),))


SYSTEM = Keda()
