"""Amazon S3: whom a bucket tells of its objects."""

from collections.abc import Iterator
from functools import partial

from ...node import Node
from ...reading.values import ABSENT
from ...views import Connection, Endpoint
from ...views.stack import Stack, there
from .asynchronous import pushed
from .ends import elsewhere, end, here
from .eventbridge import bus, called
from .generated import made
from .s3 import BUCKET
from .wiring import Wire, Wired, wire

# Kind of a configuration → what it names; the second spelling is that of the CDK's own resource
_TOLD = (
    (
        ("LambdaConfigurations", "LambdaFunctionConfigurations"),
        ("Function", "LambdaFunctionArn"),
        ("function", "function"),
    ),
    (("QueueConfigurations",) * 2, ("Queue", "QueueArn"), ("queue", "queue")),
    (("TopicConfigurations",) * 2, ("Topic", "TopicArn"), ("topic", "topic")),
)


def _tells(stack: Stack, bucket: Endpoint, said: Node, spelling: int) -> Iterator[Wire]:
    """`said` is a NotificationConfiguration."""
    for keys, names, what in _TOLD:
        for one in said[keys[spelling]]:
            yield from wire(stack, one[names[spelling]], *what, partial(_told, one, bucket))
    on = said["EventBridgeConfiguration"]
    if there(on) and not on["EventBridgeEnabled"].is_false and bucket.view is not None:
        account = bus(stack, Node(on.tree, on.path, ABSENT))
        yield Wire(bucket.view, on, "bucket", "store", lambda caller: pushed(caller, account, on))


def _told(via: Node, bucket: Endpoint, callee: Endpoint) -> Connection:
    return pushed(bucket, callee, via)


def _tell(callee: Endpoint, via: Node, bucket: Endpoint) -> Connection:
    return pushed(bucket, callee, via)


def _of_service(stack: Stack, callee: Endpoint, event: Node) -> Wire:
    """A bucket that the framework makes, unless it exists."""
    named = event["bucket"] if event.is_map else event
    raw = stack.raw(named)
    if named.text is not None and callee.view is not None:
        raw = f"arn:aws:s3:::{named.text}"
        if here(stack, raw) is None and not event["existing"].is_true:
            raw = made(stack, callee.view, event, named.text, BUCKET)
    return Wire(raw, named, "bucket", "store", partial(_tell, callee, event))


class Buckets(Wired):
    name = "s3"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for bucket in stack.of(BUCKET):
            yield from _tells(stack, end(bucket), bucket["Properties.NotificationConfiguration"], 0)
        for maker in stack.of("Custom::S3BucketNotifications"):
            named = maker["Properties.BucketName"]
            owner = here(stack, stack.raw(named)) or elsewhere(stack.raw(named), named, "bucket", "store")
            yield from _tells(stack, owner, maker["Properties.NotificationConfiguration"], 1)
        for callee, event, word, source in called(stack):
            if word == "S3":
                yield from wire(stack, source, "bucket", "store", partial(_tell, callee, event))
            elif word == "s3":
                yield _of_service(stack, callee, event)


SYSTEM = Buckets()
