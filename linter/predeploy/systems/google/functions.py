"""Cloud Functions, whichever way they are written: their settings, and what calls them."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ...measure import Measure
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...reading.values import UNKNOWN
from ...views import MIB, Function, FunctionEvent, Range, Runtime, Scaling, Setting, View
from ...views.base import Disclosed
from ...views.function import Loss
from .. import System
from . import limits
from .runtimes import FUNCTION_RUNTIMES

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices
    from ...project import Project

_SIZE = pattern(r"([0-9]+(?:\.[0-9]+)?)([KMG])i?B\Z")
_BYTES = {"K": 1024.0, "M": MIB, "G": 1024 * MIB}
_PUBSUB, _STORAGE = "pubsub", "storage"


_SENDERS = ("bucket", "topic", "bus")  # they hand over an event and leave


class GoogleFunction(Function):
    """A function of Cloud Functions. `generation` is 1 or 2, None when it is not said."""

    platform: ClassVar[str] = "google-functions"
    host: ClassVar[str] = "Cloud Functions"
    RUNTIMES: ClassVar[Mapping[str, Runtime]] = FUNCTION_RUNTIMES
    LIMITS: ClassVar[Mapping[str, Range]] = {"environment": Range(0.0, limits.FUNCTION_ENVIRONMENT)}
    generation: ClassVar[int | None] = 2

    @property
    def ceiling(self) -> Measure:
        """The most instances at once."""
        found = self.measure("ceiling")
        return found._replace(value=inf, state="none") if found.state == "absent" or found.value == 0 else found

    @property
    def provisioned(self) -> Measure:
        return self.measure("floor")

    @property
    def floor(self) -> Measure:
        found = self.provisioned
        return found._replace(value=0.0, state="default") if found.state == "absent" else found

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """The second generation is billed like Cloud Run, where it says how much CPU it takes."""
        if self.generation != 2:
            return None
        return prices.instances(self.measure("cpu").value, self.memory.value, copies, always=False)

    @property
    def disclosed(self) -> Disclosed:
        advice = "keep it in Secret Manager and have the function read it from there"
        own = ((k, n) for k, n in self.environment if n.path[: len(self.node.path)] == self.node.path)
        return Disclosed("environment variable", advice, own)

    @property
    def retries(self) -> Node:
        """Where it is said that an event on which the function failed is delivered again."""
        return self._node("retries")

    @property
    def retried(self) -> bool | None:
        """None when it cannot be known."""
        said = self.retries
        return None if said.unknown else said.present and not said.is_false and said.text not in _DROPPING

    @property
    def loss(self) -> Loss | None:
        events = [one for one in self.events if one.kind in _SENDERS]
        if self.retried is not False or not events:
            return None
        return Loss(events[0].node, "", "does not have them delivered again when it fails:", "switch retries on")

    def limit(self, word: str) -> Range:
        if word == "timeout":
            kinds = {event.kind for event in self.events}
            short = self.generation == 1 or (kinds and "http" not in kinds)
            return Range(1.0, limits.FUNCTION_MOST if short else limits.FUNCTION_HTTP_MOST)
        if word == "memory":
            first = self.generation == 1
            return Range(128 * MIB, limits.FUNCTION_SIZES[-1] * MIB if first else limits.FUNCTION_MOST_MEMORY)
        return super().limit(word)


_DROPPING = ("RETRY_POLICY_DO_NOT_RETRY", "RETRY_POLICY_UNSPECIFIED", "")


def size(measure: Measure) -> Measure:
    """A size as gcloud takes it: `256MB` and `256MiB` besides the quantities of Kubernetes."""
    text = measure.node.text
    match = _SIZE.match(text) if text is not None else None
    if measure.known or measure.state not in ("own", "inherited") or match is None:
        return measure
    return measure._replace(value=float(match[1]) * _BYTES[match[2]])


def kind_of(event: str) -> str:
    """The canonical kind of an event by its type (`google.cloud.pubsub.topic.v1.messagePublished`, …)."""
    if _PUBSUB in event:
        return "topic"
    return "bucket" if _STORAGE in event else "bus"


# Cloud Functions API v2, Function: https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions
# (as of 2026-11); Config Connector writes the same below `spec`
V2: dict[str, Setting] = {
    "timeout": Setting("serviceConfig.timeoutSeconds", limits.FUNCTION_TIMEOUT, "s"),
    "memory": Setting("serviceConfig.availableMemory", limits.FUNCTION_MEMORY, "bytes", read="quantity"),
    "floor": Setting("serviceConfig.minInstanceCount", NaN, "instances"),
    "ceiling": Setting("serviceConfig.maxInstanceCount", NaN, "instances"),
    "requests": Setting("serviceConfig.maxInstanceRequestConcurrency", limits.FUNCTION_CONCURRENCY, "requests"),
    "cpu": Setting("serviceConfig.availableCpu", NaN, "cores", read="quantity"),
    "runtime": Setting("buildConfig.runtime"),
    "handler": Setting("buildConfig.entryPoint"),
    "environment": Setting("serviceConfig.environmentVariables"),
    "retries": Setting("eventTrigger.retryPolicy"),
}
# Cloud Functions API v1 as Config Connector writes it:
# https://cloud.google.com/config-connector/docs/reference/resource-docs/cloudfunctions/cloudfunctionsfunction (2026-11)
V1: dict[str, Setting] = {
    "timeout": Setting("timeout", limits.FUNCTION_TIMEOUT, "s", read="duration"),
    "memory": Setting("availableMemoryMb", limits.FUNCTION_MEMORY, "bytes", MIB),
    "floor": Setting("minInstances", NaN, "instances"),
    "ceiling": Setting("maxInstances", NaN, "instances"),
    "runtime": Setting("runtime"),
    "handler": Setting("entryPoint"),
    "environment": Setting("environmentVariables"),
    "retries": Setting("eventTrigger.failurePolicy"),
}


class V2Function(GoogleFunction):
    """A function as the API describes it: `gcloud functions describe`, or Config Connector's CloudFunctions2Function."""

    SETTINGS: ClassVar[dict[str, Setting]] = V2

    def find_events(self) -> list[FunctionEvent]:
        trigger = self.body["eventTrigger"]
        if trigger.unknown:
            return [FunctionEvent("other", trigger, trigger)]
        if not trigger.is_map:
            return [FunctionEvent("http", self.body["serviceConfig"], trigger)]
        kind = trigger["eventType"]
        filters = {one["attribute"].text: one["value"] for one in trigger["eventFilters"]}
        source = filters.get("bucket", trigger["pubsubTopic"])
        return [FunctionEvent("other" if kind.text is None else kind_of(kind.text), trigger, source)]


class ConnectorFunction(V2Function):
    """Config Connector's CloudFunctions2Function."""

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["spec"])


class ConnectorFunctionV1(GoogleFunction):
    """Config Connector's CloudFunctionsFunction: the first generation."""

    SETTINGS: ClassVar[dict[str, Setting]] = V1
    generation: ClassVar[int | None] = 1

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["spec"])

    def find_events(self) -> list[FunctionEvent]:
        event, http = self.body["eventTrigger"], self.body["httpsTrigger"]
        if event.is_map:
            kind, reference = event["eventType"].text, event["resourceRef"]
            source = reference["name"] if reference["name"].written else reference["external"]
            return [FunctionEvent("other" if kind is None else kind_of(kind), event, source)]
        return [FunctionEvent("http", http, http)] if http.written else []


# gcloud functions deploy: https://cloud.google.com/sdk/gcloud/reference/functions/deploy (as of 2026-11)
FLAGS: dict[str, Setting] = {
    "timeout": Setting("--timeout", limits.FUNCTION_TIMEOUT, "s", read="duration"),
    "memory": Setting("--memory", limits.FUNCTION_MEMORY, "bytes", read="quantity"),
    "floor": Setting("--min-instances", NaN, "instances"),
    "ceiling": Setting("--max-instances", NaN, "instances"),
    "requests": Setting("--concurrency", limits.FUNCTION_CONCURRENCY, "requests"),
    "cpu": Setting("--cpu", NaN, "cores", read="quantity"),
    "runtime": Setting("--runtime"),
    "handler": Setting("--entry-point"),
    "environment": Setting("--set-env-vars"),
    "retries": Setting("--retry"),
}
_FURTHER = "--flags-file"
_TRIGGERS = {
    "--trigger-topic": "topic",
    "--trigger-bucket": "bucket",
    "--trigger-event": "bus",
    "--trigger-event-filters": "bus",
}


class FlagsFunction(GoogleFunction):
    """A function by the flags that `gcloud functions deploy --flags-file` reads. Its name is on the command line: it is
    called like the file, or like the folder of a file of a usual name. `groups` where the flags lie elsewhere, or in the
    items of a list, of which the last that says something decides."""

    SETTINGS: ClassVar[dict[str, Setting]] = FLAGS

    def __init__(self, node: Node, *groups: Node) -> None:
        last, *before = reversed(groups or (node,))
        super().__init__(node, last, tuple(before))

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        folder, _, file = self.node.tree.source.path.rpartition("/")
        stem = file.rpartition(".")[0]
        usual = stem.lower() in ("flags", "deploy", "function", "gcloud", "config")
        return (folder.rpartition("/")[2] if usual else "") or stem

    @property
    def generation(self) -> int | None:  # type: ignore[override]
        first, second = self.flag("--no-gen2"), self.flag("--gen2")
        if first.is_true or second.is_false:
            return 1
        return 2 if second.is_true else None

    def flag(self, name: str) -> Node:
        """A flag as this file gives it."""
        return super().setting(name)

    def setting(self, path: str) -> Node:
        """Absent from this file is unknown when the file names another one."""
        found = self.flag(path)
        if found.absent and self.flag(_FURTHER).written:
            return Node(found.tree, found.path, UNKNOWN)
        return found

    def measure(self, word: str) -> Measure:
        found = super().measure(word)
        if found.state in ("default", "absent") and self.flag(_FURTHER).written:
            return found._replace(value=NaN, state="unknown")
        own = found._replace(state="own") if found.state == "inherited" else found
        return size(own) if word == "memory" else own

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        """`--set-env-vars` is a map, or `A=1,B=2` in one text."""
        for flag in ("--set-env-vars", "--update-env-vars"):
            said = self.flag(flag)
            yield from said.items()
            for pair in (said.text or "").split(","):
                name, equals, value = pair.partition("=")
                if equals:
                    yield name.strip(), Node(said.tree, said.path, value)

    def opened_by(self, event: FunctionEvent) -> Node | None:
        flag = self.flag("--allow-unauthenticated")
        return flag if flag.is_true else None

    def find_events(self) -> list[FunctionEvent]:
        found = [FunctionEvent(kind, self.flag(flag), self.flag(flag)) for flag, kind in _TRIGGERS.items()]
        http = self.flag("--trigger-http")
        if http.written and not http.is_false:
            found.append(FunctionEvent("http", http, http))
        return [event for event in found if event.node.written]


class GoogleFunctions(System):
    name = "google-functions"
    kinds: ClassVar[Mapping[str, Any]] = {
        "cloudfunctions2.cnrm.cloud.google.com/CloudFunctions2Function": ConnectorFunction,
        "cloudfunctions.cnrm.cloud.google.com/CloudFunctionsFunction": ConnectorFunctionV1,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for function in project.all(GoogleFunction):
            yield Scaling(function, function.floor, function.ceiling, can_sleep=True)


SYSTEM = GoogleFunctions()
