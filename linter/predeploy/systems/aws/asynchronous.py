"""AWS Lambda's queue of asynchronous calls: how long an event may wait in it and how often it is tried."""

from collections.abc import Iterator

from ...node import Measure, Node, effective
from ...views import Connection, Endpoint, Function
from ...views.stack import Stack
from .. import System
from .limits import LAMBDA_ASYNC_AGE, LAMBDA_ASYNC_RETRIES, LAMBDA_ASYNC_WAITS

# Where SAM and serverless.yml say it at the function itself
_OWN = (
    ("EventInvokeConfig.MaximumEventAgeInSeconds", "EventInvokeConfig.MaximumRetryAttempts"),
    ("maximumEventAge", "maximumRetryAttempts"),
)


def async_edges(stack: Stack) -> Iterator[Connection]:
    """The queue of asynchronous calls → function, where somebody configured it."""
    for function in stack.functions:
        for age, retries in _OWN:
            if function.setting(age).written or function.setting(retries).written:
                yield edge(function, function.setting(age), function.setting(retries))
    for config in stack.of("AWS::Lambda::EventInvokeConfig"):
        found = stack.pointed(config["Properties.FunctionName"])
        if isinstance(found, Function):
            yield edge(found, config["Properties.MaximumEventAgeInSeconds"], config["Properties.MaximumRetryAttempts"])


def edge(function: Function, age: Node, retries: Node) -> Connection:
    """`window` is what Lambda pauses between the tries, all together."""
    tries = effective(retries, default=LAMBDA_ASYNC_RETRIES.default, unit="attempts")
    return Connection(
        "push",
        Endpoint(None, "the queue of asynchronous calls", age, "here", "queue"),
        Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
        via=age if age.written else retries,
        waits=effective(age, default=LAMBDA_ASYNC_AGE.default),
        works=function.timeout,
        attempts=tries._replace(value=tries.value + 1),
        window=Measure(
            float(sum(pause for number, pause in enumerate(LAMBDA_ASYNC_WAITS) if number < tries.value)),
            retries,
            "default",
        ),
        mode="async",
        buffered=True,
    )


class Asynchronous(System):
    name = "lambda-async"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return async_edges(stack)


SYSTEM = Asynchronous()
