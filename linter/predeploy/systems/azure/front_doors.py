"""Where the internet comes in: the gateways of Azure, web apps and container apps with an ingress; and Event Grid.

https://learn.microsoft.com/azure/templates/ (as of 2026-11) says where each names what is behind it.
"""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from ...measure import Measure, effective
from ...node import Node
from ...patterns import pattern
from ...views import Connection, Document, Endpoint, Function, Workload
from ...views.stack import Stack
from .. import System
from ..ends import come_in, unknown
from .limits import EVENT_GRID_ANSWER, EVENT_GRID_TRIES
from .resource import ArmResource
from .web import AppServiceSite

# Type of a gateway or of a part of one → what messages call it, the type of the gateway, and where it names a host
_GATEWAYS: Final = {
    "Microsoft.ApiManagement/service/apis": ("API", "", ("serviceUrl",)),
    "Microsoft.ApiManagement/service/backends": ("API Management", "Microsoft.ApiManagement/service", ("url", "resourceId")),
    "Microsoft.Cdn/profiles/originGroups/origins": ("Front Door", "Microsoft.Cdn/profiles", ("hostName",)),
    "Microsoft.Cdn/profiles/endpoints": ("CDN endpoint", "", ("origins.*.properties.hostName",)),
    "Microsoft.Network/frontDoors": ("Front Door", "", ("backendPools.*.properties.backends.*.address",)),
    "Microsoft.Network/applicationGateways": (
        "application gateway", "", ("backendAddressPools.*.properties.backendAddresses.*.fqdn",),
    ),
}  # fmt: skip
# What a text that stands for an expression mentions: `reference(…)` of a resource, or its identity
_MEANT = pattern(r"(microsoft\.[a-z0-9./]{3,200}/[^(){},\s]{1,200})")
_SHORT = pattern(r"reference\(([^(){},/\s]{1,120})\)")
_HOST = pattern(
    r"(?:https?://)?([a-z0-9-]{1,63})\.(?:azurewebsites\.net|[a-z0-9.-]{1,120}\.azurecontainerapps\.io)(?:[:/]|\Z)"
)
_ANSWERING: Final = ("Microsoft.Web/sites", "Microsoft.App/containerApps")


def places(node: Node, dotted: str) -> Iterator[Node]:
    """The nodes at a path in which `*` is every item of a list."""
    head, star, rest = dotted.partition(".*.")
    if not star:
        yield node[dotted]
        return
    for item in node[head]:
        yield from places(item, rest)


def meant(stack: Stack, node: Node) -> Document | None:
    """The resource of the template that a host, URL or id names, or is a part of."""
    found = stack.pointed(node)
    if found is not None:
        return found
    for text in stack.mentions(stack.raw(node)) if node.written else ():
        by_name = stack.once(meant, partial(_by_name, stack))
        for identity in _MEANT.findall(text.lower()):
            site, _, function = identity.partition("/functions/")
            whole = f"microsoft.web/sites/functions/{site.removeprefix('microsoft.web/sites/')}/{function}"
            near = next((stack.documents[one] for one in (identity, whole, site) if one in stack.documents), None)
            if near is not None:
                return near
        short = _SHORT.search(text) or _HOST.match(text.lower())
        if short is not None and short[1].lower() in by_name:
            return by_name[short[1].lower()]
    return None


def _by_name(stack: Stack) -> dict[str, Document]:
    return {one.name.lower(): one for kind in _ANSWERING for one in stack.of(kind)}


def _end(document: Document) -> Endpoint:
    if isinstance(document, Function):
        return Endpoint.of(document, "function")
    return Endpoint.of(document, "app", "workload")


class FrontDoors(System):
    name = "azure-front-doors"
    types: ClassVar = {
        **dict.fromkeys(_GATEWAYS, ArmResource),
        "Microsoft.ApiManagement/service": ArmResource,
        "Microsoft.Cdn/profiles": ArmResource,
        "Microsoft.EventGrid/eventSubscriptions": ArmResource,
        "Microsoft.EventGrid/systemTopics/eventSubscriptions": ArmResource,
        "Microsoft.EventGrid/topics/eventSubscriptions": ArmResource,
    }

    def connections(self, stack: Stack) -> Iterator[Connection]:
        if stack.root.tree.format.name != "arm":
            return
        for kind, (word, whole, paths) in _GATEWAYS.items():
            for part in stack.of(kind):
                yield from _passed_on(stack, part, word, whole, paths)
        for site in stack.of("Microsoft.Web/sites"):
            if (
                isinstance(site, AppServiceSite)
                and not isinstance(site, Function)
                and _open(site, "publicNetworkAccess")
            ):
                yield come_in(_end(site), site.node)
        for app in stack.of("Microsoft.App/containerApps"):
            if isinstance(app, Workload) and app["properties.configuration.ingress.external"].is_true:
                yield come_in(_end(app), app["properties.configuration.ingress"])
        for kind in self.types:
            if kind.endswith("/eventSubscriptions"):
                for subscription in stack.of(kind):
                    yield from _delivered(stack, subscription)


def _open(document: Document, switch: str) -> bool:
    said = document[f"properties.{switch}"]
    return not said.unknown and said.text != "Disabled"


def _passed_on(stack: Stack, part: Document, word: str, whole: str, paths: tuple[str, ...]) -> Iterator[Connection]:
    """Internet → gateway → app. A part that stands alone is the gateway."""
    holder = part.within(whole) if whole and isinstance(part, ArmResource) else None
    door = Endpoint.of(holder or part, word, "gateway")
    behind = []
    for path in paths:
        behind += [(place, meant(stack, place)) for place in places(part["properties"], path)]
    found = [(place, document) for place, document in behind if document is not None]
    if found:
        yield come_in(door, part.node)
    for place, document in found:
        works = document.timeout if isinstance(document, Function) else unknown(place)
        yield Connection("request", door, _end(document), via=place, waits=unknown(place), works=works)


def _delivered(stack: Stack, subscription: Document) -> Iterator[Connection]:
    """Event Grid → function or queue."""
    destination = subscription["properties.destination"]
    place = destination["properties.resourceId"]
    document = meant(stack, place)
    if document is None:
        return
    tries = effective(
        subscription["properties.retryPolicy.maxDeliveryAttempts"], default=EVENT_GRID_TRIES, unit="attempts"
    )
    waits = Measure(EVENT_GRID_ANSWER, place, "fixed")
    queue = (destination["endpointType"].text or "") in ("ServiceBusQueue", "StorageQueue")
    yield Connection(
        "push",
        Endpoint.of(subscription, "Event Grid subscription", "topic"),
        Endpoint.of(document, "queue") if queue else _end(document),
        via=place,
        waits=waits,
        works=unknown(place),
        attempts=tries,
        mode="async",
        buffered=True,
    )


SYSTEM = FrontDoors()
