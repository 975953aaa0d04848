"""App Engine: what an app.yaml says of one service, in the standard and in the flexible environment."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import MIB, Endpoint, Function, Hold, Runtime, Scaling, Setting, View
from ...views.base import Disclosed
from .. import System
from ..ends import come_in
from . import limits
from .runtimes import APP_ENGINE_RUNTIMES
from .stores import databases

if TYPE_CHECKING:
    from ...project import Project

# https://cloud.google.com/appengine/docs/standard#instance_classes (as of 2026-11), MB
_CLASSES = {
    "F1": 384, "F2": 768, "F4": 1536, "F4_1G": 3072,
    "B1": 384, "B2": 768, "B4": 1536, "B4_1G": 3072, "B8": 3072,
}  # fmt: skip
_FLEXIBLE = ("flex", "flexible")


SERVICE = "App Engine service"


class AppEngineService(Function):
    """One service of an app. It is called by requests, and scaled by them where it is not said otherwise."""

    platform: ClassVar[str] = "app-engine"
    host: ClassVar[str] = "App Engine"
    RUNTIMES: ClassVar[Mapping[str, Runtime]] = APP_ENGINE_RUNTIMES
    SETTINGS: ClassVar[dict[str, Setting]] = {
        "runtime": Setting("runtime"),
        "handler": Setting("entrypoint"),
        "environment": Setting("env_variables"),
    }

    def __init__(self, node: Node) -> None:
        super().__init__(node, node)

    @property
    def kind(self) -> str:
        return SERVICE

    @property
    def name(self) -> str:
        service = self.node["service"] if self.node["service"].written else self.node["module"]
        return "default" if service.absent else service.text or ""

    @property
    def flexible(self) -> bool:
        return self.node["env"].text in _FLEXIBLE or self.node["vm"].is_true

    @property
    def scaling(self) -> str:
        """How it is scaled: automatic, basic or manual."""
        return next((way for way in ("manual", "basic") if self.node[f"{way}_scaling"].written), "automatic")

    @property
    def can_sleep(self) -> bool:
        return not self.flexible and self.scaling != "manual"

    @property
    def timeout(self) -> Measure:
        """Seconds a request may take: nobody can set them."""
        most = limits.APP_ENGINE_TIMEOUT if self.scaling == "automatic" else limits.APP_ENGINE_LONG
        place = self.node[f"{self.scaling}_scaling"]
        return Measure(limits.FLEXIBLE_TIMEOUT if self.flexible else most, place, "fixed")

    @property
    def memory(self) -> Measure:
        if self.flexible:
            return effective(self.node["resources.memory_gb"], unit="bytes", scale=limits.GIB)
        chosen = self.node["instance_class"]
        if chosen.absent:
            return Measure(_CLASSES["F1" if self.scaling == "automatic" else "B2"] * MIB, chosen, "default", "bytes")
        size = _CLASSES.get((chosen.text or "").upper(), NaN)
        return Measure(size * MIB, chosen, "own" if chosen.present else "unknown", "bytes")

    @property
    def floor(self) -> Measure:
        """The instances that stand while nobody calls."""
        if self.node["env"].unknown:
            return Measure(NaN, self.node["env"], "unknown", "instances")
        if self.scaling == "manual":
            return effective(self.node["manual_scaling.instances"], default=1.0, unit="instances")
        if self.scaling == "basic":
            return Measure(0.0, self.node["basic_scaling"], "default", "instances")
        own = self.node["automatic_scaling"]
        if self.flexible:
            return effective(own["min_num_instances"], default=limits.FLEXIBLE_FLOOR, unit="instances")
        kept, idle = (
            effective(own[key], default=0.0, unit="instances") for key in ("min_instances", "min_idle_instances")
        )
        return idle if idle.value > kept.value or idle.state == "unknown" else kept

    @property
    def ceiling(self) -> Measure:
        if self.scaling == "manual":
            return self.floor
        own = self.node[f"{self.scaling}_scaling"]
        key = "max_num_instances" if self.flexible else "max_instances"
        return effective(own[key], default=inf, unit="instances")

    @property
    def holds(self) -> Iterator[Hold]:
        if not self.can_sleep and self.floor.value >= 1:
            way = "manual scaling" if self.scaling == "manual" else "the flexible environment"
            yield Hold(f"{way} keeps {self.floor}", self.floor.node, "scale-to-zero/app-engine-never-sleeps")

    @property
    def idle_after(self) -> Measure | None:
        """How long an instance is paid for behind its last request; None where the free hours cover one."""
        if not self.can_sleep or self.node["env"].unknown or self.node["instance_class"].unknown:
            return None
        free = (self.node["instance_class"].text or limits.APP_ENGINE_FREE).upper() == limits.APP_ENGINE_FREE
        automatic = self.scaling == "automatic"
        place = self.node[f"{self.scaling}_scaling"]
        return None if automatic and free else Measure(limits.APP_ENGINE_IDLE, place, "fixed")

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("environment variable", "keep it in Secret Manager and read it at run time", self.environment)


class AppEngine(System):
    name = "app-engine"

    def links(self, project: "Project") -> Iterator[View]:
        for service in project.all(AppEngineService):
            can_sleep, idle_after, holds = service.can_sleep, service.idle_after, tuple(service.holds)
            yield Scaling(
                service, service.floor, service.ceiling, can_sleep=can_sleep, idle_after=idle_after, holds=holds
            )
            end = Endpoint.of(service, SERVICE, "function")
            yield come_in(end, service.node, service.timeout)  # each has an address of its own
            for place in service.node["beta_settings.cloud_sql_instances"].each():
                yield from databases(end, place)


SYSTEM = AppEngine()
