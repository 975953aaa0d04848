"""Amazon SQS: queues, and the functions that Lambda feeds from them."""

from collections.abc import Iterator

from ...node import Measure, Node, effective
from ...views import Connection, Endpoint, Queue
from ...views.stack import Stack, StackResource
from .. import System

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html (as of 2026-11)
DEFAULT_VISIBILITY = 30.0  # s
DEFAULT_RETENTION = 345_600.0  # s, four days


class SqsQueue(StackResource, Queue):
    __slots__ = ()
    platform = "aws-sqs"

    @property
    def visibility(self) -> Measure:
        return effective(self["Properties.VisibilityTimeout"], default=DEFAULT_VISIBILITY)

    @property
    def retention(self) -> Measure:
        return effective(self["Properties.MessageRetentionPeriod"], default=DEFAULT_RETENTION)

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


def queue_edges(stack: Stack) -> Iterator[Connection]:
    """Queue → function, once for every event source that names a queue of the same stack."""
    for function in stack.functions:
        for event in function.events:
            if event.kind != "queue":
                continue
            queue = stack.pointed(event.source)
            if isinstance(queue, Queue):
                yield Connection(
                    "poll",
                    Endpoint(queue, f"queue {queue.name}", queue.node, "here", "queue"),
                    Endpoint(function, f"function {function.name}", function.node, "here", "function"),
                    via=event.node,
                    waits=queue.visibility,
                    works=function.timeout,
                    attempts=queue.max_receives,
                    window=window(event.node),
                    mode="async",
                    buffered=True,
                )


# Without a window Lambda hands a batch over at once:
# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (as of 2026-11)
_WINDOWS = ("Properties.MaximumBatchingWindowInSeconds", "maximumBatchingWindow")


def window(event: Node) -> Measure:
    """How long Lambda gathers messages before it calls: they are hidden already. SAM, CloudFormation and serverless.yml spell it differently."""
    return effective(*(event[path] for path in _WINDOWS), default=0.0)


class Sqs(System):
    name = "sqs"
    types = {"AWS::SQS::Queue": SqsQueue}

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return queue_edges(stack)


SYSTEM = Sqs()
