"""Entrances of a cluster: where requests from the internet come in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..node import Measure, Node
from ..patterns import pattern
from ..quantities import NaN
from ..views import Connection, Document, Endpoint, Route, Service, View
from . import System
from .knative import KnativeService
from .kubernetes import endpoint
from .routes import MOST

if TYPE_CHECKING:
    from ..project import Project

# Annotations by which the clouds' controllers keep a load balancer inside the network, as of 2026-11:
# https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
_INSIDE = pattern(r"(?:load-balancer-internal|/scheme|load-balancer-scheme|load-balancer-type)\Z")
_SAYS_SO = frozenset({"true", "internal", "Internal", "0.0.0.0/0"})
# https://knative.dev/docs/serving/services/private-services/ (as of 2026-11)
_VISIBILITY = "networking.knative.dev/visibility"
# https://cloud.google.com/run/docs/securing/ingress (as of 2026-11)
_INGRESS = "run.googleapis.com/ingress"


class Entrances(System):
    name = "entrances"
    formats = frozenset({"kubernetes", "openshift-template"})

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(Service):
            if service["spec.type"].text == "LoadBalancer" and not _inside(service):
                for workload in project.selected(service)[:MOST]:
                    yield _entrance(workload, "workload", service["spec.type"])
        for route in project.all(Route):
            if not _inside(route) and _lets_in(route):
                yield _entrance(route, "gateway", route.node)
        for knative in project.all(KnativeService):
            if knative.labels.get(_VISIBILITY) is None and knative.annotation(_INGRESS).text in (None, "all"):
                yield _entrance(knative, "workload", knative.node)


def _entrance(view: Document, role: str, via: Node) -> Connection:
    internet = Endpoint(None, "internet", via, "outside", "internet")
    nobody = Measure(NaN, via, "unknown")
    return Connection("request", internet, endpoint(view, role), via=via, waits=nobody, works=nobody)


def _inside(document: Document) -> bool:
    return any(_INSIDE.search(key) and node.text in _SAYS_SO for key, node in document.annotations.items())


def _lets_in(route: Route) -> bool:
    """Does it hang on a gateway, not only on the mesh? An Ingress and an OpenShift Route are their own."""
    if route.kind in ("Ingress", "Route"):
        return True
    return any(parent.name for parent in route.parents)


SYSTEM = Entrances()
