"""Service and Route: how requests find their pods."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..measure import Measure
from ..node import Node
from ..quantities import NaN
from ..record import NamedTuple
from .base import Document

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices

# What gives an address to a Service without a cloud
_OWN = ("metallb", "cilium", "kube-vip", "lbipam", "purelb", "klipper", "tailscale")
# Annotations that tell a cloud's controller what balancer to start, or which controller; where they say one of the words, or
# are called so, it stays inside: https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
# and https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/ (as of 2026-11)
_BALANCER = ("load-balancer", "loadbalancer")
_ITS_CLASS = ("/scheme", "/ingress.class")
_INSIDE = ("internal", "intranet", "private")


def internal(document: Document) -> bool | None:
    """Do annotations keep its load balancer inside the network? None where that is known only at deployment."""
    notes = document.annotations
    found: bool | None = None if notes.unknown else False
    for key, value in notes.items():
        name, said = str(key), (value.text or "").lower()
        if said == "false" or not (name.endswith(_ITS_CLASS) or any(word in name for word in _BALANCER)):
            continue
        if "internal" in name or "intranet" in name or said in _INSIDE or said.endswith("-internal"):
            return True
        if value.unknown or "$" in said:
            found = None
    return found


class Service(Document):
    __slots__ = ()

    @property
    def selector(self) -> dict[str, str] | None:
        """None when it has none or it cannot be known."""
        node = self.node["spec.selector"]
        if not node.is_map or not node.value or any(value.unknown for _, value in node.items()):
            return None
        return {key: value.text or "" for key, value in node.items()} or None  # each entry may be null

    @property
    def external(self) -> bool:
        """Points outside the cluster."""
        return self.node["spec.type"].text == "ExternalName"

    @property
    def bills_idle(self) -> bool:
        """Does a cloud start a balancer for it?"""
        if self.node["spec.type"].text != "LoadBalancer":
            return False
        marks = (*(str(key) for key, _ in self.annotations.items()), self.node["spec.loadBalancerClass"].text or "")
        return not any(word in one for one in marks for word in _OWN)

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        return prices.of((copies, "load-balancer-hour"))

    @property
    def public(self) -> bool:
        """Does a load balancer of the cloud show it to the internet, and nothing says otherwise?"""
        spec = self.node["spec"]
        limited = any(spec[key].written for key in ("loadBalancerSourceRanges", "loadBalancerClass"))
        return spec["type"].text == "LoadBalancer" and not limited and self.internal is False

    @property
    def internal(self) -> bool | None:
        """Do annotations keep its load balancer inside the network? None where that is known only at deployment."""
        return internal(self)


class Elsewhere(Document):
    """The place of an object, seen in another namespace: from where names that say their namespace are looked up."""

    __slots__ = ("_namespace",)

    def __init__(self, node: Node, namespace: str) -> None:
        super().__init__(node)
        self._namespace = namespace

    @property
    def namespace(self) -> str:
        return self._namespace


class Backend(NamedTuple):
    """Where a route sends requests: the node of the Service's name, and that of its port; the name by itself (None when
    it cannot be known), as it is looked up near `near`; how long the route waits for it."""

    node: Node
    port: Node
    name: str | None
    near: Document
    waits: Measure


class Parent(NamedTuple):
    """A gateway that a route hangs on: the reference, the gateway's name, from where it is looked up, and whether the
    reference says its namespace."""

    node: Node
    name: str | None
    near: Document
    placed: bool


class Route(Document):
    """What lets requests in and passes them on: an Ingress, or what other systems have in its place."""

    __slots__ = ()
    port_keys: ClassVar[tuple[str, str]] = ("port", "name")
    """What its ports name of a Service's port."""

    @property
    def backends(self) -> Iterator[Backend]:
        for rule in self.node["spec.rules"]:
            for path in rule["http.paths"]:
                yield from self._backend(path["backend"])
        for key in ("spec.defaultBackend", "spec.backend"):
            yield from self._backend(self.node[key])

    @property
    def parents(self) -> Iterator[Parent]:
        """The gateways it hangs on; an Ingress is its own."""
        return iter(())

    def on(self, node: Node, name: str | None, namespace: str | None) -> Parent:
        near = self if namespace is None else Elsewhere(self.node, namespace)
        return Parent(node, name, near, namespace is not None)

    def _backend(self, node: Node) -> Iterator[Backend]:
        if node["service.name"].written:
            port = node["service.port.number"]
            yield self.to(node["service.name"], port if port.written else node["service.port.name"])
        elif node["serviceName"].written:
            yield self.to(node["serviceName"], node["servicePort"])

    def to(
        self,
        node: Node,
        port: Node,
        *,
        name: str | None = None,
        namespace: str | None = None,
        waits: Measure | None = None,
    ) -> Backend:
        """A backend of this route; what is not said is what stands at `node`, in the namespace of the route."""
        return Backend(
            node,
            port,
            node.text if name is None else name,
            self if namespace is None else Elsewhere(self.node, namespace),
            waits or Measure(NaN, node, "unknown"),
        )
