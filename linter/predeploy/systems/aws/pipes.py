"""Amazon EventBridge Pipes: from a queue or a stream, by way of an enrichment, to a target.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html (as of 2026-11)
"""

from collections.abc import Iterator

from ...node import Measure, Node, effective
from ...quantities import NaN
from ...views import Connection, Document, Endpoint, Function, Queue
from ...views.stack import Stack
from .. import System
from .limits import ESM_WINDOW
from .streams import limit

# Of a stream: what the pipe calls its settings
_STREAMS = {
    "AWS::Kinesis::Stream": "KinesisStreamParameters",
    "AWS::DynamoDB::Table": "DynamoDBStreamParameters",
    "AWS::DynamoDB::GlobalTable": "DynamoDBStreamParameters",
}


def pipe_edges(stack: Stack) -> Iterator[Connection]:
    """Queue or stream of the stack → what the pipe gives it to."""
    for pipe in stack.of("AWS::Pipes::Pipe"):
        source, state = stack.pointed(pipe["Properties.Source"]), pipe["Properties.DesiredState"]
        if source is None or not (state.absent or state.text == "RUNNING"):
            continue
        settings = pipe["Properties.SourceParameters"]
        if isinstance(source, Queue):
            yield _poll(stack, pipe, source, settings["SqsQueueParameters"])
        elif source.kind in _STREAMS:
            yield _stream(stack, pipe, source, settings[_STREAMS[source.kind]])


def _poll(stack: Stack, pipe: Document, queue: Queue, settings: Node) -> Connection:
    callee, works = _work(stack, pipe)
    return Connection(
        "poll",
        Endpoint(queue, f"queue `{queue.name}`", queue.node, "here", "queue"),
        callee,
        via=settings if settings.written else pipe.node,
        waits=queue.visibility,
        works=works,
        window=effective(settings["MaximumBatchingWindowInSeconds"], default=ESM_WINDOW.default),
        mode="async",
        buffered=True,
    )


def _stream(stack: Stack, pipe: Document, source: Document, settings: Node) -> Connection:
    callee, works = _work(stack, pipe)
    retries = limit(settings["MaximumRetryAttempts"], "retries")
    return Connection(
        "stream",
        Endpoint(source, f"stream `{source.name}`", source.node, "here", "stream"),
        callee,
        via=settings if settings.written else pipe.node,
        waits=limit(settings["MaximumRecordAgeInSeconds"], "s"),
        works=works,
        attempts=retries._replace(value=retries.value + 1, unit="attempts"),
        mode="stream",
        buffered=True,
    )


def _work(stack: Stack, pipe: Document) -> tuple[Endpoint, Measure]:
    """The functions that the pipe waits for, and how long together; NaN where it waits for something else."""
    kind = pipe["Properties.TargetParameters.LambdaFunctionParameters.InvocationType"]
    steps = [pipe["Properties.Enrichment"], *([] if kind.text == "FIRE_AND_FORGET" else [pipe["Properties.Target"]])]
    found = [stack.pointed(step) for step in steps if step.written]
    waited = [one for one in found if isinstance(one, Function)]
    if not waited or len(waited) < len(found) or kind.unknown:
        return Endpoint(pipe, f"pipe `{pipe.name}`", pipe.node, "here", "pipe"), Measure(NaN, pipe.node, "unknown")
    longest = max(waited, key=lambda one: one.timeout.value)
    names = " and ".join(f"`{one.name}`" for one in waited)
    end = Endpoint(longest, f"function{'s' * (len(waited) > 1)} {names}", longest.node, "here", "function")
    return end, longest.timeout._replace(value=sum(one.timeout.value for one in waited))


class Pipes(System):
    name = "eventbridge-pipes"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return pipe_edges(stack)


SYSTEM = Pipes()
