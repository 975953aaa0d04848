"""Entrances of a cluster: where requests from the internet come in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..views import Route, Service, View
from ..views.network import internal
from . import System
from .ends import come_in
from .kubernetes import endpoint
from .revisions import Revisions
from .routes import MOST, answers

if TYPE_CHECKING:
    from ..project import Project

# https://knative.dev/docs/serving/services/private-services/ (as of 2026-11)
_VISIBILITY = "networking.knative.dev/visibility"
# https://cloud.google.com/run/docs/securing/ingress (as of 2026-11)
_INGRESS = "run.googleapis.com/ingress"
_CONNECTED = "RunService"  # Cloud Run's service in the words of Config Connector
_ANSWERING = frozenset({"Service", _CONNECTED})  # a Revision and a Configuration have no address of their own


class Entrances(System):
    name = "entrances"
    formats = frozenset({"kubernetes", "openshift-template"})

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(Service):
            if service["spec.type"].text == "LoadBalancer" and service.internal is False:
                for workload in project.selected(service)[:MOST]:
                    yield come_in(endpoint(workload, "workload"), service["spec.type"], answers(workload))
        for route in project.all(Route):
            if internal(route) is False and _lets_in(route):
                yield come_in(endpoint(route, "gateway"), route.node)
        for answering in project.all(Revisions):
            if answering.kind in _ANSWERING and _is_open(answering):
                yield come_in(endpoint(answering, "workload"), answering.node, answering.timeout)


def _is_open(service: Revisions) -> bool:
    if service.kind == _CONNECTED:
        return service["spec.ingress"].text in (None, "INGRESS_TRAFFIC_ALL") and not service["spec.ingress"].unknown
    said = service.annotation(_INGRESS)
    return service.labels.get(_VISIBILITY) is None and said.text in (None, "all") and not said.unknown


def _lets_in(route: Route) -> bool:
    """Does it hang on a gateway, not only on the mesh? An Ingress and an OpenShift Route are their own."""
    if route.kind in ("Ingress", "Route"):
        return True
    return any(parent.name for parent in route.parents)


SYSTEM = Entrances()
