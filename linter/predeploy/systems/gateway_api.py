"""Gateway API: routes that say by themselves where requests go and how long they may take."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..views import Backend, Document, Parent, Route, View
from ..views.spelling import Spelling
from . import System
from .routes import edges

if TYPE_CHECKING:
    from ..project import Project

GROUP = "gateway.networking.k8s.io"
# https://gateway-api.sigs.k8s.io/reference/spec/ (as of 2026-11)
_ROUTES = ("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute")
# https://gateway-api.sigs.k8s.io/geps/gep-2257/ (as of 2026-11): `1500ms`, not `1.5s`
_DURATION = Spelling(pattern(r"(?:\d{1,5}(?:h|ms|m|s)){1,4}"), "{:.0f}ms", "the Gateway API refuses it", each=1000)


class GatewayRoute(Route):
    """A route of the Gateway API. What it refers to may lie in another namespace."""

    __slots__ = ()

    @property
    def backends(self) -> Iterator[Backend]:
        for rule in self.node["spec.rules"]:
            yield from self._to((ref for ref in rule["backendRefs"]), _waits(rule))

    @property
    def mirrors(self) -> Iterator[Backend]:
        """Who gets copies of the requests, whose answers are thrown away."""
        for rule in self.node["spec.rules"]:
            for holder in (rule, *rule["backendRefs"]):
                yield from self._to((one["requestMirror.backendRef"] for one in holder["filters"]), None)

    def _to(self, references: Iterable[Node], waits: Measure | None) -> Iterator[Backend]:
        for ref in references:
            namespace = ref["namespace"]
            if names_service(ref) and not namespace.unknown:
                yield self.to(ref["name"], ref["port"], namespace=namespace.text, waits=waits)

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        for rule in self.node["spec.rules"]:
            yield from ((rule[f"timeouts.{which}"], _DURATION) for which in ("request", "backendRequest"))

    @property
    def parents(self) -> Iterator[Parent]:
        for ref in self.node["spec.parentRefs"]:
            kind, group, namespace = ref["kind"], ref["group"], ref["namespace"]
            known = not (kind.unknown or group.unknown or namespace.unknown)
            if known and kind.text in (None, "Gateway") and group.text in (None, GROUP):
                yield self.on(ref, ref["name"].text, namespace.text)


def names_service(ref: Node) -> bool:
    """A reference names a Service unless it says another kind; False when it cannot be known."""
    kind, group = ref["kind"], ref["group"]
    return (kind.absent or kind.text == "Service") and (group.absent or group.text in ("", "core"))


def _waits(rule: Node) -> Measure:
    """How long a rule waits for its backend: the shorter of the two limits. What none means, the controller decides."""
    limits = [effective(rule[f"timeouts.{which}"], read="duration") for which in ("backendRequest", "request")]
    known = [limit._replace(value=float("inf"), state="none") if limit.value == 0 else limit for limit in limits]
    if any(limit.state == "unknown" for limit in known):
        return Measure(NaN, rule, "unknown")
    return min((limit for limit in known if limit.known), key=lambda limit: limit.value, default=known[0])


class GatewayApi(System):
    name = "gateway-api"
    kinds: ClassVar = {
        **{f"{GROUP}/{kind}": GatewayRoute for kind in _ROUTES},
        f"{GROUP}/ReferenceGrant": Document,
        f"{GROUP}/ListenerSet": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for route in project.all(GatewayRoute):
            for backend in route.backends:
                yield from edges(project, route, backend)
            for copied in route.mirrors:
                yield from edges(project, route, copied, mode="async")


SYSTEM = GatewayApi()
