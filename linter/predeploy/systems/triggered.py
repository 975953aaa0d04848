"""What Function Compute and SCF have in common: dialects are tables of paths, and triggers stand beside the function."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from ..cron import interval, precise
from ..node import Node
from ..views import Connection, Endpoint, Function, FunctionEvent, Scaling, Setting
from ..views.base import NOTHING, Disclosed


class Trigger(Protocol):
    """One trigger, wherever the dialect writes it."""

    @property
    def events(self) -> list[FunctionEvent]: ...


class TriggeredFunction(Function):
    """A function with its triggers. Dialects are subclasses with a table."""

    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        return NOTHING  # its file is read as a whole

    @property
    def triggers(self) -> Iterable[Trigger]:
        return ()

    def find_events(self) -> list[FunctionEvent]:
        return [event for trigger in self.triggers for event in trigger.events]


def table(meaning: Mapping[str, Setting], paths: Mapping[str, str]) -> dict[str, Setting]:
    """The settings of a dialect by their paths; `meaning` says the units and defaults, the same in all dialects."""
    named = ((word.replace("_", "-"), meaning.get(word, Setting("")), path) for word, path in paths.items())
    return {word: said._replace(path=path) for word, said, path in named}


def schedule(function: Function, expression: Node, via: Node) -> Connection:
    """Timer → function."""
    callee = Endpoint.of(function, "function")
    return Connection.scheduled(expression, callee, interval(expression, precise), function.timeout, via=via)


def scalings(functions: Iterable[Function]) -> Iterator[Scaling]:
    """From what is kept, or nothing, to what is reserved."""
    for function in functions:
        floor, ceiling = function.provisioned, function.concurrency
        if floor.state == "absent":
            floor = floor._replace(value=0.0, state="default", unit="instances")
        if ceiling.state == "absent":
            ceiling = ceiling._replace(value=math.inf, state="none", unit="instances")
        yield Scaling(function, floor, ceiling, can_sleep=True)
