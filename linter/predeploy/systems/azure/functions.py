"""Azure Functions: the app that host.json configures, the functions that function.json files declare, and what joins them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure
from ...node import Node
from ...quantities import NaN
from ...views import Connection, Endpoint, Function, FunctionEvent, Hold, Scaling, View
from .. import System
from .bindings import outputs
from .host import FunctionHost, OfApp
from .limits import HTTP_ANSWER
from .resource import ArmResource
from .timers import fault
from .web import SLEEPING, FunctionApp, Tier

if TYPE_CHECKING:
    from ...project import Project

# Trigger → canonical kind of event, and what names its source: the pages of the bindings (as of 2026-11)
TRIGGERS: dict[str, tuple[str, str]] = {
    "httpTrigger": ("http", "route"), "timerTrigger": ("schedule", "schedule"), "queueTrigger": ("queue", "queueName"),
    "serviceBusTrigger": ("queue", "queueName"), "rabbitMQTrigger": ("queue", "queueName"), "eventHubTrigger": ("stream", "eventHubName"),
    "kafkaTrigger": ("stream", "topic"), "cosmosDBTrigger": ("stream", "containerName"), "blobTrigger": ("bucket", "path"),
    "eventGridTrigger": ("bus", "topicEndpointUri"), "sqlTrigger": ("stream", "tableName"), "mysqlTrigger": ("stream", "tableName"),
}  # fmt: skip


class AzureFunction(OfApp, Function):
    """One function with its bindings: function.json, or a resource Microsoft.Web/sites/functions."""

    __slots__ = ("app",)
    platform: ClassVar[str] = "azure-functions"
    host: ClassVar[str] = "Azure Functions"

    def __init__(self, node: Node, body: Node) -> None:
        Function.__init__(self, node, body)
        self.app: FunctionHost | None = None  # known in the second pass

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        return self.folder.rpartition("/")[2] or "function.json"

    @property
    def application(self) -> str:
        return self.folder.rpartition("/")[0].rpartition("/")[2]

    def measure(self, word: str) -> Measure:
        if word == "timeout":
            return self.app.timeout if self.app is not None else Measure(NaN, self.body["functionTimeout"], "unknown")
        return super().measure(word)

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        return iter(())

    @property
    def triggers(self) -> list[Node]:
        """The bindings that call it: one, in a function that is right."""
        return [one for one in self.body["bindings"] if (one["type"].text or "").lower().endswith("trigger")]

    def find_events(self) -> list[FunctionEvent]:
        found = []
        for one in self.triggers:
            kind, source = _EVENTS.get((one["type"].text or "").lower(), ("other", "name"))
            trigger, topic = (one["type"].text or "").lower(), one["topicName"]
            of_topic = trigger == "servicebustrigger" and topic.written
            word = "topic" if of_topic else _WORDS.get(trigger, "")
            found.append(FunctionEvent(kind, one, topic if of_topic else one[source], word))
        return found

    def waited(self, event: FunctionEvent) -> Measure:
        """In front of every app stands a load balancer; the host renews the locks of messages."""
        if event.kind == "http":
            return Measure(HTTP_ANSWER, event.node, "fixed")
        if self.app is not None and (event.node["type"].text or "").lower() == "servicebustrigger":
            return self.app.lock_renewal
        return super().waited(event)

    def named(self, node: Node) -> str:
        """A name, or what the app settings fill in for `%NAME%`; empty where it is not known."""
        text = node.text or ""
        if text.startswith("%") and text.endswith("%") and self.app is not None:
            text = self.app.settings.get(text.strip("%"), "")
        return "" if any(mark in text for mark in "%{}") else text

    def opened_by(self, event: FunctionEvent) -> Node | None:
        level = event.node["authLevel"]
        return level if level.text == "anonymous" else None

    def schedule_fault(self, text: str) -> str:
        return fault(text)


_WORDS = {"kafkatrigger": "topic", "cosmosdbtrigger": "container", "sqltrigger": "table", "mysqltrigger": "table"}
_EVENTS = {name.lower(): event for name, event in TRIGGERS.items()}


class InTemplate(ArmResource, AzureFunction):
    """Microsoft.Web/sites/functions: a function whose bindings stand in a template."""

    __slots__ = ()
    platform: ClassVar[str] = "azure-functions"

    def __init__(self, node: Node) -> None:
        AzureFunction.__init__(self, node, node["properties.config"])


class AzureFunctions(System):
    name = "azure-functions"
    formats = frozenset({"azure-functions"})
    types: ClassVar = {"Microsoft.Web/sites/functions": InTemplate}

    def links(self, project: "Project") -> Iterator[View]:
        hosts = {host.folder: host for host in project.all(FunctionHost)}
        for function in project.all(AzureFunction):
            host = hosts.get(function.folder.rpartition("/")[0])
            if host is not None and not isinstance(function, ArmResource):
                function.app, function.inherited = host, (host.node,)
                host.functions.append(function)
        for host in hosts.values():
            apps = _nearest(project, host)
            tiers: set[Tier | None] = {app.tier for app in apps}
            host.tier = tiers.pop() if len(tiers) == 1 else None
            host.scaling = apps[0].scaling if len(apps) == 1 else None
            settings = [(name, node) for app in apps for name, node in app.settings]
            host.settings = {name: node.text for name, node in settings if node.text} if len(apps) == 1 else {}
            host.overridden = frozenset(filter(None, (_override(name) for name, _ in settings)))
            yield from _edges(host)
            yield _scaling(host, host.tier, host.scaling)
        for function in project.all(AzureFunction):
            site = function.within("Microsoft.Web/sites") if isinstance(function, InTemplate) else None
            if isinstance(site, FunctionApp):
                yield _scaling(function, site.tier, site.scaling)
            else:
                host = function.app
                yield _scaling(function, host.tier if host else None, host.scaling if host else None)
            yield from outputs(project, function)


def _scaling(subject: Function, tier: Tier | None, app: Scaling | None) -> Scaling:
    """The plan says whether anything runs while nobody calls; of an app in this run how much."""
    sleeps = tier in SLEEPING
    floor = Measure(0.0 if sleeps else NaN, subject.node, "default" if sleeps else "unknown", "instances")
    ceiling = floor._replace(value=NaN, state="unknown")
    if app is not None and tier is not None:
        floor, ceiling = app.floor, app.ceiling
    if sleeps and not floor.value >= 1:
        return Scaling(subject, floor, ceiling, can_sleep=True)
    if app is not None and floor.value >= 1:
        holds = app.holds or (Hold(f"its app keeps {floor}", floor.node, "scale-to-zero/floor-above-zero"),)
        return Scaling(subject, floor, ceiling, holds=holds)
    why = "its plan is not in this run" if tier is None else f"its plan is {tier}"
    return Scaling(subject, floor, ceiling, holds=(Hold(why, subject.node),))


def _nearest(project: "Project", host: FunctionHost) -> list[FunctionApp]:
    """The function apps in the templates of this run that lie nearest."""
    levels: dict[int, list[FunctionApp]] = defaultdict(list)
    for app in project.all(FunctionApp):
        levels[project.distance(app, host)].append(app)
    levels.pop(-1, None)
    return levels[min(levels)] if levels else []


def _override(name: str) -> str:
    """`AzureFunctionsJobHost__functionTimeout` → what it sets in host.json, in small letters; empty for other settings.
    https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values (as of 2026-11)"""
    head, _, rest = name.lower().replace(":", "__").partition("__")
    return rest if head == "azurefunctionsjobhost" else ""


def _edges(host: FunctionHost) -> Iterator[Connection]:
    """What calls the functions of an app. Their one timeout is meant for all of them: it is held against a kind of
    trigger only where all have that."""
    kinds = {(event.node["type"].text or "").lower() for one in host.functions for event in one.events}
    whole = all(len(one.events) == 1 for one in host.functions)
    if host.timeout.state != "own" or not whole or len(kinds) != 1:
        return
    kind, first = kinds.pop(), host.functions[0]
    callee = Endpoint.of(host, "function app", "function", place=host.timeout.node)
    if kind == "httptrigger":
        waits = Measure(HTTP_ANSWER, first.triggers[0], "fixed")
        door = Endpoint(None, "the load balancer of Azure", waits.node, "here", "gateway", True)
        yield Connection("request", door, callee, via=waits.node, waits=waits, works=host.timeout)
    elif kind == "servicebustrigger":
        queue = Endpoint(None, "Service Bus", host.lock_renewal.node, "here", "queue")
        yield Connection(
            "poll", queue, callee, via=first.triggers[0], waits=host.lock_renewal, works=host.timeout, mode="async", buffered=True
        )  # fmt: skip


SYSTEM = AzureFunctions()
