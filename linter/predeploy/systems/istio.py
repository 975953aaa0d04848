"""Istio: routes of the mesh, what is known of the hosts behind them, and who may speak to whom."""

import math
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..views import Backend, Connection, Document, Endpoint, Parent, Route, View
from ..views.spelling import Spelling
from . import System
from .kubernetes import NEAR, endpoint
from .routes import edges

if TYPE_CHECKING:
    from ..project import Project

# https://istio.io/latest/docs/reference/config/networking/virtual-service/ (as of 2026-11)
_DURATION = Spelling(pattern(r"(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+"), "{:.0f}ms", "Istio refuses it", each=1000)
_DOMAIN = ".svc.cluster.local"
# https://istio.io/latest/docs/reference/config/ (as of 2026-11); the kinds that other objects are compared with
_COMPARED = {
    "networking.istio.io": ("DestinationRule", "Gateway", "ServiceEntry", "Sidecar"),
    "security.istio.io": ("AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"),
}


class VirtualService(Route):
    """Routes of the mesh. A host without a dot is a Service of the route's own namespace."""

    __slots__ = ()

    @property
    def backends(self) -> Iterator[Backend]:
        for protocol in ("http", "tls", "tcp"):
            for rule in self.node[f"spec.{protocol}"]:
                # no timeout unless said, and none where it is 0:
                # https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-timeout (as of 2026-11)
                waits = effective(rule["timeout"], default=math.inf, read="duration") if protocol == "http" else None
                if waits is not None and waits.value == 0:
                    waits = waits._replace(value=math.inf, state="none")
                yield from self._to((entry["destination"] for entry in rule["route"]), waits)

    @property
    def mirrors(self) -> Iterator[Backend]:
        """Who gets copies of the requests, whose answers are thrown away."""
        for rule in self.node["spec.http"]:
            yield from self._to((rule["mirror"], *(one["destination"] for one in rule["mirrors"])), None)

    def _to(self, destinations: Iterable[Node], waits: Measure | None) -> Iterator[Backend]:
        for destination in destinations:
            name, namespace = service_of(destination["host"].text)
            if destination["host"].written:
                port = destination["port.number"]
                yield self.to(destination["host"], port, name=name, namespace=namespace, waits=waits)

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        for rule in self.node["spec.http"]:
            yield from ((rule[path], _DURATION) for path in ("timeout", "retries.perTryTimeout"))

    @property
    def parents(self) -> Iterator[Parent]:
        for ref in self.node["spec.gateways"]:
            namespace, slash, name = (ref.text or "").rpartition("/")
            if ref.text != "mesh":
                yield self.on(ref, name or None, namespace if slash else None)


def service_of(host: str | None) -> tuple[str, str | None]:
    """The Service that a host stands for, and its namespace: `cart` and `cart.shop.svc.cluster.local`; nothing for
    every other name with a dot, which Istio takes for a full one."""
    name, dot, rest = (host or "").partition(".")
    if not dot:
        return name, None
    namespace, _, _ = rest.partition(".")
    return (name, namespace) if rest == namespace + _DOMAIN else ("", None)


class Istio(System):
    name = "istio"
    kinds: ClassVar = {
        "networking.istio.io/VirtualService": VirtualService,
        **{f"{group}/{kind}": Document for group, kinds in _COMPARED.items() for kind in kinds},
    }

    def links(self, project: "Project") -> Iterator[View]:
        for route in project.all(VirtualService):
            for backend in route.backends:
                yield from edges(project, route, backend)
                if not backend.name:
                    yield from _out(project, route, backend)
            for copied in route.mirrors:
                yield from edges(project, route, copied, mode="async")


def _out(project: "Project", route: VirtualService, backend: Backend) -> Iterator[Connection]:
    """Route → a host that a ServiceEntry adds to the mesh."""
    entries = project.once(VirtualService, partial(_added, project)).get(backend.node.text or "", ())
    near = [one for one in entries if 0 <= project.distance(one, route) <= NEAR]
    if near:
        inside = any(one["spec.location"].text == "MESH_INTERNAL" for one in near)
        presence, role = ("elsewhere", "workload") if inside else ("outside", "internet")
        callee = Endpoint(None, backend.node.text or "", backend.node, presence, role)  # type: ignore[arg-type]
        nobody = Measure(NaN, backend.node, "unknown")
        caller = endpoint(route, "gateway")
        yield Connection("request", caller, callee, via=backend.node, waits=backend.waits, works=nobody)


def _added(project: "Project") -> dict[str, list[Document]]:
    """The ServiceEntries by their hosts."""
    found: dict[str, list[Document]] = {}
    for entry in project.kinds("ServiceEntry"):
        for host in entry["spec.hosts"]:
            if host.text:
                found.setdefault(host.text, []).append(entry)
    return found


SYSTEM = Istio()
