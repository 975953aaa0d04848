"""From a route to the pods behind it: what every kind of route has in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..node import Measure
from ..quantities import NaN
from ..views import Backend, Connection, Document, Function, Route, Service, Workload
from . import gunicorn
from .google.cloud_run import CloudRunService
from .knative import KnativeService
from .kubernetes import endpoint

if TYPE_CHECKING:
    from ..project import Project

MOST = (
    50  # workloads behind one Service to which edges are drawn: a thousand routes to a thousand pods would be a million
)


def edges(project: "Project", route: Route, backend: Backend, waits: Measure | None = None) -> Iterator[Connection]:
    """Route → workload."""
    for workload in behind(project, backend.name, backend.near):
        yield Connection(
            "request",
            endpoint(route, "gateway"),
            endpoint(workload, "workload"),
            via=backend.node,
            waits=waits or backend.waits,
            works=answers(workload),
        )


def behind(project: "Project", name: str | None, near: Document) -> list[Workload]:
    """The pods of a Service, or the Knative Service that has one of its own name."""
    service = project.named(Service, "Service", name, near)
    if isinstance(service, Service):
        return project.selected(service)[:MOST]
    found = project.named(KnativeService, "Service", name, near)
    return [found] if isinstance(found, KnativeService) else []


def answers(document: Document) -> Measure:
    """How long it may work on a request."""
    if isinstance(document, (Function, KnativeService, CloudRunService)):
        return document.timeout
    found = gunicorn.timeout(document) if isinstance(document, Workload) else None
    return found or Measure(NaN, document.node, "unknown")
