"""Config Connector: Cloud Run's services and jobs as Kubernetes objects, in the words of its API v2."""

from typing import ClassVar

from ...measure import Measure, effective
from ...node import Node
from .. import System
from . import limits
from .cloud_run import CloudRun, CloudRunJob, CloudRunService


class RunService(CloudRunService):
    """https://cloud.google.com/config-connector/docs/reference/resource-docs/run/runservice (as of 2026-11)"""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        template = node["spec.template"]
        CloudRun.__init__(self, node, template, template)

    @property
    def timeout(self) -> Measure:
        return effective(self.pod["timeout"], default=self.TIMEOUT, read="duration")

    @property
    def concurrency(self) -> Measure:
        said = effective(self.pod["maxInstanceRequestConcurrency"], unit="requests")
        return said if said.state != "absent" else super().concurrency

    @property
    def manual(self) -> Measure | None:
        return None

    @property
    def floor(self) -> Measure:
        return effective(self.pod["scaling.minInstanceCount"], default=0.0, unit="instances")

    @property
    def ceiling(self) -> Measure:
        return effective(self.pod["scaling.maxInstanceCount"], default=self.CEILING, unit="instances")

    @property
    def throttled(self) -> bool | None:
        """Written resources without `cpuIdle` mean a CPU that is always there: API run/v2 ResourceRequirements (2026-11)."""
        found = [container["resources"] for container in self.containers]
        idle = [resources["cpuIdle"] for resources in found if not resources.absent]
        return None if any(node.unknown for node in idle) else all(node.is_true for node in idle)


class RunJob(CloudRunJob):
    """https://cloud.google.com/config-connector/docs/reference/resource-docs/run/runjob (as of 2026-11)"""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        template = node["spec.template.template"]
        CloudRun.__init__(self, node, template, template)

    @property
    def serves(self) -> bool:
        return False

    @property
    def timeout(self) -> Measure:
        return effective(self.pod["timeout"], default=limits.TASK_TIMEOUT, read="duration")


class Connector(System):
    name = "config-connector"
    kinds: ClassVar = {
        "run.cnrm.cloud.google.com/RunService": RunService,
        "run.cnrm.cloud.google.com/RunJob": RunJob,
    }


SYSTEM = Connector()
