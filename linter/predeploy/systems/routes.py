"""From a route to the pods behind it: what every kind of route has in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..measure import Measure
from ..node import Node
from ..quantities import NaN
from ..views import Backend, Connection, Document, Endpoint, Function, Route, Service, Workload
from ..views.connection import Mode
from . import gunicorn
from .kubernetes import endpoint
from .revisions import Revisions

if TYPE_CHECKING:
    from ..project import Project

MOST = (
    50  # workloads behind one Service to which edges are drawn: a thousand routes to a thousand pods would be a million
)


def edges(
    project: "Project", route: Route, backend: Backend, waits: Measure | None = None, mode: Mode = "sync"
) -> Iterator[Connection]:
    """Route → workload; a copy of a request is sent without a wait."""
    found = behind(project, backend.name, backend.near)
    ends = [(endpoint(one, "workload"), answers(one)) for one in found]
    far = None if found else elsewhere(project, backend.name, backend.near, backend.node)
    ends += [] if far is None else [(far, Measure(NaN, backend.node, "unknown"))]
    for callee, works in ends:
        yield Connection(
            "request",
            endpoint(route, "gateway"),
            callee,
            via=backend.node,
            waits=waits or backend.waits,
            works=works,
            mode=mode,
        )


def behind(project: "Project", name: str | None, near: Document) -> list[Workload]:
    """The pods of a Service, or the Knative Service that has one of its own name."""
    service = project.named(Service, "Service", name, near)
    if isinstance(service, Service):
        return project.selected(service)[:MOST]
    found = project.named(Revisions, "Service", name, near)
    return [found] if isinstance(found, Revisions) else []


def elsewhere(project: "Project", name: str | None, near: Document, place: Node) -> Endpoint | None:
    """A Service of which, or of whose pods, nothing is in the run; None where several could be meant."""
    found = project.named(Document, "Service", name, near)
    if not name or (found is not None and not isinstance(found, Document)):
        return None
    namespace = near.namespace or (found.namespace if found is not None else "")
    return Endpoint(None, f"{name}.{namespace}" if namespace else name, place, "elsewhere", "workload")


def answers(document: Document) -> Measure:
    """How long it may work on a request."""
    if isinstance(document, (Function, Revisions)):
        return document.timeout
    found = gunicorn.timeout(document) if isinstance(document, Workload) else None
    return found or Measure(NaN, document.node, "unknown")
