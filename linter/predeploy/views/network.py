"""Service and Route: how requests find their pods."""

from collections.abc import Iterator
from typing import NamedTuple

from ..node import Node
from .base import Document


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


class Backend(NamedTuple):
    """Where a route sends requests: the node of the Service's name, and that of its port."""

    node: Node
    port: Node


class Route(Document):
    """What lets requests in: an Ingress."""

    __slots__ = ()

    @property
    def backends(self) -> Iterator[Backend]:
        for rule in self.node["spec.rules"]:
            for path in rule["http.paths"]:
                yield from _backend(path["backend"])
        for key in ("spec.defaultBackend", "spec.backend"):
            yield from _backend(self.node[key])


def _backend(node: Node) -> Iterator[Backend]:
    if node["service.name"].written:
        port = node["service.port.number"]
        yield Backend(node["service.name"], port if port.written else node["service.port.name"])
    elif node["serviceName"].written:
        yield Backend(node["serviceName"], node["servicePort"])
