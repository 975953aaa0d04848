"""Amazon API Gateway: the front door that stops waiting before a function stops working."""

from collections.abc import Iterator

from ...node import Measure, Node, effective
from ...quantities import NaN
from ...views import Connection, Endpoint, Function
from ...views.stack import Stack
from .. import System

# Integration timeouts: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (as of 2026-11)
REST_TIMEOUT = 29.0  # s; regional and private APIs may raise it by a quota request
HTTP_TIMEOUT = 30.0  # s
_DEFAULTS = {"http": REST_TIMEOUT, "httpApi": HTTP_TIMEOUT}


def request_edges(stack: Stack) -> Iterator[Connection]:
    """API → function, for every API event of a function of the stack."""
    for function in stack.functions:
        for event in function.events:
            if event.kind not in ("http", "httpApi"):
                continue
            if "Events" in event.node.path:
                yield edge(function, event.node, _sam(stack, event.kind, event.node, event.source))
            elif event.node.path[0] == "functions":
                waits = _serverless(event.kind, event.node)
                yield edge(function, event.node, waits, calls_and_leaves=event.node["async"].is_true)


def _sam(stack: Stack, kind: str, event: Node, api: Node) -> Measure:
    """How long the API waits. An API that is described elsewhere (OpenAPI body, another stack) says it itself: unknown."""
    found = stack.pointed(api)
    if event["Properties.ResponseTransferMode"].written:
        return Measure(NaN, event, "unknown")
    if api.written and found is None:
        return Measure(NaN, api, "unknown")
    if found is not None and (found["Properties.DefinitionBody"].written or found["Properties.DefinitionUri"].written):
        return Measure(NaN, api, "unknown")
    return effective(event["Properties.TimeoutInMillis"], default=_DEFAULTS[kind], scale=0.001)


def _serverless(kind: str, event: Node) -> Measure:
    """provider.apiGateway.timeoutInMillis, else what API Gateway does; an API of another stack is unknown."""
    gateway = Node(event.tree, (), event.tree.data)["provider"]["apiGateway" if kind == "http" else "httpApi"]
    if gateway["restApiId"].written or gateway["id"].written:
        return Measure(NaN, gateway, "unknown")
    own = event["timeoutInMillis"]
    return effective(own, gateway["timeoutInMillis"], default=_DEFAULTS[kind], scale=0.001)._replace(
        node=event
        if own.absent and gateway["timeoutInMillis"].absent
        else own
        if own.written
        else gateway["timeoutInMillis"]
    )


def edge(function: Function, event: Node, waits: Measure, *, calls_and_leaves: bool = False) -> Connection:
    return Connection(
        "request",
        Endpoint(None, "API Gateway", event, "here", "gateway"),
        Endpoint(function, f"function {function.name}", function.node, "here", "function"),
        via=event,
        waits=waits,
        works=function.timeout,
        mode="async" if calls_and_leaves else "sync",
    )


class ApiGateway(System):
    name = "api-gateway"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return request_edges(stack)


SYSTEM = ApiGateway()
