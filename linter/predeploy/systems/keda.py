"""KEDA: scales a workload by events, down to none; or makes a Job for each piece of work."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, ClassVar

from ..crontab import of_cron
from ..measure import Measure, effective
from ..node import Node
from ..views import Autoscaler, Backend, Connection, Document, Endpoint, Route, Scaling, Service, View, Workload
from ..views.base import Disclosed, Schedule
from . import System
from .ends import unknown
from .kubernetes import endpoint, pods_at
from .routes import answers, behind

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


class _OfKeda(Autoscaler):
    """Its target is a Deployment unless it says something else."""

    __slots__ = ()

    @property
    def target_kind(self) -> str | None:
        kind = self.target["kind"]
        return DEFAULT_KIND if kind.absent else kind.text


class ScaledObject(_Triggered, _OfKeda):
    __slots__ = ()
    OF_PODS: ClassVar[frozenset[str]] = frozenset({"cpu", "memory"})

    @property
    def metrics(self) -> Node:
        return self.node["spec.triggers"]

    @property
    def can_sleep(self) -> bool:
        return bool(list(self.metrics)) and not self.of_pods_alone

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


class HttpScaledObject(_OfKeda):
    """Scales by requests, which its interceptor holds while the first pod starts."""

    __slots__ = ()

    @property
    def can_sleep(self) -> bool:
        return True

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
        "keda.sh/TriggerAuthentication": Document,
        "keda.sh/ClusterTriggerAuthentication": Document,
        "http.keda.sh/HTTPScaledObject": HttpScaledObject,
        "http.keda.sh/InterceptorRoute": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        """A ScaledJob scales itself. What a ScaledObject scales, the workload's own system tells where it is in the run."""
        for scaler in project.all(ScaledObject):
            target = project.target(scaler)
            if not isinstance(target, Workload):
                yield Scaling(scaler, scaler.floor, scaler.ceiling, (endpoint(scaler, "scaler"),))
            yield from _scales(scaler, target)
        for job in project.all(Workload):
            if job.kind == "ScaledJob":
                yield Scaling(job, floor(job), ceiling(job), (endpoint(job, "scaler"),))
        doors = {host: door for door in project.kinds(*_DOORS) for host in _hosts(door)}
        for door in project.kinds(*_DOORS):
            yield from _held(project, door)
        for route in project.all(Route) if doors else ():
            yield from _lets_in(project, route, doors)


def _scales(scaler: ScaledObject, target: object) -> Iterator[Connection]:
    """Scaler → workload."""
    name, nothing = scaler.target["name"], unknown(scaler.node)
    if isinstance(target, Workload):
        callee = endpoint(target, "workload")
    elif target is None and name.text and scaler.target_kind:
        callee = Endpoint(None, f"{scaler.target_kind} `{name.text}`", name, "elsewhere", "workload")
    else:
        return
    yield Connection("scale", endpoint(scaler, "scaler"), callee, via=name, waits=nothing, works=nothing, mode="async")


# What the interceptor of the HTTP add-on answers for, and how long it waits for the head of an answer:
# https://github.com/kedacore/http-add-on, interceptor/config/timeouts.go (2026-06)
_DOORS = ("HTTPScaledObject", "InterceptorRoute")
_INTERCEPTOR = "keda-add-ons-http-interceptor-proxy"
RESPONSE_HEADER = 300.0  # s


def _hosts(door: Document) -> Iterator[str]:
    """HTTPScaledObject lists them, InterceptorRoute in its rules."""
    for place in (door["spec"], *door["spec.rules"]):
        yield from (one.text for one in place["hosts"] if one.text)


def _held(project: "Project", door: Document) -> Iterator[Connection]:
    """Interceptor → workload: it keeps a request while the first pod starts."""
    target = door["spec.target" if door.kind == "InterceptorRoute" else "spec.scaleTargetRef"]
    waits = effective(
        door["spec.timeouts.request"], door["spec.timeouts.responseHeader"], default=RESPONSE_HEADER, read="duration"
    )
    waits = waits._replace(value=inf, state="none") if waits.value == 0 else waits
    for workload in behind(project, target["service"].text, door):
        callee, works = endpoint(workload, "workload"), answers(workload)
        caller = endpoint(door, "gateway")
        yield Connection("request", caller, callee, via=target, waits=waits, works=works, buffered=True)


def _lets_in(project: "Project", route: Route, doors: dict[str, Document]) -> Iterator[Connection]:
    """A route that leads to the interceptor → what this answers for under the same host."""
    if any(_is_interceptor(project, one) for one in route.backends):
        ruled = [rule["host"] for rule in route["spec.rules"]]
        for host in (*ruled, *route["spec.hostnames"], *route["spec.hosts"]):
            door = doors.get(host.text or "")
            if door is not None and project.distance(door, route) >= 0:
                nobody = unknown(host)
                callee = endpoint(door, "gateway")
                yield Connection("request", endpoint(route, "gateway"), callee, via=host, waits=nobody, works=nobody)


def _is_interceptor(project: "Project", backend: Backend) -> bool:
    service = project.named(Service, "Service", backend.name, backend.near)
    host = service["spec.externalName"].text if isinstance(service, Service) else backend.name
    return (host or "").startswith(_INTERCEPTOR)


SYSTEM = Keda()
