"""Amazon SNS: topics, and who is subscribed to them.

https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial

from ...measure import Measure
from ...node import Node
from ...reading.values import ABSENT
from ...views import Connection, Endpoint, Function
from ...views.stack import Stack, there
from .asynchronous import pushed
from .destinations import failed
from .ends import elsewhere, end, here
from .eventbridge import called
from .generated import made
from .limits import SNS_ATTEMPTS, SNS_HTTP_ATTEMPTS, SNS_HTTP_RESPONSE
from .wiring import Wire, Wired, wire

TOPIC = "AWS::SNS::Topic"
_WORDS = {"sqs": ("queue", "queue"), "lambda": ("function", "function"), "firehose": ("delivery stream", "stream")}
_PEOPLE = {"email": "e-mail", "email-json": "e-mail", "sms": "text messages", "application": "mobile devices"}


def _subscription(stack: Stack, topic: Endpoint, said: Node) -> Iterator[Wire]:
    """Topic → subscriber."""
    protocol, place = said["Protocol"].text or "", said["Endpoint"]
    if protocol in _PEOPLE:
        people = Endpoint(None, _PEOPLE[protocol], place, "outside", "client")
        yield Wire(topic.view or ABSENT, place, "topic", "topic", lambda caller: pushed(caller, people, said))
    elif protocol in ("http", "https"):
        yield from wire(stack, place, "HTTP endpoint", "internet", partial(_posted, topic, said))
    else:
        yield from wire(stack, place, *_WORDS.get(protocol, ("subscriber", "")), partial(_handed, topic, said))
    yield from failed(stack, topic, said["RedrivePolicy.deadLetterTargetArn"])


def _handed(topic: Endpoint, via: Node, subscriber: Endpoint) -> Connection:
    edge = pushed(topic, subscriber, via)
    if not isinstance(subscriber.view, Function):
        edge.attempts = Measure(SNS_ATTEMPTS, via, "fixed", "attempts")
    return edge


def _posted(topic: Endpoint, via: Node, subscriber: Endpoint) -> Connection:
    """SNS waits for the answer; a delivery policy may say how often it tries."""
    if subscriber.view is None:
        subscriber = subscriber._replace(name="HTTP endpoint", presence="outside", role="internet")
    edge = pushed(topic, subscriber, via)
    edge.waits, edge.mode = Measure(SNS_HTTP_RESPONSE, via, "fixed"), "sync"
    if via["DeliveryPolicy"].absent:
        edge.attempts = Measure(SNS_HTTP_ATTEMPTS, via, "default", "attempts")
    return edge


class Sns(Wired):
    name = "sns"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for topic in stack.of(TOPIC):
            for said in topic["Properties.Subscription"]:
                yield from _subscription(stack, end(topic), said)
        for one in stack.of("AWS::SNS::Subscription"):
            said, named = one["Properties"], one["Properties.TopicArn"]
            raw = stack.raw(named)
            yield from _subscription(stack, here(stack, raw) or elsewhere(raw, named, "topic", "topic"), said)
        for callee, event, word, _ in called(stack):
            if word == "SNS":
                yield from wire(stack, event["Properties.Topic"], "topic", "topic", partial(_told, callee, event))
            elif word == "sns":
                yield from _of_service(stack, callee, event)


def _of_service(stack: Stack, callee: Endpoint, event: Node) -> Iterator[Wire]:
    """An ARN, or the name of a topic that the framework makes."""
    named = event["arn"] if there(event["arn"]) else event["topicName"] if event.is_map else event
    if named.text is not None and ":" not in named.text and callee.view is not None:
        topic = made(stack, callee.view, event, named.text, TOPIC)
        yield Wire(topic, named, "topic", "topic", partial(_told, callee, event))
    else:
        yield from wire(stack, named, "topic", "topic", partial(_told, callee, event))


def _told(callee: Endpoint, via: Node, topic: Endpoint) -> Connection:
    return pushed(topic, callee, via)


SYSTEM = Sns()
