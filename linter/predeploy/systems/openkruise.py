"""OpenKruise: workloads that are changed in place, and Jobs on every node.

Where each kind has its pods: apis/apps/v1alpha1 and v1beta1 of openkruise/kruise (as of 2026-11). Its StatefulSet and
DaemonSet are told from those of Kubernetes by the group.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..node import Node
from ..views import Connection, DisruptionBudget, Document, Layered, View, Workload
from . import Opener, System
from .kubernetes import Scheduled, decided_elsewhere, pods_at, scheduled

if TYPE_CHECKING:
    from ..project import Project

GROUP = "apps.kruise.io"
_SUBSETS = tuple(
    f"spec.template.{kind}Template.spec.template"
    for kind in ("statefulSet", "advancedStatefulSet", "cloneSet", "deployment")
)
_CRON = tuple(f"spec.template.{kind}Template.spec.template" for kind in ("job", "broadcastJob"))


def _first_of(*templates: str, other: Opener = Document, view: type[Workload] = Workload) -> Opener:
    """The opener of a kind that has its pods at one of several paths."""

    def opener(node: Node) -> Document:
        path = next((path for path in templates if node[path].is_map), None)
        return other(node) if path is None else pods_at(path, view)(node)

    return opener


class AdvancedCronJob(Scheduled, Workload):
    __slots__ = ()


def _ephemeral(node: Node) -> Document:
    """Containers that are put into pods while they run."""
    template = node["spec.template"]
    elsewhere = decided_elsewhere(template)
    return Workload(node, elsewhere, Layered(template, elsewhere))


def _budget(node: Node) -> Document:
    """It may point at a workload instead of selecting pods."""
    return DisruptionBudget(node) if node["spec.targetRef"].absent else Document(node)


class SidecarSet(Workload):
    """Containers that are put into other pods; what these say for the pod is not known."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        spec = node["spec"]
        super().__init__(node, node["spec.template"], Layered(spec, decided_elsewhere(spec)))


class OpenKruise(System):
    name = "openkruise"
    kinds: ClassVar = {
        **{
            f"{GROUP}/{kind}": pods_at("spec.template")
            for kind in ("CloneSet", "StatefulSet", "DaemonSet", "BroadcastJob")
        },
        f"{GROUP}/UnitedDeployment": _first_of(*_SUBSETS),
        f"{GROUP}/AdvancedCronJob": _first_of(*_CRON, other=Scheduled, view=AdvancedCronJob),
        f"{GROUP}/EphemeralJob": _ephemeral,
        f"{GROUP}/SidecarSet": SidecarSet,
        "policy.kruise.io/PodUnavailableBudget": _budget,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for job in project.all(Workload):
            if job.kind == "AdvancedCronJob":
                yield from self._schedule(job)

    def _schedule(self, job: Workload) -> Iterator[Connection]:
        paused, holder = job["spec.paused"], "spec.template.jobTemplate.spec.activeDeadlineSeconds"
        if job["spec.template.broadcastJobTemplate"].written:
            holder = "spec.template.broadcastJobTemplate.spec.completionPolicy.activeDeadlineSeconds"
        if paused.absent or paused.is_false:
            yield scheduled(job, job[holder])


SYSTEM = OpenKruise()
