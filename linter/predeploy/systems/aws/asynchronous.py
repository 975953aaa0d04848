"""AWS Lambda's queue of asynchronous calls: how long an event may wait in it and how often it is tried."""

from collections.abc import Iterator
from functools import partial

from ...measure import Measure, effective
from ...node import Node
from ...views import Connection, Document, Endpoint, Function
from ...views.stack import Stack, StackResource, stack_of, there
from .. import System
from .ends import unknown, works
from .limits import LAMBDA_ASYNC_AGE, LAMBDA_ASYNC_RETRIES, LAMBDA_ASYNC_WAITS

# Where SAM and serverless.yml say it at the function itself
_OWN = (
    ("EventInvokeConfig.MaximumEventAgeInSeconds", "EventInvokeConfig.MaximumRetryAttempts"),
    ("maximumEventAge", "maximumRetryAttempts"),
)
_SENDING = frozenset({"topic", "bucket", "bus"})


def pushed(caller: Endpoint, callee: Endpoint, via: Node) -> Connection:
    """An event that its sender hands over, to a function into the queue of asynchronous calls. `window` is what Lambda
    pauses between the tries, all together."""
    function = callee.view
    if not isinstance(function, Function) or function.platform != "aws-lambda":
        return Connection("push", caller, callee, via=via, waits=unknown(via), works=unknown(via), mode="async")
    age, retries = _settings(function)
    tries = effective(retries, default=LAMBDA_ASYNC_RETRIES.default, unit="attempts")
    pauses = (pause for number, pause in enumerate(LAMBDA_ASYNC_WAITS) if number < tries.value)
    return Connection(
        "push",
        caller,
        callee,
        via=via,
        waits=effective(age, default=LAMBDA_ASYNC_AGE.default),
        works=works(callee),
        attempts=tries._replace(value=tries.value + 1),
        window=Measure(float(sum(pauses)), retries, "default"),
        mode="async",
        buffered=True,
    )


def _settings(function: Function) -> tuple[Node, Node]:
    """Where the age and the retries of its events are said, or would be."""
    for age, retries in _OWN:
        if there(function.setting(age)) or there(function.setting(retries)):
            return function.setting(age), function.setting(retries)
    stack = stack_of(function.node.tree)
    config = stack.once(_configured, partial(_configured, stack)).get(function.name)
    if config is not None:
        return config["Properties.MaximumEventAgeInSeconds"], config["Properties.MaximumRetryAttempts"]
    own = _OWN[0 if isinstance(function, StackResource) else 1]
    return function.body[own[0]], function.body[own[1]]


def _configured(stack: Stack) -> dict[str, Document]:
    """The EventInvokeConfig of each function that has one of its own."""
    found: dict[str, Document] = {}
    for config in stack.of("AWS::Lambda::EventInvokeConfig"):
        function = stack.pointed(config["Properties.FunctionName"])
        if isinstance(function, Function):
            found[function.name] = config
    return found


def async_edges(stack: Stack) -> Iterator[Connection]:
    """The queue of asynchronous calls → function, where somebody configured it and nobody is seen who sends."""
    told = _told(stack)
    for function in stack.functions:
        age, retries = _settings(function) if function.platform == "aws-lambda" else (function.node, function.node)
        if age is not retries and (there(age) or there(retries)) and function.name not in told:
            caller = Endpoint(None, "the queue of asynchronous calls", age, "here", "queue")
            yield pushed(caller, Endpoint.of(function, "function"), age if there(age) else retries)


def _told(stack: Stack) -> set[str]:
    """The functions that a topic, a bucket or a rule of the stack calls."""
    found = {function.name for function, event in stack.calls if event.kind in _SENDING and not _permits(event.node)}
    ends = [one["Properties.Endpoint"] for one in stack.of("AWS::SNS::Subscription")]
    for rule in stack.of("AWS::Events::Rule"):
        ends += [target["Arn"] for target in rule["Properties.Targets"] if not rule["Properties.EventPattern"].absent]
    return found | {one.name for one in map(stack.pointed, ends) if one is not None}


def _permits(event: Node) -> bool:
    return event["Type"].text == "AWS::Lambda::Permission" or there(event["schedule"])


class Asynchronous(System):
    name = "lambda-async"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return async_edges(stack)


SYSTEM = Asynchronous()
