"""ingress-nginx: how long it waits for the pods behind an Ingress."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..node import Measure, effective
from ..quantities import NaN
from ..views import Connection, Document, Route, Service, View, Workload
from . import System, gunicorn
from .knative import KnativeService
from .kubernetes import endpoint

if TYPE_CHECKING:
    from ..project import Project

_ANNOTATIONS = "nginx.ingress.kubernetes.io/"
_READ_TIMEOUT = "proxy-read-timeout"
# https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#proxy-read-timeout (as of 2026-11)
DEFAULT_READ_TIMEOUT = 60.0  # s


def route_edges(project: "Project") -> Iterator[Connection]:
    """Ingress → workload."""
    default = NaN if _configured(project) else DEFAULT_READ_TIMEOUT
    for route in project.all(Route):
        waits = effective(route.annotation(_ANNOTATIONS + _READ_TIMEOUT), default=default if _is_nginx(route) else NaN)
        for backend in route.backends:
            for workload in _behind(project, backend.node.text, route):
                yield Connection(
                    "request",
                    endpoint(route, "gateway"),
                    endpoint(workload, "workload"),
                    via=backend.node,
                    waits=waits,
                    works=_answers(workload),
                )


def _configured(project: "Project") -> bool:
    """Does a ConfigMap of this run set the controller's own default?"""
    return any(d["data"].key(_READ_TIMEOUT).written for d in project.all(Document) if d.kind == "ConfigMap")


def _is_nginx(route: Route) -> bool:
    named = (route["spec.ingressClassName"].text, route.annotation("kubernetes.io/ingress.class").text)
    return "nginx" in named or any(key.startswith(_ANNOTATIONS) for key, _ in route.annotations.items())


def _behind(project: "Project", name: str | None, route: Route) -> list[Workload]:
    """The pods of a Service, or the Knative Service that has one of its own name."""
    service = project.named(Service, "Service", name, route)
    if isinstance(service, Service):
        return project.selected(service)
    found = project.named(KnativeService, "Service", name, route)
    return [found] if isinstance(found, KnativeService) else []


def _answers(workload: Workload) -> Measure:
    if isinstance(workload, KnativeService):
        return workload.timeout
    return gunicorn.timeout(workload) or Measure(NaN, workload.node, "unknown")


class IngressNginx(System):
    name = "ingress-nginx"

    def links(self, project: "Project") -> Iterator[View]:
        return route_edges(project)


SYSTEM = IngressNginx()
