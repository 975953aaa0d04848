"""Amazon API Gateway: the front door that may stop waiting before the function behind it stops working.

A route to a function is written as an event of the function (SAM, serverless.yml), as a Method or an Integration of
CloudFormation, or in the API's own OpenAPI definition, which wins over the event.
"""

from collections.abc import Iterator
from functools import partial
from math import inf
from typing import TYPE_CHECKING, ClassVar, Final

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...record import NamedTuple
from ...views import Connection, Document, Endpoint, Function, FunctionEvent
from ...views.base import Bounded, bounded
from ...views.connection import Mode
from ...views.stack import Stack, StackResource, there
from .ends import elsewhere, here
from .generated import generated
from .limits import HTTP_API_TIMEOUT, REST_TIMEOUT, WEBSOCKET_TIMEOUT
from .wiring import Wire, Wired

if TYPE_CHECKING:
    from ...project import Project


class Door(NamedTuple):
    name: str
    waits: float  # s


REST: Final = Door("REST API", REST_TIMEOUT.default)
HTTP: Final = Door("HTTP API", HTTP_API_TIMEOUT.default)
WEBSOCKET: Final = Door("WebSocket API", WEBSOCKET_TIMEOUT.default)
# A response that is streamed may take 15 minutes:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html (as of 2026-11)
STREAMED: Final = 900.0  # s

_DOORS = {"http": REST, "httpApi": HTTP}
_MADE = {REST.name: "ApiGatewayRestApi", HTTP.name: "HttpApi", WEBSOCKET.name: "WebsocketsApi"}  # by the framework
# An API with a definition of its own: its type → the door, and where the OpenAPI document lies
_DEFINED = {
    "AWS::Serverless::Api": (REST, "Properties.DefinitionBody"),
    "AWS::Serverless::HttpApi": (HTTP, "Properties.DefinitionBody"),
    "AWS::ApiGateway::RestApi": (REST, "Properties.Body"),
    "AWS::ApiGatewayV2::Api": (HTTP, "Properties.Body"),
}
_INVOCATION = "integration.request.header.X-Amz-Invocation-Type"


class Words(NamedTuple):
    """How a kind of integration spells its settings."""

    uri: str
    timeout: str
    transfer: str
    parameters: str


_OPENAPI = Words("uri", "timeoutInMillis", "responseTransferMode", "requestParameters")
_METHOD = Words("Uri", "TimeoutInMillis", "ResponseTransferMode", "RequestParameters")
_V2 = Words("IntegrationUri", "TimeoutInMillis", "ResponseTransferMode", "RequestParameters")


class Seam(NamedTuple):
    """An integration: what stands between an API and what it calls."""

    door: Door
    api: Document | None
    node: Node
    words: Words


def request_edges(stack: Stack) -> Iterator[Connection]:
    """API → function, for every route of the stack that reaches one of its functions."""
    for function, event in stack.calls:
        if event.node.path[0] == "functions" and (event.kind in _DOORS or event.node.name == "websocket"):
            yield from _serverless(stack, function, event)
    for one in seams(stack):
        yield from _integration(stack, one)


def seams(stack: Stack) -> list[Seam]:
    """Every integration of the stack that is written as one."""
    return stack.once(Seam, lambda: list(_seams(stack)))


def _seams(stack: Stack) -> Iterator[Seam]:
    for method in stack.of("AWS::ApiGateway::Method"):
        yield Seam(REST, api_of(stack, method["Properties.RestApiId"]), method["Properties.Integration"], _METHOD)
    for integration in stack.of("AWS::ApiGatewayV2::Integration"):
        api = api_of(stack, integration["Properties.ApiId"])
        yield Seam(_v2(api), api, integration["Properties"], _V2)
    for kind, (door, path) in _DEFINED.items():
        for api in stack.of(kind):
            for node in _integrations(api[path]):
                yield Seam(door, api, node, _OPENAPI)


def api_of(stack: Stack, named: Node) -> Document | None:
    found = here(stack, stack.raw(named))
    return found.view if found is not None and found.role == "gateway" else None


def sam_wires(stack: Stack) -> Iterator[Wire]:
    """API → function, as the events of SAM have it."""
    for function, event in stack.calls:
        if event.kind in _DOORS and "Events" in event.node.path:
            name = "ServerlessRestApi" if event.kind == "http" else "ServerlessHttpApi"
            raw = stack.raw(event.source) if there(event.source) else generated(stack).get(name)
            door = _DOORS[event.kind]
            made = partial(_sam, stack, function, door, event.node, event.source)
            yield Wire(raw, event.source, door.name, "gateway", made)


def _sam(
    stack: Stack, function: Function, door: Door, event: Node, reference: Node, end: Endpoint
) -> Connection | None:
    """An API that is described elsewhere (OpenAPI, another stack) says itself how long it waits."""
    api = end.view
    path = _DEFINED[api.kind][1] if api is not None and api.kind in _DEFINED else ""
    near = api is not None and api.node.tree is function.node.tree
    if api is not None and near and path and function.name in stack.mentioned(api[path]):
        return None
    described = api is not None and any(
        there(api[p]) for p in ("Properties.DefinitionBody", "Properties.DefinitionUri")
    )
    if described or not near:
        waits = Measure(NaN, event, "unknown")
    else:
        waits = effective(event["Properties.TimeoutInMillis"], default=door.waits, scale=0.001)
    return edge(function, door, event, waits, _mode(event["Properties.ResponseTransferMode"]), end)


def _serverless(stack: Stack, function: Function, called: FunctionEvent) -> Iterator[Connection]:
    """provider.apiGateway.timeoutInMillis, else what API Gateway does; an API of another stack says it itself."""
    event, door = called.node, _DOORS.get(called.kind, WEBSOCKET)
    section = {"http": "apiGateway", "httpApi": "httpApi"}.get(called.kind, "websocketApi")
    gateway = Node(event.tree, (), event.tree.data)["provider"][section]
    other = next((gateway[key] for key in ("restApiId", "id", "websocketApiId") if there(gateway[key])), None)
    api = Endpoint(generated(stack).get(_MADE[door.name]), door.name, event, "here", "gateway")
    if other is not None:
        waits = Measure(NaN, gateway, "unknown")
        api = here(stack, stack.raw(other)) or elsewhere(stack.raw(other), other, door.name, "gateway")
    else:
        waits = effective(event["timeoutInMillis"], gateway["timeoutInMillis"], default=door.waits, scale=0.001)
    yield edge(function, door, event, waits, _mode(event["response.transferMode"], event["async"]), api)


def _v2(api: Document | None) -> Door:
    """HTTP or WebSocket; of an API outside the stack, nobody knows."""
    protocol = api["Properties.ProtocolType"].text if api is not None else None
    return HTTP if protocol == "HTTP" else WEBSOCKET if protocol == "WEBSOCKET" else Door("API Gateway", NaN)


def _integrations(definition: Node) -> Iterator[Node]:
    for _, path in definition["paths"].items():
        for _, method in path.items():
            yield method.key("x-amazon-apigateway-integration")


def _integration(stack: Stack, seam: Seam) -> Iterator[Connection]:
    """The functions that the address of an integration mentions."""
    door, api, node, words = seam
    for name in sorted(stack.mentioned(node[words.uri])):
        function = stack.documents.get(name)
        if isinstance(function, Function):
            waits = effective(node[words.timeout], default=door.waits, scale=0.001)
            mode = _mode(node[words.transfer], node[words.parameters].key(_INVOCATION))
            yield edge(function, door, node, waits, mode, Endpoint(api, door.name, waits.node, "here", "gateway"))


def _mode(transfer: Node, leaves: Node | None = None) -> Mode:
    """`leaves` says that the API does not wait at all: `async: true`, or the invocation type 'Event'."""
    if leaves is not None and (leaves.unknown or leaves.is_true or (leaves.text or "").strip("'") == "Event"):
        return "async"
    return "stream" if transfer.unknown or (transfer.text or "").upper() == "STREAM" else "sync"


def edge(function: Function, door: Door, via: Node, waits: Measure, mode: Mode, api: Endpoint) -> Connection:
    if mode == "stream":
        waits = Measure(STREAMED, via, "fixed")
    caller = Endpoint(api.view, door.name, waits.node, "here", "gateway") if api.presence == "here" else api
    return Connection(
        "request",
        caller,
        Endpoint.of(function, "function", place=function.timeout.node),
        via=via,
        waits=waits,
        works=function.timeout,
        mode=mode,
    )


class Integration(StackResource):
    """AWS::ApiGatewayV2::Integration."""

    __slots__ = ()

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        least, most = 1000 * HTTP_API_TIMEOUT.low, 1000 * HTTP_API_TIMEOUT.high
        yield bounded(self["Properties.TimeoutInMillis"], least, most, "API Gateway")


class Method(StackResource):
    """AWS::ApiGateway::Method. The account's quota says how long it may wait at the most."""

    __slots__ = ()

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield bounded(self["Properties.Integration.TimeoutInMillis"], 1000 * REST_TIMEOUT.low, inf, "API Gateway")

    @property
    def open_endpoints(self) -> Iterator[Node]:
        kind, key, method = (self["Properties"][k] for k in ("AuthorizationType", "ApiKeyRequired", "HttpMethod"))
        if kind.text == "NONE" and (key.absent or key.is_false) and method.text not in (None, "OPTIONS"):
            yield kind


class HttpRoute(StackResource):
    """AWS::ApiGatewayV2::Route."""

    __slots__ = ()

    @property
    def open_endpoints(self) -> Iterator[Node]:
        kind, key, route = (self["Properties"][k] for k in ("AuthorizationType", "ApiKeyRequired", "RouteKey"))
        answers = " " in (route.text or "") or route.text == "$connect"  # other routes of a WebSocket follow $connect
        if (kind.absent or kind.text == "NONE") and (key.absent or key.is_false) and answers:
            yield kind


class ApiGateway(Wired):
    name = "api-gateway"
    types: ClassVar = {
        "AWS::ApiGatewayV2::Integration": Integration,
        "AWS::ApiGatewayV2::Route": HttpRoute,
        "AWS::ApiGateway::Method": Method,
    }

    def wires(self, stack: Stack) -> Iterator[Wire]:
        return sam_wires(stack)

    def certain(self, stack: Stack) -> Iterator[Connection]:
        return request_edges(stack)


SYSTEM = ApiGateway()
