"""Load balancers of Google Cloud, as Config Connector writes them: URL map → backend service → what runs without a server.

https://cloud.google.com/config-connector/docs/reference/resource-docs/compute/computeurlmap and …/computebackendservice,
…/computeregionnetworkendpointgroup (as of 2026-11)
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...node import Node
from ...views import Connection, Document, Endpoint, View
from .. import System
from ..ends import come_in, unknown
from .cloud_run import CloudRunService
from .functions import GoogleFunction
from .messaging import FUNCTIONS, SERVICES, sole

if TYPE_CHECKING:
    from ...project import Project

_GROUP = "compute.cnrm.cloud.google.com"
_KINDS = ("ComputeURLMap", "ComputeBackendService", "ComputeRegionNetworkEndpointGroup")
_BEHIND: dict[str, tuple[type[CloudRunService | GoogleFunction], tuple[str, ...]]] = {
    "cloudRun.serviceRef": (CloudRunService, SERVICES),
    "cloudFunction.functionRef": (GoogleFunction, FUNCTIONS),
}


class LoadBalancer(System):
    name = "google-load-balancer"
    kinds: ClassVar = {f"{_GROUP}/{kind}": Document for kind in _KINDS}

    def links(self, project: "Project") -> Iterator[View]:
        for url_map in project.kinds("ComputeURLMap"):
            door, open_ = Endpoint.of(url_map, "load balancer", "gateway"), False
            for place in _references(url_map["spec"]):
                backend = project.named(Document, "ComputeBackendService", place["name"].text, url_map)
                if isinstance(backend, Document):
                    open_ = open_ or (backend["spec.loadBalancingScheme"].text or "EXTERNAL").startswith("EXTERNAL")
                    yield from _passed_on(project, door, place, backend)
            if open_:
                yield come_in(door, url_map.node)


def _references(spec: Node) -> Iterator[Node]:
    """Where a URL map names a backend service: for all, for a host, for a path."""
    for holder in (spec, *spec["pathMatcher"]):
        yield holder["defaultService.backendServiceRef"]
        for key in ("pathRule", "routeRules"):
            yield from (rule["service.backendServiceRef"] for rule in holder[key])


def _passed_on(project: "Project", door: Endpoint, place: Node, backend: Document) -> Iterator[Connection]:
    """What is without a server is waited for as long as it works: a backend's own timeout does not hold for it."""
    for entry in backend["spec.backend"]:
        name = entry["group.networkEndpointGroupRef.name"].text
        group = project.named(Document, "ComputeRegionNetworkEndpointGroup", name, backend)
        if not isinstance(group, Document):
            continue
        for path, (cls, kinds) in _BEHIND.items():
            found = sole(project, cls, kinds, group["spec"][path]["name"].text or "", group)
            if isinstance(found, (CloudRunService, GoogleFunction)):
                callee = Endpoint.of(found, found.kind, "function")
                yield Connection("request", door, callee, via=place, waits=unknown(place), works=found.timeout)


SYSTEM = LoadBalancer()
