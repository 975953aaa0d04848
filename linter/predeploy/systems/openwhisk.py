"""OpenWhisk: actions with their limits, and what calls them: triggers by rules, routes, sequences."""

import math
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..cron import either, interval
from ..crontab import of_seconds
from ..measure import Measure
from ..node import Node
from ..quantities import NaN
from ..views import MIB, Connection, Endpoint, Function, FunctionEvent, Scaling, Setting, View
from ..views.base import Disclosed, OfFile
from ..views.function import Range
from ..views.kept import kept
from . import System
from .ends import come_in

if TYPE_CHECKING:
    from ..project import Project

# github apache/openwhisk @1fae641a2, docs/reference.md (2026-08)
DEFAULT_TIMEOUT, DEFAULT_MEMORY = 60.0, 256 * MIB  # s, bytes
# Seconds that a caller waits for an action at most; then it gets the activation's id. docs/actions.md, the same
BLOCKING = 60.0
# What no installation is known to go beyond: wskdeploy's own bounds, specification/html/spec_actions.md (2024-12). The
# platform's defaults end earlier, at 300 s and 512 MB, and an installation may set its own.
LIMITS = {"timeout": Range(0.1, 600.0), "memory": Range(128 * MIB, 2048 * MIB)}

_SETTINGS: dict[str, Setting] = {
    "timeout": Setting("limits.timeout", DEFAULT_TIMEOUT, "s", 0.001),
    "memory": Setting("limits.memorySize", DEFAULT_MEMORY, "bytes", MIB),
    "environment": Setting("inputs"),
    "runtime": Setting("runtime"),
    "handler": Setting("main"),
}
# github apache/openwhisk-wskdeploy @16acc805 (2024-12), specification/html/spec_actions.md: what makes an action one
MADE_OF = ("function", "code", "docker", "native", "runtime", "main", "limits", "web", "web-export")
BIND = "leave it to the environment (`$NAME`) and give it when it is deployed"


def value_of(given: Node) -> Node:
    """An input is its value, or says it beside its type and description."""
    if not given.is_map:
        return given
    return given["value"] if given["value"].written else given["default"]


class Action(OfFile, Function):
    """One action of a package. What it is given by default are its variables."""

    __slots__ = ("package",)
    platform: ClassVar[str] = "openwhisk"
    SETTINGS: ClassVar[dict[str, Setting]] = _SETTINGS
    host: ClassVar[str] = "OpenWhisk"
    TOLD: ClassVar[frozenset[str]] = frozenset({"schedule", "topic"})
    LIMITS: ClassVar[Mapping[str, Range]] = LIMITS

    def __init__(self, node: Node, package: Node) -> None:
        Function.__init__(self, node, node)
        self.package = package

    @property
    def bills_idle(self) -> bool:
        """What waits is kept for all actions of a runtime, by whoever runs OpenWhisk."""
        return False

    def limit(self, word: str) -> Range:
        """Adobe's installation, whose actions may demand its login, allows far more."""
        return Range() if "require-adobe-auth" in self.node.tree.source.text else super().limit(word)

    @property
    def kind(self) -> str:
        return "function"

    @property
    def namespace(self) -> str:
        return self.package.name

    @property
    def annotations(self) -> Node:
        return self.node["annotations"]

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        for name, given in self.node["inputs"].items():
            yield name, value_of(given)

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("input", BIND, self.environment)

    @property
    def web(self) -> Node:
        """What makes it answer on a URL of its own; absent where nothing is said."""
        said = (self.node["web"], self.node["web-export"], self.annotation("web-export"))
        return next((node for node in said if not node.absent), said[0])

    @property
    def is_web(self) -> bool:
        return self.web.is_true or self.web.text in ("raw", "yes")

    def find_events(self) -> list[FunctionEvent]:
        found = [FunctionEvent("url", self.web, self.annotation("require-whisk-auth"))] if self.is_web else []
        found += [FunctionEvent("http", node, node["method"], api) for api, node in _routes(self.package, self.name)]
        triggers = kept(self.node.tree, ("triggers", self.package.path), partial(_triggers, self.package))
        for trigger in triggers.get(self.name, ()):
            cron = value_of(trigger["inputs.cron"])
            found.append(FunctionEvent("topic" if cron.absent else "schedule", trigger, cron))
        return found

    def waited(self, event: FunctionEvent) -> Measure:
        asked = event.kind in ("http", "url")
        return Measure(BLOCKING, event.node, "fixed") if asked else super().waited(event)

    def schedule_fault(self, text: str) -> str:
        return of_seconds(text, last_day=7)


def _routes(package: Node, action: str) -> list[tuple[str, Node]]:
    """The APIs of a package that lead to an action or a sequence, each with the place that says it."""
    return kept(package.tree, ("routes", package.path), partial(_all_routes, package["apis"])).get(action, [])


def _all_routes(apis: Node) -> dict[str, list[tuple[str, Node]]]:
    """apis: name → base path → path → action."""
    found: dict[str, list[tuple[str, Node]]] = {}
    for api, base in apis.items():
        for _, paths in base.items():
            for _, path in paths.items():
                for name, route in path.items():
                    found.setdefault(name, []).append((f"API `{api}`", route))
    return found


def _triggers(package: Node) -> dict[str, list[Node]]:
    """The triggers of a package whose rules call an action, by its name."""
    found: dict[str, list[Node]] = {}
    for _, rule in package["rules"].items():
        trigger = package["triggers"].key(rule["trigger"].text or "")
        if trigger.is_map:
            found.setdefault(rule["action"].text or "", []).append(trigger)
    return found


class Manifest(OfFile):
    """The manifest, or the deployment file beside it that binds values to it."""

    __slots__ = ()
    platform: ClassVar[str] = "openwhisk"

    @property
    def kind(self) -> str:
        return "openwhisk-manifest"

    @property
    def name(self) -> str:
        return self.node["project.name"].text or self.application

    @property
    def packages(self) -> Iterator[Node]:
        for block in (self.node["packages"], self.node["project.packages"]):
            for _, package in block.items():
                if package.is_map:
                    yield package

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", BIND, self._given())

    def _given(self) -> Iterator[tuple[str, Node]]:
        """What is written beside the actions: credentials, and inputs of packages, triggers and dependencies."""
        for owner in (self.node["project"], *self.packages):
            for name in ("credential", "apigwAccessToken"):
                yield name, owner[name]
            parts = [part for key in ("triggers", "dependencies") for _, part in owner[key].items()]
            for part in (owner, *parts):
                for name, given in part["inputs"].items():
                    yield name, value_of(given)

    @property
    def actions(self) -> Iterator[Action]:
        for package in self.packages:
            for _, node in package["actions"].items():
                if node.is_map and any(node[key].written for key in MADE_OF):
                    yield Action(node, package)


class Sequence(OfFile):
    """Actions that get each other's answers, one after another."""

    __slots__ = ("package",)
    platform: ClassVar[str] = "openwhisk"

    def __init__(self, node: Node, package: Node) -> None:
        super().__init__(node)
        self.package = package

    @property
    def kind(self) -> str:
        return "sequence"

    @property
    def actions(self) -> list[str]:
        """The names of its actions, without those of their packages."""
        return [one.strip().rpartition("/")[2] for one in (self.node["actions"].text or "").split(",")]


def edges(action: Function) -> Iterator[Connection]:
    """What waits for an action, and what calls it by the clock or by a trigger."""
    works = action.timeout
    callee = Endpoint.of(action, "function")
    for event in action.events:
        if event.kind in ("http", "url") and works.state != "default":
            caller = Endpoint(None, event.word or "OpenWhisk's gateway", event.node, "here", "gateway", True)
            waits = Measure(BLOCKING, event.node, "fixed")
            yield Connection("request", caller, callee, via=event.node, waits=waits, works=works)
        elif event.kind == "schedule":
            yield Connection.scheduled(event.source, callee, interval(event.source, either), works)
        elif event.kind == "topic":
            yield _fired(event.node, callee, works)


def _fired(trigger: Node, callee: Endpoint, works: Measure) -> Connection:
    """Trigger → what its rules call."""
    caller = Endpoint(None, f"trigger `{trigger.name}`", trigger, "here", "topic")
    nobody = Measure(NaN, trigger, "unknown")
    return Connection("push", caller, callee, via=trigger, waits=nobody, works=works, mode="async")


def sequences(manifest: Manifest) -> Iterator[Connection]:
    """Internet, clock or trigger → sequence → its actions."""
    actions = {(one.package.path, one.name): one for one in manifest.actions}
    for package in manifest.packages:
        triggers = _triggers(package)
        for _, node in package["sequences"].items():
            sequence = Sequence(node, package)
            end, nobody = Endpoint.of(sequence, "sequence", "workflow"), Measure(NaN, node, "unknown")
            if node["web"].is_true:
                yield come_in(end, node)
            for api, route in _routes(package, sequence.name):
                door, waits = Endpoint(None, api, route, "here", "gateway", True), Measure(BLOCKING, route, "fixed")
                yield Connection("request", door, end, via=route, waits=waits, works=nobody)
            for trigger in triggers.get(sequence.name, ()):
                cron = value_of(trigger["inputs.cron"])
                clock = Connection.scheduled(cron, end, interval(cron, either), nobody)
                yield _fired(trigger, end, nobody) if cron.absent else clock
            for name in sequence.actions:
                action = actions.get((package.path, name))
                if action is not None:
                    callee, via = Endpoint.of(action, "function"), node["actions"]
                    yield Connection("task", end, callee, via=via, waits=nobody, works=action.timeout)


class OpenWhisk(System):
    name = "openwhisk"
    formats = frozenset({"openwhisk", "serverless-openwhisk"})

    def links(self, project: "Project") -> Iterator[View]:
        for action in project.all(Function):
            if action.platform != self.name:
                continue
            nothing = Measure(0.0, action.node, "default", "instances")
            yield Scaling(action, nothing, Measure(math.inf, action.node, "none", "instances"))


SYSTEM = OpenWhisk()
