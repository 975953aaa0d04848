"""Connectors of SAM: who may use what. Where an event or an integration makes the call, that says it better.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ...node import Node
from ...views import Connection, Document, Endpoint, Function, StateMachine
from ...views.connection import Kind
from ...views.stack import Stack
from .ends import end, here, unknown, works
from .wiring import Wire, Wired

_KINDS: Final[dict[str, Kind]] = {"queue": "push", "topic": "push", "stream": "push", "store": "store"}


def _of(stack: Stack, source: Document | None, said: Node) -> Iterator[Wire]:
    """Only what runs code decides by itself to call; a function and a table may be joined by a stream, too."""
    if not isinstance(source, (Function, StateMachine)):
        return
    targets = said["Destination"]
    for target in targets if targets.is_list else [targets]:
        named = target["Id"] if target["Id"].written else target["Arn"]
        raw = {"Ref": target["Id"].text} if target["Id"].text else stack.raw(named)
        if named.written:
            yield Wire(raw, named, "destination", "", partial(_use, end(source), named))


def _use(source: Endpoint, via: Node, target: Endpoint) -> Connection:
    kind = _KINDS.get(target.role, "request")
    return Connection(
        kind,
        source,
        target,
        via=via,
        waits=unknown(via),
        works=works(target),
        evidence="granted",
        mode="async" if kind == "push" or target.role == "workflow" else "sync",
    )


class Connectors(Wired):
    name = "sam-connectors"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for connector in stack.of("AWS::Serverless::Connector"):
            source = connector["Properties.Source"]
            raw = {"Ref": source["Id"].text} if source["Id"].text else stack.raw(source["Arn"])
            found = here(stack, raw)
            yield from _of(stack, found.view if found is not None else None, connector["Properties"])
        for document in stack.documents.values():
            for _, own in document["Connectors"].items():
                yield from _of(stack, document, own["Properties"])


SYSTEM = Connectors()
