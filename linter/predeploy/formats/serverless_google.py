"""serverless.yml for Google Cloud Functions (the plugin serverless-google-cloudfunctions)."""

from typing import ClassVar

from ..node import Node
from ..quantities import NaN
from ..systems.google import limits
from ..systems.google.functions import GoogleFunction, kind_of
from ..views import MIB, FunctionEvent, Setting
from ..views.base import Disclosed
from ._provider import OfProvider, ProviderFormat

# https://www.serverless.com/framework/docs/providers/google/guide/serverless.yml (as of 2026-11)
SETTINGS: dict[str, Setting] = {
    "timeout": Setting("timeout", limits.FUNCTION_TIMEOUT, "s", read="duration"),
    "memory": Setting("memorySize", limits.FUNCTION_MEMORY, "bytes", MIB),
    "floor": Setting("minInstances", NaN, "instances"),
    "ceiling": Setting("maxInstances", NaN, "instances"),
    "runtime": Setting("runtime"),
    "handler": Setting("handler"),
    "environment": Setting("environment"),
}
_EVENTS = {"http": "http", "event": "bus", "schedule": "schedule"}
_ADVICE = "keep it in Secret Manager and name it under `secrets`"


class ServiceFunction(OfProvider, GoogleFunction):
    """One function. The plugin makes functions of the first generation."""

    SETTINGS: ClassVar[dict[str, Setting]] = SETTINGS
    generation: ClassVar[int | None] = 1

    @property
    def disclosed(self) -> Disclosed:
        """Nothing that the whole file does not show."""
        return Disclosed("environment variable", _ADVICE, iter(()))

    @property
    def retries(self) -> Node:
        found = [event.node["failurePolicy"] for event in self.events if event.kind != "http"]
        return found[0] if found else self.node["failurePolicy"]

    def find_events(self) -> list[FunctionEvent]:
        found = []
        for event in self.node["events"]:
            for key, inner in event.items():  # one key an event
                kind = _EVENTS.get(key, "other")
                told = inner["eventType"].text if kind == "bus" else None
                found.append(FunctionEvent(kind_of(told) if told is not None else kind, inner, inner["resource"]))
        return found


class ServerlessGoogle(ProviderFormat):
    name = "serverless-google"
    PROVIDER = "google"
    FUNCTION = ServiceFunction
    ADVICE = _ADVICE


FORMAT = ServerlessGoogle()
