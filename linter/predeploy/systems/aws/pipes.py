"""Amazon EventBridge Pipes: from a queue or a stream, by way of an enrichment, to a target.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import Connection, Document, Endpoint, Function, Queue
from ...views.stack import Stack
from .destinations import failed
from .ends import here, unknown, works
from .limits import ESM_WINDOW
from .streams import limit
from .wiring import Wire, Wired, wire

# Of a stream: what the pipe calls its settings
_STREAMS = {
    "AWS::Kinesis::Stream": "KinesisStreamParameters",
    "AWS::DynamoDB::Table": "DynamoDBStreamParameters",
    "AWS::DynamoDB::GlobalTable": "DynamoDBStreamParameters",
}


def _pipes(stack: Stack) -> Iterator[Document]:
    return (one for one in stack.of("AWS::Pipes::Pipe") if _runs(one["Properties.DesiredState"]))


def _runs(state: Node) -> bool:
    return state.absent or state.text == "RUNNING"


def _taken(stack: Stack, pipe: Document, source: Endpoint) -> Connection:
    """Queue or stream → what the pipe gives it to."""
    settings, view = pipe["Properties.SourceParameters"], source.view
    if isinstance(view, Queue) or source.role == "queue":
        return _poll(stack, pipe, source, settings["SqsQueueParameters"])
    key = _STREAMS.get(view.kind) if view is not None else None
    return _stream(stack, pipe, source, settings[key] if key else None)


def _poll(stack: Stack, pipe: Document, source: Endpoint, settings: Node) -> Connection:
    callee, seconds = _work(stack, pipe)
    queue = source.view
    return Connection(
        "poll",
        source,
        callee,
        via=settings if settings.written else pipe.node,
        waits=queue.visibility if isinstance(queue, Queue) else unknown(pipe.node),
        works=seconds,
        window=effective(settings["MaximumBatchingWindowInSeconds"], default=ESM_WINDOW.default),
        mode="async",
        buffered=True,
    )


def _stream(stack: Stack, pipe: Document, source: Endpoint, settings: Node | None) -> Connection:
    """Of a broker neither the age nor the tries are known."""
    callee, seconds = _work(stack, pipe)
    retries = unknown(pipe.node) if settings is None else limit(settings["MaximumRetryAttempts"], "retries")
    if source.view is not None and settings is not None:
        source = source._replace(name=f"stream `{source.view.name}`")
    return Connection(
        "stream",
        source,
        callee,
        via=settings if settings is not None and settings.written else pipe.node,
        waits=unknown(pipe.node) if settings is None else limit(settings["MaximumRecordAgeInSeconds"], "s"),
        works=seconds,
        attempts=retries._replace(value=retries.value + 1, unit="attempts"),
        mode="stream",
        buffered=True,
    )


def _given(stack: Stack, pipe: Document) -> Iterator[Wire]:
    """What the pipe asks on the way, and where it takes the records: where that is not what it waits for."""
    held, _ = _work(stack, pipe)
    enrichment, target = pipe["Properties.Enrichment"], pipe["Properties.Target"]
    if held.view is pipe:
        yield from wire(stack, enrichment, "enrichment", "", partial(_asked, held, enrichment))
        caller = held
    else:
        caller = here(stack, stack.raw(enrichment)) or held
    task = pipe["Properties.TargetParameters.EcsTaskParameters.TaskDefinitionArn"]
    yield from wire(stack, task if task.written else target, "target", "", partial(_handed, caller, target))


def _asked(caller: Endpoint, via: Node, callee: Endpoint) -> Connection:
    return Connection("request", caller, callee, via=via, waits=unknown(via), works=works(callee))


def _handed(caller: Endpoint, via: Node, callee: Endpoint) -> Connection | None:
    if callee.view is caller.view and caller.view is not None:
        return None  # it is waited for
    return Connection("push", caller, callee, via=via, waits=unknown(via), works=works(callee), mode="async")


def _work(stack: Stack, pipe: Document) -> tuple[Endpoint, Measure]:
    """The functions that the pipe waits for, and how long together; NaN where it waits for something else."""
    kind = pipe["Properties.TargetParameters.LambdaFunctionParameters.InvocationType"]
    steps = [pipe["Properties.Enrichment"], *([] if kind.text == "FIRE_AND_FORGET" else [pipe["Properties.Target"]])]
    found = [stack.pointed(step) for step in steps if step.written]
    waited = [one for one in found if isinstance(one, Function)]
    if not waited or len(waited) < len(found) or kind.unknown:
        return Endpoint.of(pipe, "pipe", "workflow"), Measure(NaN, pipe.node, "unknown")
    longest = max(waited, key=lambda one: one.timeout.value)
    names = " and ".join(f"`{one.name}`" for one in waited)
    end = Endpoint(longest, f"function{'s' * (len(waited) > 1)} {names}", longest.node, "here", "function")
    return end, longest.timeout._replace(value=sum(one.timeout.value for one in waited))


class Pipes(Wired):
    name = "eventbridge-pipes"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for pipe in _pipes(stack):
            yield from wire(stack, pipe["Properties.Source"], "source", "stream", partial(_taken, stack, pipe))
            yield from _given(stack, pipe)
            for _, settings in pipe["Properties.SourceParameters"].items():
                yield from failed(stack, Endpoint.of(pipe, "pipe", "workflow"), settings["DeadLetterConfig.Arn"])


SYSTEM = Pipes()
