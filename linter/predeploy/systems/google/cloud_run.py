"""Cloud Run: services, jobs and worker pools, written like Knative's objects but not those of a cluster."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import Container, Endpoint, Hold, Scaling, View, Workload
from ...views.base import Bounded, bounded
from .. import System
from ..revisions import MARK, Revisions, later
from . import limits
from .stores import databases

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices
    from ...project import Project

# https://cloud.google.com/run/docs/reference/yaml/v1 (as of 2026-11)
_SERVICE_MIN, _SERVICE_MAX = f"{MARK}minScale", f"{MARK}maxScale"
_MODE, _COUNT = f"{MARK}scalingMode", f"{MARK}manualInstanceCount"
THROTTLING = f"{MARK}cpu-throttling"
_GPU = "nvidia.com/gpu"
_SQL = f"{MARK}cloudsql-instances"


class CloudRun(Workload):
    """Whatever Cloud Run runs. Its sandbox is its own: no node, no security context, no tokens of a cluster."""

    __slots__ = ()
    platform: ClassVar[str] = "cloud-run"
    authority: ClassVar[str] = "Cloud Run"

    @property
    def on_linux_nodes(self) -> bool:
        return False

    @property
    def timeout(self) -> Measure:
        """Seconds it may work: on a request, or on one try of a task."""
        raise NotImplementedError

    @property
    def longest(self) -> float:
        """The most that `timeout` may be."""
        return inf

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield bounded(self.timeout.node, 0.0, self.longest, "Cloud Run")

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """Instances with their CPU; what a GPU costs is not among the rates."""
        if self.gpus:
            return None
        return prices.instances(
            self.amount("cpu").value, self.amount("memory").value, copies, always=self.always is True
        )

    @property
    def always(self) -> bool | None:
        """Does an instance that waits keep its CPU? None when it cannot be known."""
        return True

    @property
    def gpus(self) -> bool:
        return any(container["resources.limits"].key(_GPU).written for container in self.containers)

    @property
    def instances(self) -> Iterator[Node]:
        """Where it names the databases of Cloud SQL that it is joined to."""
        yield self.pod_annotation(_SQL)
        for volume in self.pod["volumes"]:
            yield from volume["cloudSqlInstance.instances"]

    def amount(self, resource: str) -> Measure:
        """Cores or bytes of one instance: the sum of its containers, each with Cloud Run's default where it says nothing."""
        default, unit = (limits.RUN_CPU, "cores") if resource == "cpu" else (limits.RUN_MEMORY, "bytes")
        found = [cloud_limit(container, resource, default, unit) for container in self.containers]
        if not found:
            return Measure(NaN, self.pod, "absent", unit)
        said = next((one for one in found if one.state == "own"), found[0])
        return said._replace(value=sum(one.value for one in found))


def cloud_limit(container: Container, resource: str, default: float, unit: str) -> Measure:
    limit = container["resources.limits"].key(resource)
    return effective(limit, default=default, unit=unit, read="quantity")


class CloudRunService(Revisions, CloudRun):
    """A service: sleeps when nobody calls, unless a floor or a count is said."""

    __slots__ = ()
    TIMEOUT: ClassVar[float] = limits.RUN_TIMEOUT
    CEILING: ClassVar[float] = limits.RUN_CEILING

    def __init__(self, node: Node) -> None:
        template = node["spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def longest(self) -> float:
        return limits.RUN_MOST

    @property
    def concurrency(self) -> Measure:
        """Requests at once in one instance; one only where it has less than a whole CPU."""
        cores = self.amount("cpu").value
        small = limits.RUN_CONCURRENCY_OF_LESS
        default = small if cores < 1 else limits.RUN_CONCURRENCY if cores >= 1 else NaN
        return effective(self.pod["containerConcurrency"], default=default, unit="requests")

    @property
    def manual(self) -> Measure | None:
        """How many instances run, where somebody sets that by hand."""
        mode = self.annotation(_MODE)
        if later(mode):
            return Measure(NaN, mode, "unknown", "instances")
        count = effective(self.annotation(_COUNT), default=limits.POOL_INSTANCES, unit="instances")
        return count if (mode.text or "").lower() == "manual" else None

    @property
    def floor(self) -> Measure:
        """The larger floor: that of the whole service, or that of each revision."""
        service = effective(self.annotation(_SERVICE_MIN), unit="instances")
        revision = super().floor._replace(unit="instances")
        if service.state == "absent":
            return self.manual or revision
        return self.manual or (revision if revision.value > service.value or revision.state == "unknown" else service)

    @property
    def ceiling(self) -> Measure:
        """The smaller ceiling: that of the whole service, or that of each revision."""
        service = effective(self.annotation(_SERVICE_MAX), unit="instances")
        revision = super().ceiling._replace(unit="instances")
        if service.state == "absent":
            return self.manual or revision
        return self.manual or (revision if revision.value < service.value or revision.state == "unknown" else service)

    @property
    def always(self) -> bool | None:
        return None if self.throttled is None else not self.throttled

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        return None if self.always is None else super().held(prices, copies)

    @property
    def throttled(self) -> bool | None:
        """Is the CPU taken away (and not billed) while no request is answered? None when it cannot be known."""
        said = self.pod_annotation(THROTTLING)
        return None if later(said) else said.text != "false"


class CloudRunJob(CloudRun):
    """A job: tasks that run to their end, each with a time and a number of tries."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        template = node["spec.template.spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def completes(self) -> bool:
        return True

    @property
    def timeout(self) -> Measure:
        return effective(self.pod["timeoutSeconds"], default=limits.TASK_TIMEOUT)

    @property
    def longest(self) -> float:
        return limits.TASK_GPU_MOST if self.gpus else limits.TASK_MOST


class WorkerPool(CloudRun):
    """A worker pool: instances that nobody calls; they pull their work themselves."""

    __slots__ = ()

    @property
    def timeout(self) -> Measure:
        return Measure(inf, self.pod, "none")

    def __init__(self, node: Node) -> None:
        template = node["spec.template"]
        super().__init__(node, template, template["spec"])

    @property
    def floor(self) -> Measure:
        mode = self.annotation(_MODE)
        if (mode.text or "manual").lower() != "manual" or later(mode):
            return Measure(NaN, mode, "unknown", "instances")
        return effective(self.annotation(_COUNT), default=limits.POOL_INSTANCES, unit="instances")


class CloudRunSystem(System):
    name = "cloud-run"
    kinds: ClassVar[Any] = {"run.googleapis.com/Job": CloudRunJob, "run.googleapis.com/WorkerPool": WorkerPool}

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(CloudRunService):
            by_hand = service.manual
            holds = () if by_hand is None else (Hold(f"a hand sets its count: {by_hand}", by_hand.node),)
            yield Scaling(service, service.floor, service.ceiling, can_sleep=by_hand is None, holds=holds)
        for pool in project.all(WorkerPool):
            yield Scaling(pool, pool.floor, pool.floor)
        for one in project.all(CloudRun):
            end = Endpoint.of(one, one.kind, "workload")
            for place in one.instances:
                yield from databases(end, place)


SYSTEM = CloudRunSystem()
