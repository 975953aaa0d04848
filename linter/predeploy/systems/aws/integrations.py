"""What an API of API Gateway calls without a function between: queues, topics, machines, tables, private load balancers.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html and
https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from ...measure import Measure, effective
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...reading.values import ABSENT
from ...views import Connection, Endpoint, Function, StateMachine
from ...views.connection import Kind
from ...views.stack import Stack, there
from .api_gateway import HTTP, REST, Seam, seams
from .ends import here, spelled, unknown, works
from .eventbridge import called
from .generated import generated
from .wiring import Wire, Wired

_URI = pattern(r"arn:[^:]{0,40}:apigateway:[^:]{0,60}:([a-z0-9.-]{1,60}):(?:path|action)/?(.{0,300})", 16)  # DOTALL
_PSEUDO = pattern(r"\$\{AWS::[A-Za-z]{1,20}\}")
_TABLE = pattern(r"\"TableName\"\s{0,9}:\s{0,9}\"([A-Za-z0-9_.-]{3,255})\"")
_LONGEST: Final = 20_000  # characters of a request template
_URL = pattern(r"https?://([A-Za-z0-9.-]{1,253})")
# Service in the address of an integration, or before the dash of an IntegrationSubtype → what it holds
_SERVICES: Final = {
    "sqs": ("queue", "queue"), "sns": ("topic", "topic"),
    "states": ("state machine", "workflow"), "stepfunctions": ("state machine", "workflow"),
    "dynamodb": ("table", "store"), "kinesis": ("stream", "stream"), "firehose": ("delivery stream", "stream"),
    "s3": ("bucket", "store"), "events": ("event bus", "topic"), "eventbridge": ("event bus", "topic"),
}  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {"queue": "push", "topic": "push", "stream": "push", "store": "store"}
_LATER: Final = frozenset({"queue", "topic", "stream"})
# What may name the callee, in the words of methods, of integrations and of OpenAPI
_NAMING: Final = (
    "Uri", "IntegrationUri", "uri", "RequestTemplates", "requestTemplates", "RequestParameters", "requestParameters",
)  # fmt: skip


def _seam(stack: Stack, seam: Seam) -> Iterator[Wire]:
    door, api, node, words = seam
    uri = node[words.uri]
    if any(isinstance(stack.documents.get(name), Function) for name in stack.mentioned(uri)):
        return
    address = _PSEUDO.sub("*", spelled(stack.raw(uri)))
    service, action = _service(node, address)
    if service == "lambda":
        what = ("function", "function")
        raw: Any = stack.raw(uri)
    elif service in _SERVICES:
        what = _SERVICES[service]
        raw = [stack.raw(node[key]) for key in _NAMING if there(node[key])]
        raw = _only(stack, raw, what[0])
    elif there(_private(node)):
        what, raw = ("load balancer", "gateway"), _balancer(stack, _private(node))
    elif _URL.match(address):
        what, raw = ("HTTP endpoint", "internet"), stack.raw(uri)
    elif service:
        what, raw = (f"AWS {service.rpartition('.')[2]}", "workload"), [stack.raw(node[key]) for key in _NAMING]
        raw = stack.raw(uri) if here(stack, raw) is None else raw
    else:
        return
    caller = Endpoint(api, door.name, node, "here", "gateway")
    yield Wire(raw, uri if there(uri) else node, *what, partial(_call, seam, caller, action))


def _service(node: Node, address: str) -> tuple[str, str]:
    """The service that is called, and what is asked of it."""
    subtype = node["IntegrationSubtype"].text or ""
    if subtype:
        return subtype.partition("-")[0].lower(), subtype.partition("-")[2]
    found = _URI.match(address)
    return (found[1], found[2].rpartition("/")[2]) if found is not None else ("", "")


def _only(stack: Stack, raws: list[Any], word: str) -> Any:
    """Of what an integration mentions, the resource that is of the service."""
    templates = [*raws, *(one for raw in raws if raw.__class__ is dict for one in raw.values())]
    for raw in templates:
        found = here(stack, raw)
        if found is not None and found.name.startswith(f"{word} `"):
            return found.view
    named = (
        [match[1] for raw in templates for match in _TABLE.finditer(spelled(raw)[:_LONGEST])] if word == "table" else []
    )
    return named[0] if named else raws[0] if raws else ABSENT


def _private(node: Node) -> Node:
    """The listener or the link by which an API reaches into a VPC."""
    if node["ConnectionType"].text == "VPC_LINK" and there(node["IntegrationUri"]):
        return node["IntegrationUri"]
    for spelling in ("ConnectionId", "connectionId"):
        if there(node[spelling]):
            return node[spelling]
    return node["Nothing"]


def _balancer(stack: Stack, named: Node) -> Any:
    """What names the load balancer: the listener, or that behind a link."""
    link = stack.pointed(named)
    behind = link["Properties.TargetArns.0"] if link is not None and link.kind == "AWS::ApiGateway::VpcLink" else named
    return stack.raw(behind)


def _call(seam: Seam, caller: Endpoint, action: str, callee: Endpoint) -> Connection:
    door, _, node, words = seam
    if callee.role == "internet" and callee.view is None:
        host = _URL.match(spelled(node[words.uri].raw))
        name = f"`{host[1]}`" if host is not None and "." in host[1].strip(".") else "HTTP endpoint"
        callee = callee._replace(name=name, presence="outside")
    if callee.view is None and callee.name.startswith("AWS "):
        callee = callee._replace(name=callee.name.partition(" `")[0], presence="outside")
    starts = callee.role in _LATER or action == "StartExecution"
    return Connection(
        _KINDS.get(callee.role, "request"),
        caller,
        callee,
        via=node,
        waits=effective(node[words.timeout], default=door.waits, scale=0.001),
        works=unknown(node) if starts or isinstance(callee.view, StateMachine) else works(callee),
        mode="async" if starts else "sync",
    )


def _machines(stack: Stack) -> Iterator[Wire]:
    """API → machine, as its own events have it: it is started, and nobody waits."""
    for callee, event, word, _ in called(stack):
        if callee.role != "workflow" or word not in ("Api", "HttpApi", "http", "httpApi"):
            continue
        door = REST if word in ("Api", "http") else HTTP
        named = event["Properties"]["RestApiId" if door is REST else "ApiId"]
        implicit = generated(stack).get("ServerlessRestApi" if door is REST else "ServerlessHttpApi")
        if word[0] == "h":
            implicit = generated(stack).get("ApiGatewayRestApi" if door is REST else "HttpApi")
        raw = stack.raw(named) if there(named) else implicit
        yield Wire(raw, named, door.name, "gateway", partial(_started, callee, event, door.name, door.waits))


def _started(callee: Endpoint, via: Node, name: str, waits: float, api: Endpoint) -> Connection:
    end = Endpoint(api.view, name, via, "here", "gateway") if api.presence == "here" or api.name == name else api
    seconds = Measure(waits if end.view is not None else NaN, via, "default" if end.view is not None else "unknown")
    return Connection("request", end, callee, via=via, waits=seconds, works=unknown(via), mode="async")


class Integrations(Wired):
    name = "api-gateway-integrations"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for seam in seams(stack):
            yield from _seam(stack, seam)
        yield from _machines(stack)


SYSTEM = Integrations()
