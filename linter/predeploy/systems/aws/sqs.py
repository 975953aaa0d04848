"""Amazon SQS: queues, the functions that Lambda feeds from them, and where their dead letters go."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...views import Connection, Endpoint, Function, FunctionEvent, Queue
from ...views.base import Bounded
from ...views.stack import Stack, StackResource
from .ends import unknown
from .limits import ESM_WINDOW, SQS_RETENTION, SQS_VISIBILITY
from .wiring import Wire, Wired, wire

if TYPE_CHECKING:
    from ...project import Project


class SqsQueue(StackResource, Queue):
    __slots__ = ()
    platform = "aws-sqs"

    @property
    def visibility(self) -> Measure:
        return effective(self["Properties.VisibilityTimeout"], default=SQS_VISIBILITY.default)

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        seconds = self.visibility
        yield Bounded(seconds.node, seconds.value, SQS_VISIBILITY.low, SQS_VISIBILITY.high, "SQS")

    @property
    def retention(self) -> Measure:
        return effective(self["Properties.MessageRetentionPeriod"], default=SQS_RETENTION.default)

    @property
    def max_receives(self) -> Measure:
        return effective(self["Properties.RedrivePolicy.maxReceiveCount"], unit="receives")

    @property
    def dead_letter(self) -> Node:
        return self["Properties.RedrivePolicy.deadLetterTargetArn"]

    @property
    def fifo(self) -> bool | None:
        node = self["Properties.FifoQueue"]
        return None if node.unknown else node.is_true


def poll(function: Function, event: FunctionEvent, end: Endpoint) -> Connection | None:
    """Queue → function. Of a queue that is not in this run only the function's side is known."""
    queue = end.view
    if end.role not in ("queue", ""):
        return None
    return Connection(
        "poll",
        end,
        Endpoint.of(function, "function"),
        via=event.node,
        waits=queue.visibility if isinstance(queue, Queue) else unknown(event.source),
        works=function.timeout,
        attempts=queue.max_receives if isinstance(queue, Queue) else None,
        window=window(event.node),
        mode="async",
        buffered=True,
    )


def dead(queue: Queue, end: Endpoint) -> Connection:
    """Queue → dead-letter queue. `works` is how long the first keeps a message, `waits` how long the second does."""
    target = end.view
    return Connection(
        "deadletter",
        Endpoint.of(queue, "queue"),
        end,
        via=queue.dead_letter,
        waits=target.retention if isinstance(target, Queue) else unknown(queue.dead_letter),
        works=queue.retention,
        attempts=queue.max_receives,
        mode="async",
        buffered=True,
    )


_WINDOWS = ("Properties.MaximumBatchingWindowInSeconds", "maximumBatchingWindow")


def window(event: Node) -> Measure:
    """How long Lambda gathers messages before it calls: they are hidden already. SAM, CloudFormation and serverless.yml
    spell it differently."""
    return effective(*(event[path] for path in _WINDOWS), default=ESM_WINDOW.default)


class Sqs(Wired):
    name = "sqs"
    types: ClassVar = {"AWS::SQS::Queue": SqsQueue}

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for function, event in stack.calls:
            if event.kind == "queue":
                yield from wire(stack, event.source, "queue", "queue", partial(poll, function, event))
        for queue in stack.of("AWS::SQS::Queue"):
            if isinstance(queue, Queue):
                yield from wire(stack, queue.dead_letter, "queue", "queue", partial(dead, queue))


SYSTEM = Sqs()
