"""Where AWS Lambda sends what became of a call: destinations, and dead-letter queues of functions, events and clocks."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...node import Node
from ...views import Connection, Endpoint, Function, Queue
from ...views.stack import Stack, there
from .asynchronous import pushed
from .ends import WORDS, unknown
from .generated import made
from .wiring import Wire, Wired, wire

# Where a function's dialects name the place for events that it failed on, and for its answers
_LETTERS = ("DeadLetterQueue.TargetArn", "DeadLetterConfig.TargetArn", "onError")
_OUTCOMES = ("EventInvokeConfig.DestinationConfig", "destinations")
# SAM makes the resource where a destination has a type and no name
_MADE = {"SQS": "AWS::SQS::Queue", "SNS": "AWS::SNS::Topic"}


def failed(stack: Stack, caller: Endpoint, named: Node) -> Iterator[Wire]:
    """Whoever could not deliver, or work on, an event → where it is laid aside."""
    yield from wire(stack, named, "queue", "queue", partial(laid_aside, caller, named))


def laid_aside(caller: Endpoint, via: Node, callee: Endpoint) -> Connection:
    queue = callee.view
    kept = queue.retention if isinstance(queue, Queue) else unknown(via)
    return Connection(
        "deadletter", caller, callee, via=via, waits=kept, works=unknown(via), mode="async", buffered=True
    )


def _sent(caller: Endpoint, via: Node, callee: Endpoint) -> Connection:
    return pushed(caller, callee, via)


def _outcomes(stack: Stack, function: Function, said: Node) -> Iterator[Wire]:
    """`said` holds OnSuccess and OnFailure."""
    caller = Endpoint.of(function, "function")
    for keys, make in ((("OnFailure", "onFailure"), laid_aside), (("OnSuccess", "onSuccess"), _sent)):
        for one in (said[key] for key in keys if there(said[key])):
            place = next((one[key] for key in ("Destination", "arn") if there(one[key])), one)
            yield Wire(_named(stack, function, one, place), place, "destination", "", partial(make, caller, place))


def _named(stack: Stack, function: Function, said: Node, place: Node) -> Any:
    """What names a destination; serverless.yml may name a function of its own."""
    kind = _MADE.get(said["Type"].text or "") if place is said else None
    if kind is not None:
        word, _ = WORDS[kind]
        return made(stack, function, said, f"{function.name}{said.name}{word.capitalize()}", kind)
    own = stack.documents.get(_id(said.text)) if said.text and ":" not in said.text else None
    return stack.raw(place) if own is None else own


def _id(name: str | None) -> str:
    normal = (name or "").replace("-", "Dash").replace("_", "Underscore")
    return f"{normal[:1].upper()}{normal[1:]}LambdaFunction"


def _of_events(stack: Stack, function: Function) -> Iterator[Wire]:
    """What is laid aside of the batches of a stream, and of events that did not get through."""
    caller = Endpoint.of(function, "function")
    for event in function.events:
        node = event.node
        places = [node["Properties.DestinationConfig.OnFailure.Destination"], node["Properties.DeadLetterConfig.Arn"]]
        places += [node["destinations.onFailure.arn"], node["Properties.RedrivePolicy.deadLetterTargetArn"]]
        places += [node["destinations.onFailure"]] if not node["destinations.onFailure"].is_map else []
        for place in places:
            yield from failed(stack, caller, place)


class Destinations(Wired):
    name = "lambda-destinations"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for function in stack.functions:
            for path in _LETTERS:
                yield from failed(stack, Endpoint.of(function, "function"), function.setting(path))
            for path in _OUTCOMES:
                yield from _outcomes(stack, function, function.setting(path))
            yield from _of_events(stack, function)
        for config in stack.of("AWS::Lambda::EventInvokeConfig"):
            configured = stack.pointed(config["Properties.FunctionName"])
            if isinstance(configured, Function):
                yield from _outcomes(stack, configured, config["Properties.DestinationConfig"])


SYSTEM = Destinations()
