"""Services of AWS that call a function, wait for its answer and cannot be told for how long: AppSync and Cognito. AppSync
reads its other sources, too."""

from collections.abc import Iterator
from functools import partial

from ...measure import Measure
from ...node import Node
from ...views import Connection, Document, Endpoint
from ...views.stack import Stack
from .asynchronous import pushed
from .ends import here, works
from .eventbridge import called
from .generated import made
from .limits import APPSYNC_REQUEST, COGNITO_TRIGGER
from .wiring import Wire, Wired, wire

POOL = "AWS::Cognito::UserPool"
# Called without waiting for an answer
_SENDERS = ("CustomSMSSender", "CustomEmailSender")
# How a data source of AppSync says what it reads
_SOURCES = {
    "LambdaConfig": ("function", "function"),
    "DynamoDBConfig": ("table", "store"),
    "HttpConfig": ("HTTP endpoint", "internet"),
    "EventBridgeConfig": ("event bus", "topic"),
    "OpenSearchServiceConfig": ("search domain", "store"),
    "ElasticsearchConfig": ("search domain", "store"),
    "RelationalDatabaseConfig": ("cluster", "store"),
}


def _of_appsync(stack: Stack) -> Iterator[Wire]:
    for source in stack.of("AWS::AppSync::DataSource"):
        found = here(stack, stack.raw(source["Properties.ApiId"]))
        view = found.view if found is not None else None
        for key, what in _SOURCES.items():
            said = source["Properties"][key]
            place = said["LambdaFunctionArn"] if key == "LambdaConfig" else said
            yield from wire(stack, place, *what, partial(_asked, view, place))
    for api in stack.of("AWS::Serverless::GraphQLApi"):
        for kind, what in (("DynamoDb", ("table", "store")), ("Lambda", ("function", "function"))):
            for _, said in api["Properties.DataSources"][kind].items():
                yield from wire(stack, said, *what, partial(_asked, api, said))


def _of_cognito(stack: Stack) -> Iterator[Wire]:
    for pool in stack.of(POOL):
        for trigger, said in pool["Properties.LambdaConfig"].items():
            place = said["LambdaArn"] if said.is_map else said
            if trigger != "KMSKeyID":
                yield from wire(stack, place, "function", "function", partial(_triggered, trigger, pool, place))
    for callee, event, word, source in called(stack):
        if word == "Cognito":
            trigger = event["Properties.Trigger"].text or ""
            yield from wire(stack, source, "user pool", "gateway", partial(_triggers, trigger, callee, event))
        elif word == "cognitoUserPool" and callee.view is not None:
            name, made_for = event["pool"], partial(_triggers, event["trigger"].text or "", callee, event)
            pool = made(stack, callee.view, event, name.text or "user pool", POOL)
            yield Wire(pool, name, "user pool", "gateway", made_for)


def _triggers(trigger: str, callee: Endpoint, via: Node, pool: Endpoint) -> Connection:
    return _triggered(trigger, pool.view, via, callee)


def _triggered(trigger: str, pool: Document | None, via: Node, callee: Endpoint) -> Connection:
    if trigger in _SENDERS or not trigger:
        edge = pushed(_service("Cognito", pool, via), callee, via)
        return edge if trigger else _answered("Cognito", float("nan"), pool, via, callee)
    return _answered("Cognito", COGNITO_TRIGGER, pool, via, callee)


def _asked(api: Document | None, via: Node, callee: Endpoint) -> Connection:
    return _answered("AppSync", APPSYNC_REQUEST, api, via, callee)


def _service(name: str, owner: Document | None, via: Node) -> Endpoint:
    return Endpoint(owner, name, via, "here", "gateway")


def _answered(name: str, seconds: float, owner: Document | None, via: Node, callee: Endpoint) -> Connection:
    return Connection(
        "store" if callee.role == "store" else "request",
        _service(name, owner, via),
        callee,
        via=via,
        waits=Measure(seconds, via, "fixed" if seconds == seconds else "unknown"),  # noqa: PLR0124 (NaN)
        works=works(callee),
    )


class Callers(Wired):
    name = "aws-callers"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        yield from _of_appsync(stack)
        yield from _of_cognito(stack)


SYSTEM = Callers()
