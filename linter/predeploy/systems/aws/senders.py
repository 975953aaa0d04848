"""Services of AWS that hand events to others: the rules of IoT Core, the logs of CloudWatch, Alexa and Config."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ...node import Node
from ...patterns import pattern
from ...views import Connection, Endpoint
from ...views.stack import Stack, there
from .asynchronous import pushed
from .destinations import failed
from .ends import elsewhere, here, spelled, unknown, works
from .eventbridge import called
from .wiring import Wire, Wired, wire

_TOPIC = pattern(r"(?i)\bFROM\s+['\"]([^'\"]{1,256})['\"]")
_REPUBLISHED: Final = ("Republish", "CloudwatchAlarm", "CloudwatchMetric", "CloudwatchLogs")


def _topic(sql: Node) -> str:
    found = _TOPIC.search(sql.text or spelled(sql.raw))
    return f"IoT topic `{found[1]}`" if found is not None else "IoT topic"


def _of_iot(stack: Stack) -> Iterator[Wire]:
    """Topic → whatever its rule does with the message."""
    for rule in stack.of("AWS::IoT::TopicRule"):
        payload = rule["Properties.TopicRulePayload"]
        if payload["RuleDisabled"].is_true:
            continue
        topic = Endpoint(rule, _topic(payload["Sql"]), payload["Sql"], "here", "topic")
        for action in payload["Actions"]:
            for word, said in action.items():
                if word not in _REPUBLISHED:
                    yield from wire(stack, said, word, "", partial(_sent, topic, said))
        for word, said in payload["ErrorAction"].items():
            if word not in _REPUBLISHED:
                yield from failed(stack, topic, said)


def _sent(caller: Endpoint, via: Node, callee: Endpoint) -> Connection:
    return pushed(caller, callee, via)


def _of_logs(stack: Stack) -> Iterator[Wire]:
    """Log group → who gets its lines."""
    for one in stack.of("AWS::Logs::SubscriptionFilter"):
        named, target = one["Properties.LogGroupName"], one["Properties.DestinationArn"]
        found = here(stack, stack.raw(named)) or elsewhere(stack.raw(named), named, "log group", "stream")
        yield from wire(stack, target, "destination", "", partial(_sent, _group(found), one.node))


def _group(found: Endpoint) -> Endpoint:
    """The log group that somebody writes into is meant, not the writer."""
    if found.role == "function":
        return found._replace(view=None, name=f"log group of {found.name}", role="stream")
    return found


def _logged(callee: Endpoint, via: Node, group: Endpoint) -> Connection:
    return pushed(_group(group), callee, via)


def _asked(callee: Endpoint, via: Node) -> Connection:
    return Connection(
        "request",
        Endpoint(None, "Alexa", via, "outside", "client"),
        callee,
        via=via,
        waits=unknown(via),
        works=works(callee),
    )


class Senders(Wired):
    name = "aws-senders"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        yield from _of_iot(stack)
        yield from _of_logs(stack)
        for callee, event, word, source in called(stack):
            if word in ("CloudWatchLogs", "cloudwatchLog"):
                named = source if there(source) else event
                yield from wire(stack, named, "log group", "stream", partial(_logged, callee, event))
        for rule in stack.of("AWS::Config::ConfigRule"):
            if rule["Properties.Source.Owner"].text == "CUSTOM_LAMBDA":
                config = Endpoint(None, "AWS Config", rule.node, "outside", "client")
                target = rule["Properties.Source.SourceIdentifier"]
                yield from wire(stack, target, "function", "function", partial(_sent, config, target))

    def certain(self, stack: Stack) -> Iterator[Connection]:
        for callee, event, word, source in called(stack):
            if word.startswith(("Alexa", "alexa")):
                yield _asked(callee, event)
            elif word in ("IoTRule", "iot"):
                topic = Endpoint(None, _topic(source), source, "elsewhere", "topic")
                yield pushed(topic, callee, event)


SYSTEM = Senders()
