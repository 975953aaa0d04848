"""Argo Workflows and Argo Events: steps that are pods, a workflow at a time or by a schedule, and what starts them.

https://argo-workflows.readthedocs.io/en/latest/fields/ and https://argoproj.github.io/argo-events/APIs/ (as of 2026-11).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..node import Node
from ..views import Bundle, Document, Layered, Part, View
from ..views.workload import Role
from . import System
from .kubernetes import Scheduled, scheduled, whole
from .operators import Operated

if TYPE_CHECKING:
    from ..project import Project

STEP = "workflow step"


class Workflow(Operated, Bundle):
    """A workflow, or the template of one. What a step does not say for itself, `spec` says for all."""

    __slots__ = ()

    @property
    def spec(self) -> Node:
        return self.node["spec.workflowSpec" if self.kind == "CronWorkflow" else "spec"]

    @property
    def templates(self) -> Iterator[Node]:
        yield from self.spec["templates"]

    @property
    def parts(self) -> Iterator[Document]:
        for template in self.templates:
            containers = tuple(_containers(template))
            if containers:
                pod = Layered(template, self.spec)
                yield Part(self, template, kind=STEP, template=template, pod=pod, containers=containers)


class CronWorkflow(Scheduled, Workflow):
    """A workflow by the clock."""

    __slots__ = ()


def _containers(template: Node) -> Iterator[tuple[Role, Node]]:
    places: tuple[tuple[Role, tuple[Node, ...]], ...] = (
        ("app", (template["container"], template["script"], *template["containerSet.containers"])),
        ("init", tuple(template["initContainers"])),
        ("sidecar", tuple(template["sidecars"])),
    )
    for role, nodes in places:
        for node in nodes:
            if node.is_map:
                yield role, node


class Sensor(Operated, Bundle):
    """Starts objects that it holds in full."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        for trigger in self.node["spec.triggers"]:
            for key in ("argoWorkflow", "k8s"):
                held = trigger["template"][key]["source.resource"]
                if held.is_map:
                    yield whole(held)


class ArgoWorkflows(System):
    name = "argo-workflows"
    kinds: ClassVar = {
        **{f"argoproj.io/{kind}": Workflow for kind in ("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate")},
        "argoproj.io/CronWorkflow": CronWorkflow,
        "argoproj.io/Sensor": Sensor,
        "argoproj.io/EventSource": Operated,
        "argoproj.io/EventBus": Operated,
    }

    def links(self, project: "Project") -> Iterator[View]:
        """CronWorkflow: its schedules → its steps."""
        for workflow in project.all(Workflow):
            suspended = workflow["spec.suspend"]
            if workflow.kind != "CronWorkflow" or not (suspended.absent or suspended.is_false):
                continue
            deadline = workflow["spec.workflowSpec.activeDeadlineSeconds"]
            for expression in (workflow["spec.schedule"], *workflow["spec.schedules"]):
                if expression.written:
                    yield scheduled(workflow, deadline, expression)


SYSTEM = ArgoWorkflows()
