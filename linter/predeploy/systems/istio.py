"""Istio: routes of the mesh, what is known of the hosts behind them, and who may speak to whom."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..node import Node, effective
from ..patterns import pattern
from ..views import Backend, Document, Parent, Route, View
from ..views.spelling import Spelling
from . import System
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
                for destination in (entry["destination"] for entry in rule["route"]):
                    name, namespace = service_of(destination["host"].text)
                    port = destination["port.number"]
                    if destination["host"].written:
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


SYSTEM = Istio()
