"""Doors: the ports that callers name, and the Service that each of them knocks at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...node import Node
from ...record import NamedTuple
from ...views import Document, Service
from .addresses import Address
from .hosts import service_at
from .told import told

if TYPE_CHECKING:
    from ...project import Project

# What a scheme means where no port is written: https://www.iana.org/assignments/uri-schemes/uri-schemes.xhtml (as of 2026-11)
_USUAL: Final = {"http": "80", "https": "443", "ws": "80", "wss": "443"}
_DAPR: Final = "/v1.0/invoke/"


class Knock(NamedTuple):
    """A caller, where it says so, the address and port that it calls, and the Service of this run that it means."""

    caller: Document
    node: Node
    host: str
    port: str
    service: Service


def knocks(project: "Project") -> Iterator[Knock]:
    for one, addresses in told(project):
        if not addresses or one.caller.platform != "kubernetes" or one.off:
            continue
        for address in addresses:
            port = _port(address)
            service = service_at(project, one.caller, address) if port else None
            if service is not None:
                yield Knock(one.caller, one.node, address.host, port, service)


def _port(address: Address) -> str:
    return "" if _DAPR in address.path else address.port or _USUAL.get(address.scheme, "")
