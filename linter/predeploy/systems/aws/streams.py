"""Amazon Kinesis and the streams of DynamoDB: records that Lambda hands to a function shard by shard, in order."""

import math
from collections.abc import Iterator

from ...node import Measure, Node, effective
from ...views import Connection, Document, Endpoint, FunctionEvent
from ...views.stack import Stack
from .. import System
from .aws_lambda import of_event

_SOURCES = ("AWS::Kinesis::Stream", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
_ARNS = (":kinesis:", ":dynamodb:")


def stream_edges(stack: Stack) -> Iterator[Connection]:
    """Stream → function. `waits` is how old a record may become, `attempts` how often it is tried: both without limit
    unless said otherwise (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html, as of 2026-11)."""
    for function, event in stack.calls:
        source = stack.pointed(event.source) if event.kind == "stream" else None
        if event.kind == "stream" and _sharded(event, source):
            retries = limit(of_event(event.node, "MaximumRetryAttempts"), "retries")
            yield Connection(
                "stream",
                Endpoint(
                    source,
                    f"stream `{source.name}`" if source else "stream",
                    event.source,
                    "here" if source else "elsewhere",
                    "stream",
                ),
                Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
                via=event.node,
                waits=limit(of_event(event.node, "MaximumRecordAgeInSeconds"), "s"),
                works=function.timeout,
                attempts=retries._replace(value=retries.value + 1, unit="attempts"),
                mode="stream",
                buffered=True,
            )


def _sharded(event: FunctionEvent, source: Document | None) -> bool:
    """Kinesis or DynamoDB, not a broker: those have no shards to block."""
    kind = event.node["Type"].text
    if kind == "AWS::Lambda::EventSourceMapping":
        arn = event.source.text or ""
        return source.kind in _SOURCES if source is not None else any(part in arn for part in _ARNS)
    return kind in ("Kinesis", "DynamoDB") or event.node.name == "stream"


def limit(node: Node, unit: str) -> Measure:
    """-1 and nothing at all mean no limit."""
    found = effective(node, default=math.inf, unit=unit)
    return found._replace(value=math.inf, state="none") if found.value == -1 else found


class Streams(System):
    name = "streams"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return stream_edges(stack)


SYSTEM = Streams()
