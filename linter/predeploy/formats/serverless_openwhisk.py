"""serverless.yml for OpenWhisk (the plugin serverless-openwhisk)."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from ..node import Node
from ..quantities import NaN
from ..systems.openwhisk import BIND, DEFAULT_TIMEOUT, LIMITS, edges
from ..views import MIB, Connection, FunctionEvent, Setting
from ..views.base import Disclosed
from ..views.function import Range
from ..views.stack import stack_of
from ._provider import OpenToAll, ProviderFormat

# https://www.serverless.com/framework/docs/providers/openwhisk/guide/serverless.yml (as of 2026-11), which says 512 MB where
# .../guide/functions says 256: the default of the memory is left out
SETTINGS: dict[str, Setting] = {
    "timeout": Setting("timeout", DEFAULT_TIMEOUT, "s"),
    "memory": Setting("memory", NaN, "bytes", MIB),
    "runtime": Setting("runtime"),
    "handler": Setting("handler"),
    "environment": Setting("parameters"),
}
_EVENTS = {"http": "http", "trigger": "topic"}


class ServiceFunction(OpenToAll):
    """One action."""

    platform: ClassVar[str] = "openwhisk"
    host: ClassVar[str] = "OpenWhisk"
    SETTINGS: ClassVar[dict[str, Setting]] = SETTINGS
    LIMITS: ClassVar[Mapping[str, Range]] = LIMITS

    @property
    def disclosed(self) -> Disclosed:
        """Nothing that the whole file does not show."""
        return Disclosed("input", BIND, iter(()))

    def find_events(self) -> list[FunctionEvent]:
        return [
            FunctionEvent(_EVENTS.get(key, "other"), inner, inner)
            for event in self.node["events"]
            for key, inner in event.items()  # one key an event
        ]


class ServerlessOpenWhisk(ProviderFormat):
    name = "serverless-openwhisk"
    PROVIDER = "openwhisk"
    FUNCTION = ServiceFunction
    ADVICE = BIND

    def connections(self, root: Node) -> Iterator[Connection]:
        for function in stack_of(root.tree).functions:
            yield from edges(function)


FORMAT = ServerlessOpenWhisk()
