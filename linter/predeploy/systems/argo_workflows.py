"""Argo Workflows and Argo Events: steps that are pods, a workflow at a time or by a schedule, and what starts them.

https://argo-workflows.readthedocs.io/en/latest/fields/ and https://argoproj.github.io/argo-events/APIs/ (as of 2026-11).
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..cron import interval, period
from ..measure import effective
from ..node import Node
from ..quantities import duration
from ..views import Bundle, Connection, Document, Endpoint, Layered, Part, View
from ..views.workload import Role
from . import System
from .ends import unknown
from .kubernetes import Scheduled, endpoint, scheduled, whole
from .names.hosts import asked
from .operators import Operated

if TYPE_CHECKING:
    from ..project import Project

STEP = "workflow step"
HTTP_TIMEOUT = 30.0  # s; https://argo-workflows.readthedocs.io/en/latest/http-template/ (as of 2026-11)


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
    def tasks(self) -> Iterator[Node]:
        """What its templates run one after another, or in a graph."""
        for template in self.templates:
            yield from template["dag.tasks"]
            for group in template["steps"]:
                yield from group

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
        """Schedule → workflow → its steps; source of events → sensor → what that starts."""
        for workflow in project.all(Workflow):
            yield from _clocks(workflow)
            yield from _steps(project, workflow)
        for source in project.kinds("EventSource"):
            for _, calendar in source["spec.calendar"].items():
                expression = calendar["schedule"] if calendar["schedule"].written else calendar["interval"]
                every = interval(expression, _either)
                yield Connection.scheduled(expression, endpoint(source, "topic"), every, unknown(source.node))
        for sensor in project.all(Sensor):
            yield from _told(project, sensor)


def _clocks(workflow: Workflow) -> Iterator[Connection]:
    suspended = workflow["spec.suspend"]
    if workflow.kind == "CronWorkflow" and (suspended.absent or suspended.is_false):
        deadline = workflow["spec.workflowSpec.activeDeadlineSeconds"]
        for expression in (workflow["spec.schedule"], *workflow["spec.schedules"]):
            if expression.written:
                yield scheduled(workflow, deadline, expression, "workflow")


def _either(text: str) -> float:
    """A schedule, or a bare duration between two events."""
    seconds = duration(text)
    return period(text) if seconds != seconds else seconds  # noqa: PLR0124 (NaN)


def _steps(project: "Project", workflow: Workflow) -> Iterator[Connection]:
    """Workflow → the pods of its steps, its own and those of templates elsewhere, and the hosts that it asks."""
    caller, nobody = Endpoint.of(workflow, "workflow", place=workflow.node), unknown(workflow.node)
    own = _by_name(workflow)
    names = {one.text: one for one in (workflow.spec["entrypoint"], workflow.spec["onExit"])}
    names |= {one["template"].text: one["template"] for one in workflow.tasks}
    for name, via in names.items():
        if name in own:
            callee = endpoint(own[name], "workload")
            yield Connection("task", caller, callee, via=via, waits=nobody, works=nobody, mode="async")
    for reference in (workflow.spec["workflowTemplateRef"], *(one["templateRef"] for one in workflow.tasks)):
        kind = "ClusterWorkflowTemplate" if reference["clusterScope"].is_true else "WorkflowTemplate"
        found = project.named(Workflow, kind, reference["name"].text, workflow)
        if isinstance(found, Workflow):
            named = project.once((Workflow, id(found)), partial(_by_name, found)).get(reference["template"].text)
            callee = Endpoint.of(found, "workflow") if named is None else endpoint(named, "workload")
            yield Connection("task", caller, callee, via=reference, waits=nobody, works=nobody, mode="async")
    for template in workflow.templates:
        for callee in asked(project, workflow, template["http.url"]):
            waits = effective(template["http.timeoutSeconds"], default=HTTP_TIMEOUT)
            yield Connection("request", caller, callee, via=template["http.url"], waits=waits, works=unknown(template))


def _by_name(workflow: Workflow) -> dict[str | None, Document]:
    return {one.node["name"].text: one for one in workflow.parts}


def _told(project: "Project", sensor: Sensor) -> Iterator[Connection]:
    callee, nobody = endpoint(sensor, "topic"), unknown(sensor.node)
    for dependency in sensor["spec.dependencies"]:
        name = dependency["eventSourceName"]
        found = project.named(Document, "EventSource", name.text, sensor)
        if isinstance(found, Document):
            caller = endpoint(found, "topic")
        elif found is None and name.text:
            caller = Endpoint(None, f"EventSource `{name.text}`", name, "elsewhere", "topic")
        else:
            continue
        yield Connection("push", caller, callee, via=name, waits=nobody, works=nobody, mode="async", buffered=True)
    for started in sensor.parts:
        role = "workflow" if isinstance(started, Workflow) else "workload"
        yield Connection(
            "push", callee, endpoint(started, role), via=started.node, waits=nobody, works=nobody, mode="async"
        )
    for trigger in sensor["spec.triggers"]:
        url = trigger["template.http.url"]
        for called in asked(project, sensor, url):
            yield Connection("request", callee, called, via=url, waits=nobody, works=nobody)


SYSTEM = ArgoWorkflows()
