"""Amazon Kinesis, the streams of DynamoDB and brokers: records that Lambda hands to a function, in order."""

import math
from collections.abc import Iterator
from functools import partial

from ...measure import Measure, effective
from ...node import Node
from ...views import Connection, Endpoint, Function, FunctionEvent
from ...views.stack import Stack
from .aws_lambda import of_event
from .ends import unknown
from .sqs import poll
from .wiring import Wire, Wired, wire

_SOURCES = (
    "AWS::Kinesis::Stream",
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::Serverless::SimpleTable",
)
_ARNS = (":kinesis:", ":dynamodb:")
_OF_SHARDS = ("Kinesis", "DynamoDB", "stream")  # SAM's words, and that of serverless.yml
_KAFKA = ("SelfManagedKafka", "kafka")
_MAPPING = "AWS::Lambda::EventSourceMapping"


def stream(function: Function, event: FunctionEvent, end: Endpoint) -> Connection:
    """Stream → function. `waits` is how old a record may become, `attempts` how often it is tried: both without limit
    unless said otherwise (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html, as of 2026-11).
    A broker has no shards to block: of it neither is known."""
    if end.view is not None:
        end = end._replace(
            name=f"stream `{end.view.name}`" if end.view.kind in _SOURCES else end.name, place=event.source
        )
    tries, age = unknown(event.source), unknown(event.source)
    if _sharded(event, end):
        tries = limit(of_event(event.node, "MaximumRetryAttempts"), "retries")
        age = limit(of_event(event.node, "MaximumRecordAgeInSeconds"), "s")
    return Connection(
        "stream",
        end,
        Endpoint.of(function, "function"),
        via=event.node,
        waits=age,
        works=function.timeout,
        attempts=tries._replace(value=tries.value + 1, unit="attempts"),
        mode="stream",
        buffered=True,
    )


def _sharded(event: FunctionEvent, end: Endpoint) -> bool:
    """Kinesis or DynamoDB?"""
    kind = event.node["Type"].text
    if kind == _MAPPING:
        arn = event.source.text or ""
        return end.view.kind in _SOURCES if end.view is not None else any(part in arn for part in _ARNS)
    return (kind or event.node.name) in _OF_SHARDS


def mapped(function: Function, event: FunctionEvent, end: Endpoint) -> Connection | None:
    """Of an event source mapping that does not say what it reads: only streams are read from a position."""
    if end.role == "queue" or (not end.role and event.node["Properties.StartingPosition"].absent):
        return poll(function, event, end)
    return stream(function, event, end)


def limit(node: Node, unit: str) -> Measure:
    """-1 and nothing at all mean no limit."""
    found = effective(node, default=math.inf, unit=unit)
    return found._replace(value=math.inf, state="none") if found.value == -1 else found


class Streams(Wired):
    name = "streams"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for function, event in stack.calls:
            if event.kind != "queue" and event.node["Type"].text == _MAPPING:
                topics = event.node["Properties.Topics"] if event.source.absent else event.source
                what = ("event source", "") if topics is event.source else ("Kafka topic", "stream")
                yield from wire(stack, topics, *what, partial(mapped, function, event))
            elif event.kind == "stream":
                word = "Kafka topic" if (event.node["Type"].text or event.node.name) in _KAFKA else "stream"
                yield from wire(stack, event.source, word, "stream", partial(stream, function, event))


SYSTEM = Streams()
