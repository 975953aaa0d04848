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
from ...views.stack import Stack, StackResource, there

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
    for document in stack.documents.values():
        for one in _of(document):
            found.setdefault(one.name, one)
        if isinstance(document, StateMachine) and document["name"].text:  # the plug-in calls its resource so
            found.setdefault(document["name"].text, document)
    return found


def _of(document: Document) -> Iterator[Document]:
    for kind, event, names_api in _events(document):
        made = _APIS.get((kind, "Events" in event.path))
        if made is not None and not names_api:
            yield Generated(document, event, *made)
        elif event.name == "websocket" and event.path[0] == "functions":
            yield Generated(document, event, WEBSOCKET, "AWS::ApiGatewayV2::Api")
    if isinstance(document, Function) and document.platform == "aws-lambda":
        url = document.setting("FunctionUrlConfig" if isinstance(document, StackResource) else "url")
        if there(url) and not url.is_false:
            yield Generated(document, url, url_of(document), "AWS::Lambda::Url")


def _events(document: Document) -> Iterator[tuple[str, Node, bool]]:
    """The events that are declared at a function or a machine: canonical kind, place, and whether they name an API."""
    if isinstance(document, Function):
        for event in document.events:
            sam = "Events" in event.node.path
            if sam or event.node.path[0] == "functions":
                yield event.kind, event.node, sam and there(event.source)
    elif isinstance(document, StateMachine):
        for _, own in document["Properties.Events"].items():
            kind = {"Api": "http", "HttpApi": "httpApi"}.get(own["Type"].text or "", "")
            yield kind, own, any(there(own["Properties"][key]) for key in ("RestApiId", "ApiId"))
        for own in document["events"]:
            for word, inner in own.items():
                yield word, inner, False


def url_of(function: Function) -> str:
    """The logical id of a function's URL."""
    if isinstance(function, StackResource):
        return f"{function.name}Url"
    return f"{function.name[:1].upper()}{function.name[1:]}LambdaFunctionUrl"


def made(stack: Stack, maker: Document, place: Node, name: str, kind: str) -> Document:
    """One that only its maker knows: a queue for failed events, say."""
    return stack.once((Generated, name, kind), lambda: Generated(maker, place, name, kind))
