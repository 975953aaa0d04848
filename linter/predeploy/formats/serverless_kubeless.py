"""serverless.yml for Kubeless (the plugin serverless-kubeless)."""

from typing import ClassVar

from ..crontab import of_cron
from ..quantities import NaN
from ..views import FunctionEvent, Setting
from ..views.base import Disclosed
from ._provider import OpenToAll, ProviderFormat

# https://www.serverless.com/framework/docs/providers/kubeless/guide/functions (as of 2026-11); memorySize is a quantity (`512M`)
SETTINGS: dict[str, Setting] = {
    "timeout": Setting("timeout", 180.0, "s"),
    "memory": Setting("memorySize", NaN, "bytes", read="quantity"),
    "runtime": Setting("runtime"),
    "handler": Setting("handler"),
    "environment": Setting("environment"),
}
_EVENTS = {"http": "http", "trigger": "topic", "schedule": "schedule"}
_ADVICE = "keep it in a Secret and name it under `secrets`"


class ServiceFunction(OpenToAll):
    """One function."""

    platform: ClassVar[str] = "kubeless"
    host: ClassVar[str] = "Kubeless"
    SETTINGS: ClassVar[dict[str, Setting]] = SETTINGS

    @property
    def disclosed(self) -> Disclosed:
        """Nothing that the whole file does not show."""
        return Disclosed("environment variable", _ADVICE, iter(()))

    def find_events(self) -> list[FunctionEvent]:
        return [
            FunctionEvent(_EVENTS.get(key, "other"), inner, inner)
            for event in self.node["events"]
            for key, inner in event.items()  # one key an event
        ]

    def schedule_fault(self, text: str) -> str:
        return of_cron(text)


class ServerlessKubeless(ProviderFormat):
    name = "serverless-kubeless"
    PROVIDER = "kubeless"
    FUNCTION = ServiceFunction
    ADVICE = _ADVICE


FORMAT = ServerlessKubeless()
