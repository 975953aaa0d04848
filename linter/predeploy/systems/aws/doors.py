"""Doors: what lets a service of AWS send to a queue, a topic or a function.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html and
https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html (as of 2026-11)
"""

from collections.abc import Iterator
from typing import Final

from ...node import Node
from ...record import NamedTuple
from ...views import Document, Function
from ...views.stack import Stack


class Door(NamedTuple):
    """What messages call the receiver, the type of what lets senders in, where that names the receiver, and what it allows."""

    word: str
    kind: str
    key: str
    action: str


_OF_FUNCTION: Final = Door("function", "AWS::Lambda::Permission", "FunctionName", "lambda:InvokeFunction")
_DOORS: Final = {
    "AWS::SQS::Queue": Door("queue", "AWS::SQS::QueuePolicy", "Queues", "sqs:SendMessage"),
    "AWS::SNS::Topic": Door("topic", "AWS::SNS::TopicPolicy", "Topics", "sns:Publish"),
}
_ALIASES: Final = ("AWS::Lambda::Alias", "AWS::Lambda::Version")


def door_of(target: Document) -> Door | None:
    """None for what needs none, or has another."""
    return _OF_FUNCTION if isinstance(target, Function) else _DOORS.get(target.kind)


def lets_in(stack: Stack, target: Document, service: str) -> bool:
    """Does anything let the service in, or may it? What has no door is open."""
    door = door_of(target)
    if door is None:
        return True
    about = stack.mentioning(target.name)
    names = [target.name, *(one.name for one in about if one.kind in _ALIASES)]
    policies = [one for name in names for one in stack.mentioning(name) if one.kind == door.kind]
    for policy in (*policies, *stack.once(("doors", door), lambda: list(_vague(stack, door)))):
        named = _may_mean(stack, policy["Properties"][door.key], target)
        if named and any(_serves(one, service) for one in _principals(policy)):
            return True
    unknown = stack.once("types", lambda: any(one.node["Type"].unknown for one in stack.documents.values()))
    return unknown or any(_connects(one) for one in about)


def _vague(stack: Stack, door: Door) -> Iterator[Document]:
    """The policies of which nobody knows what they name."""
    for policy in stack.of(door.kind):
        names = stack.mentioned(policy["Properties"][door.key])
        meant = [stack.documents[one] for one in names if one in stack.documents]
        if not names or any(one.node["Type"].unknown or _of_nobody(stack, one) for one in meant):
            yield policy


def _of_nobody(stack: Stack, one: Document) -> bool:
    return one.kind in _ALIASES and not stack.mentioned(one["Properties.FunctionName"])


def _may_mean(stack: Stack, named: Node, target: Document) -> bool:
    """Is the target named, itself or by an alias of it, or does nobody know what is?"""
    names = set(stack.mentioned(named))
    for alias in (stack.documents[one] for one in (*names,) if one in stack.documents):
        if alias.kind in _ALIASES or alias.node["Type"].unknown:
            names |= stack.mentioned(alias["Properties.FunctionName"]) or {target.name}
    return not names or target.name in names


def _connects(one: Document) -> bool:
    return one.kind == "AWS::Serverless::Connector" or one.node["Connectors"].written


def _principals(policy: Document) -> Iterator[Node]:
    said = policy["Properties"]
    statements = said["PolicyDocument.Statement"].each() if said["PolicyDocument"].written else [said]
    for one in statements:
        who = one["Principal"]
        yield from (who, *who["AWS"].each(), *who["Service"].each())


def _serves(who: Node, service: str) -> bool:
    return who.unknown or (who.text or "").partition(".")[0] in (service, "*")
