"""Resources that nobody writes: the APIs, function URLs and queues that SAM and the Serverless Framework make.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html and
https://www.serverless.com/framework/docs/providers/aws/guide/resources (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from ...node import Node
from ...reading.values import ABSENT
from ...views import Document, Function, StateMachine
from ...views.stack import Stack, StackResource

# Kind of an event that names no API → the id and the type of the one that is made: by SAM, by the framework
_APIS: Final = {
    ("http", True): ("ServerlessRestApi", "AWS::ApiGateway::RestApi"),
    ("httpApi", True): ("ServerlessHttpApi", "AWS::Serverless::HttpApi"),
    ("http", False): ("ApiGatewayRestApi", "AWS::ApiGateway::RestApi"),
    ("httpApi", False): ("HttpApi", "AWS::Serverless::HttpApi"),
}
WEBSOCKET: Final = "WebsocketsApi"


class Generated(StackResource):
    """It stands where it is asked for, and belongs to whoever asks."""

    __slots__ = ("_kind", "maker")

    def __init__(self, maker: Document, place: Node, name: str, kind: str) -> None:
        super().__init__(Node(place.tree, (*place.path, name), ABSENT))
        self.maker, self._kind = maker, kind

    @property
    def kind(self) -> str:
        return self._kind

    @property
    def application(self) -> str:
        return self.maker.application

    @property
    def labels(self) -> dict[str, Any]:
        return self.maker.labels


def generated(stack: Stack) -> dict[str, Document]:
    """The resources that are made of the functions of a stack, by logical id."""
    return stack.once(Generated, partial(_generate, stack))


def _generate(stack: Stack) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for function in stack.functions:
        for one in _of(function):
            found.setdefault(one.name, one)
    for document in stack.documents.values():
        if isinstance(document, StateMachine) and document["name"].text:  # the plug-in calls its resource so
            found.setdefault(document["name"].text, document)
    return found


def _of(function: Function) -> Iterator[Document]:
    for event in function.events:
        sam = "Events" in event.node.path
        if not sam and event.node.path[0] != "functions":
            continue
        made = _APIS.get((event.kind, sam))
        if made is not None and not (sam and event.source.written):
            yield Generated(function, event.node, *made)
        elif not sam and event.node.name == "websocket":
            yield Generated(function, event.node, WEBSOCKET, "AWS::ApiGatewayV2::Api")
    url = function.setting("FunctionUrlConfig" if isinstance(function, StackResource) else "url")
    if url.written and not url.is_false:
        yield Generated(function, url, url_of(function), "AWS::Lambda::Url")


def url_of(function: Function) -> str:
    """The logical id of a function's URL."""
    if isinstance(function, StackResource):
        return f"{function.name}Url"
    return f"{function.name[:1].upper()}{function.name[1:]}LambdaFunctionUrl"


def made(stack: Stack, maker: Document, place: Node, name: str, kind: str) -> Document:
    """One that only its maker knows: a queue for failed events, say."""
    return stack.once((Generated, name, kind), lambda: Generated(maker, place, name, kind))
