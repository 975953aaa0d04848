"""Services of AWS that call a function, wait for its answer and cannot be told for how long: AppSync and Cognito."""

from collections.abc import Iterator

from ...node import Measure, Node
from ...views import Connection, Endpoint, Function
from ...views.stack import Stack
from .. import System
from .limits import APPSYNC_REQUEST, COGNITO_TRIGGER

# Called without waiting for an answer
_SENDERS = ("CustomSMSSender", "CustomEmailSender")


def caller_edges(stack: Stack) -> Iterator[Connection]:
    for source in stack.of("AWS::AppSync::DataSource"):
        yield from _edge(stack, "AppSync", APPSYNC_REQUEST, source["Properties.LambdaConfig.LambdaFunctionArn"])
    for pool in stack.of("AWS::Cognito::UserPool"):
        for trigger, node in pool["Properties.LambdaConfig"].items():
            if trigger not in _SENDERS:
                yield from _edge(stack, "Cognito", COGNITO_TRIGGER, node["LambdaArn"] if node.is_map else node)
    for function, event in stack.calls:
        named = event.node["Properties.Trigger"].text
        if event.node["Type"].text == "Cognito" and named is not None and named not in _SENDERS:
            yield _made("Cognito", COGNITO_TRIGGER, event.node, function)


def _edge(stack: Stack, name: str, seconds: float, target: Node) -> Iterator[Connection]:
    function = stack.pointed(target)
    if isinstance(function, Function):
        yield _made(name, seconds, target, function)


def _made(name: str, seconds: float, via: Node, function: Function) -> Connection:
    return Connection(
        "request",
        Endpoint(None, name, via, "here", "gateway"),
        Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
        via=via,
        waits=Measure(seconds, via, "default"),
        works=function.timeout,
    )


class Callers(System):
    name = "aws-callers"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return caller_edges(stack)


SYSTEM = Callers()
