"""Fn Project, and Oracle's Functions, which run it: a function by its func.yaml."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from ..measure import Measure
from ..views import MIB, Function, FunctionEvent, Range, Scaling, Setting, View
from ..views.base import Disclosed, OfFile, stack_name
from . import System

if TYPE_CHECKING:
    from ..project import Project

# github fnproject/fn @4b545c3, api/models/fn.go and api/models/route.go (as of 2026-11); 0 stands for the default
TIMEOUT: Final = 30.0  # s
MOST: Final = 300.0  # s; the server's owner can change it, Oracle has not
IDLE: Final = 30.0  # s
IDLE_MOST: Final = 3600.0  # s
MEMORY: Final = 128.0  # MB
MEMORY_MOST: Final = 8192.0  # MB; Oracle takes 3072


class FnFunction(OfFile, Function):
    """One function. Its containers go when nobody has called for `idle_timeout`."""

    platform: ClassVar[str] = "fn"
    host: ClassVar[str] = "Fn"
    authority: ClassVar[str] = "Fn"
    READ_AT_RUN_TIME: ClassVar[str] = "keep it in a vault and read it at run time"
    SETTINGS: ClassVar[dict[str, Setting]] = {
        "timeout": Setting("timeout", TIMEOUT, "s"),
        "idle": Setting("idle_timeout", IDLE, "s"),
        "memory": Setting("memory", MEMORY * MIB, "bytes", MIB),
        "runtime": Setting("runtime"),
        "handler": Setting("entrypoint"),
        "environment": Setting("config"),
    }
    LIMITS: ClassVar[Mapping[str, Range]] = {
        "timeout": Range(0.0, MOST),
        "idle": Range(0.0, IDLE_MOST),
        "memory": Range(1.0 * MIB, MEMORY_MOST * MIB),
    }

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        """Without a name it is called like its folder."""
        said = self.node["name"]
        return stack_name(self.node) if said.absent else said.text or ""

    def measure(self, word: str) -> Measure:
        found = super().measure(word)
        setting = self.SETTINGS.get(word)
        return found._replace(value=setting.default, state="default") if setting and found.value == 0 else found

    def find_events(self) -> list[FunctionEvent]:
        return [
            FunctionEvent("http", one, one["source"]) for one in self.node["triggers"] if one["type"].text == "http"
        ]

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", self.READ_AT_RUN_TIME, self.environment)


class Fn(System):
    name = "fn"

    def links(self, project: "Project") -> Iterator[View]:
        for function in project.all(FnFunction):
            nothing = Measure(0.0, function.node, "default", "instances")
            unbound = Measure(float("inf"), function.node, "none", "instances")
            yield Scaling(function, nothing, unbound, can_sleep=True)


SYSTEM = Fn()
