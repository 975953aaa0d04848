"""OpenFaaS: functions in a stack file or as objects of the cluster, behind a gateway that waits, scaled by labels."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from ..cron import interval
from ..crontab import of_cron
from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..views import Connection, Endpoint, FunctionEvent, Hold, Scaling, Setting, View, Workload
from ..views.base import Disclosed
from ..views.spelling import Spelling
from . import System
from .hosted import HostedFunction
from .kubernetes import endpoint

if TYPE_CHECKING:
    from ..project import Project

# Seconds: the gateway's `upstream_timeout`. github openfaas/faas-netes @662ce9ce, chart/openfaas/values.yaml (2026-05)
UPSTREAM_TIMEOUT = 60.0
# https://docs.openfaas.com/architecture/autoscaling/ and .../openfaas-pro/scale-to-zero/ (as of 2026-05)
SCALE = "com.openfaas.scale."
DEFAULT_FLOOR, DEFAULT_CEILING = 1.0, 20.0  # replicas; the Community Edition ends at 5
DEFAULT_IDLE = 900.0  # s
# https://docs.openfaas.com/reference/cron/ (as of 2026-05)
CRON_TOPIC = "cron-function"

# github openfaas/of-watchdog, config/config.go (2025-05): whole seconds, or a duration of Go; 10 s for what is neither
_WATCHDOG = Spelling(pattern(r"\d+|(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+"), "{:.0f}s", "the watchdog keeps its default")

_SETTINGS: dict[str, Setting] = {
    "timeout": Setting("environment.exec_timeout", unit="s", read="duration"),
    "memory": Setting("limits.memory", unit="bytes", read="quantity"),
    "concurrency": Setting("environment.max_inflight", unit="requests"),
    "environment": Setting("environment"),
    "runtime": Setting("lang"),
    "handler": Setting("handler"),
}
_LABELS: dict[str, Setting] = {
    "floor": Setting("min", DEFAULT_FLOOR, "replicas"),
    "ceiling": Setting("max", DEFAULT_CEILING, "replicas"),
    "idle": Setting("zero-duration", DEFAULT_IDLE, "s", read="duration"),
}


class OpenFaaSFunction(HostedFunction):
    """One function of a stack file."""

    __slots__ = ()
    platform: ClassVar[str] = "openfaas"
    SETTINGS: ClassVar[dict[str, Setting]] = _SETTINGS
    PLACES: ClassVar[Mapping[str, str]] = {
        "image": "image",
        "resources": "",  # `limits` and `requests` stand in the function itself
        "securityContext.readOnlyRootFilesystem": "readonly_root_filesystem",
    }

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def namespace(self) -> str:
        return self.body["namespace"].text or ""

    @property
    def annotations(self) -> Node:
        return self.body["annotations"]

    def label(self, name: str) -> Node:
        """A label that scales, by the end of its name."""
        return self.body["labels"].key(SCALE + name)

    def measure(self, word: str) -> Measure:
        if word in _LABELS:
            said = _LABELS[word]
            return effective(self.label(said.path), default=said.default, unit=said.unit, read=said.read)
        files = self.body["environment_file"]
        if self.SETTINGS[word].path.startswith("environment.") and not files.absent if word in self.SETTINGS else False:
            return Measure(NaN, files, "unknown")  # what stands in the file decides
        return super().measure(word)

    @property
    def concurrency(self) -> Measure:
        """Requests at once in one pod; 0 is no limit."""
        found = self.measure("concurrency")
        return found._replace(value=math.inf, state="none") if found.value == 0 else found

    @property
    def sleeps(self) -> Node:
        """The label that lets it scale to zero."""
        return self.label("zero")

    @property
    def floor(self) -> Measure:
        """Pods kept while nobody calls."""
        if self.sleeps.unknown:
            return Measure(NaN, self.sleeps, "unknown", "replicas")
        return Measure(0.0, self.sleeps, "own", "replicas") if self.sleeps.text == "true" else self.measure("floor")

    @property
    def disclosed(self) -> Disclosed:
        # https://docs.openfaas.com/reference/secrets/ (as of 2026-05)
        advice = "keep it in a secret and name it under `secrets`"
        return Disclosed("environment variable", advice, self.body["environment"].items())

    def find_events(self) -> list[FunctionEvent]:
        topic, schedule = self.annotation("topic"), self.annotation("schedule")
        if topic.text == CRON_TOPIC:
            return [FunctionEvent("schedule", topic, schedule)]
        return [] if topic.absent else [FunctionEvent("topic", topic, topic)]

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        variables = self.body["environment"]
        return ((variables[f"{what}_timeout"], _WATCHDOG) for what in ("exec", "read", "write"))

    def schedule_fault(self, text: str) -> str:
        return of_cron(text)


class OpenFaaSObject(OpenFaaSFunction):
    """openfaas.com Function."""

    __slots__ = ()
    PLACES: ClassVar[Mapping[str, str]] = {
        **OpenFaaSFunction.PLACES,
        "securityContext.readOnlyRootFilesystem": "readOnlyRootFilesystem",
    }

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["spec"])

    @property
    def kind(self) -> str:
        return "Function"

    @property
    def name(self) -> str:
        return self.body["name"].text or self.node["metadata.name"].text or ""

    @property
    def namespace(self) -> str:
        return self.node["metadata.namespace"].text or ""


def _gateways(project: "Project") -> list[tuple[Workload, Measure]]:
    """The gateways of this run, with how long each waits for a function."""
    found = []
    for workload in project.all(Workload):
        for container in workload.containers:
            settings = {entry["name"].text: entry["value"] for entry in container["env"]}
            if "upstream_timeout" in settings and "functions_provider_url" in settings:
                found.append((workload, effective(settings["upstream_timeout"], read="duration")))
    return found


def _edges(function: OpenFaaSFunction, gateways: list[tuple[Workload, Measure]]) -> Iterator[Connection]:
    works, callee = function.timeout, endpoint(function, "function")
    # whoever prolonged the connection has most likely done so at the gateway, too, or calls it without waiting
    answers = function.body["environment.write_timeout"]
    usual = answers.absent or answers.duration <= UPSTREAM_TIMEOUT
    if len(gateways) == 1:  # which of several is meant nobody can tell
        [(gateway, waits)] = gateways
        yield Connection("request", _door(function, gateway), callee, via=function.node, waits=waits, works=works)
    elif not gateways:
        place = Node(function.node.tree, (), function.node.tree.data)["provider.gateway"]
        default = Measure(UPSTREAM_TIMEOUT, place if place.written else function.node, "default")
        waits = default if usual else default._replace(value=NaN, state="unknown")
        door = _door(function, None)
        yield Connection("request", door, callee, via=function.node, waits=waits, works=works, evidence="named")
    for event in function.events:
        if event.kind == "schedule" and not event.source.absent:
            yield Connection.scheduled(event.source, callee, interval(event.source), works)


def _door(function: OpenFaaSFunction, gateway: Workload | None) -> Endpoint:
    if gateway is None:
        return Endpoint(None, "the OpenFaaS gateway", function.node, "elsewhere", "gateway", True)
    return Endpoint(gateway, "the OpenFaaS gateway", function.node, "here", "gateway")


def _holds(function: OpenFaaSFunction) -> Iterator[Hold]:
    floor = function.floor
    if floor.value >= 1 and not function.sleeps.unknown:
        place = floor.node if floor.state == "own" else function.sleeps
        yield Hold("no label lets it sleep", place, "scale-to-zero/zero-opt-in-missing")


class OpenFaaS(System):
    name = "openfaas"
    kinds: ClassVar = {"openfaas.com/Function": OpenFaaSObject}

    def links(self, project: "Project") -> Iterator[View]:
        functions = project.all(OpenFaaSFunction)
        gateways = _gateways(project) if functions else []
        for function in functions:
            yield Scaling(
                function,
                function.floor,
                function.measure("ceiling"),
                can_sleep=function.sleeps.text == "true",
                idle_after=function.measure("idle"),
                holds=tuple(_holds(function)),
            )
            yield from _edges(function, gateways)


SYSTEM = OpenFaaS()
