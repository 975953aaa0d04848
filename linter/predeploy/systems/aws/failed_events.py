"""What becomes of events that a function of Lambda fails on."""

from ...node import Node
from ...views import Document, Function, FunctionEvent
from ...views.stack import Stack, StackResource

# Where each dialect names the place for failed events
_PLACES = (
    "DeadLetterQueue",
    "DeadLetterConfig",
    "EventInvokeConfig.DestinationConfig.OnFailure",
    "onError",
    "destinations.onFailure",
)
_CONFIGS = ("AWS::Lambda::EventInvokeConfig", "")  # and what may be one
SENDERS = {"bucket": "S3", "topic": "SNS", "bus": "a rule"}
"""Who hands over an event and leaves, by the kind of the event."""


def forgotten(function: Function) -> list[FunctionEvent]:
    """The events that are gone when it fails on them three times."""
    if any(not function.setting(place).absent for place in _PLACES):
        return []
    events = [one for one in function.events if one.kind in SENDERS and not _scheduled(function, one.node)]
    return [] if events and _configured(function) else events


def _scheduled(function: Function, event: Node) -> bool:
    """Does the event come by the clock, or can that not be known?"""
    if event["schedule"].written or event["Properties.Principal"].unknown:
        return True
    if event["Properties.Principal"].text != "events.amazonaws.com" or not isinstance(function, StackResource):
        return False
    source = function.stack.pointed(event["Properties.SourceArn"])
    return source is None or source["Properties.EventPattern"].absent


def _configured(function: Function) -> bool:
    """May a resource of the stack say what becomes of its failed events?"""
    if not isinstance(function, StackResource):
        return False
    stack = function.stack
    named = stack.once(_configured, lambda: {_name(stack, one) for kind in _CONFIGS for one in stack.of(kind)})
    return None in named or function.name in named


def _name(stack: Stack, config: Document) -> str | None:
    """The function that a resource is about; None where it may be any."""
    found = stack.pointed(config["Properties.FunctionName"])
    return None if found is None else found.name
