"""Amazon SQS: queues, the functions that Lambda feeds from them, and where their dead letters go."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...node import Measure, Node, effective
from ...views import Connection, Endpoint, Queue
from ...views.base import Bounded
from ...views.stack import Stack, StackResource
from .. import System
from .limits import ESM_WINDOW, SQS_RETENTION, SQS_VISIBILITY

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


def poll_edges(stack: Stack) -> Iterator[Connection]:
    """Queue → function, once for every event source that names a queue of the same stack."""
    for function, event in stack.calls:
        queue = stack.pointed(event.source) if event.kind == "queue" else None
        if isinstance(queue, Queue):
            yield Connection(
                "poll",
                _end(queue),
                Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
                via=event.node,
                waits=queue.visibility,
                works=function.timeout,
                attempts=queue.max_receives,
                window=window(event.node),
                mode="async",
                buffered=True,
            )


def dead_letter_edges(stack: Stack) -> Iterator[Connection]:
    """Queue → dead-letter queue. `works` is how long the first keeps a message, `waits` how long the second does."""
    for queue in stack.of("AWS::SQS::Queue"):
        if isinstance(queue, Queue) and isinstance(target := stack.pointed(queue.dead_letter), Queue):
            yield Connection(
                "deadletter",
                _end(queue),
                _end(target),
                via=queue.dead_letter,
                waits=target.retention,
                works=queue.retention,
                attempts=queue.max_receives,
                mode="async",
                buffered=True,
            )


def _end(queue: Queue) -> Endpoint:
    return Endpoint(queue, f"queue `{queue.name}`", queue.node, "here", "queue")


_WINDOWS = ("Properties.MaximumBatchingWindowInSeconds", "maximumBatchingWindow")


def window(event: Node) -> Measure:
    """How long Lambda gathers messages before it calls: they are hidden already. SAM, CloudFormation and serverless.yml
    spell it differently."""
    return effective(*(event[path] for path in _WINDOWS), default=ESM_WINDOW.default)


class Sqs(System):
    name = "sqs"
    types: ClassVar = {"AWS::SQS::Queue": SqsQueue}

    def connections(self, stack: Stack) -> Iterator[Connection]:
        yield from poll_edges(stack)
        yield from dead_letter_edges(stack)


SYSTEM = Sqs()
