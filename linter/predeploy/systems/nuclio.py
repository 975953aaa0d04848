"""Nuclio: functions as objects of the cluster or as a function.yaml, with their triggers in themselves."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ..cron import either, interval
from ..crontab import of_seconds
from ..measure import Measure, effective
from ..node import Node
from ..reading.values import UNKNOWN
from ..views import Connection, Document, Endpoint, FunctionEvent, Hold, Scaling, Setting, View
from ..views.base import Disclosed, Schedule, stack_name
from ..views.connection import Kind
from . import System
from .ends import come_in, named, unknown
from .hosted import FunctionPods, HostedFunction
from .kubernetes import endpoint

if TYPE_CHECKING:
    from ..project import Project

# github nuclio/nuclio @9e837f6a0 (2025-01), docs/reference/function-configuration/function-configuration-reference.md and
# pkg/platform/kube/apis/nuclio.io/v1beta1/types.go (GetComputedMinReplicas): one replica where nothing is said
DEFAULT_FLOOR = 1.0  # replicas
_SETTINGS: dict[str, Setting] = {
    "timeout": Setting("eventTimeout", unit="s", read="duration"),
    "memory": Setting("resources.limits.memory", unit="bytes", read="quantity"),
    "runtime": Setting("runtime"),
    "handler": Setting("handler"),
}
# docs/reference/triggers (the same): what a trigger's kind is, in the words of all platforms
_EVENTS = {
    "http": "http",
    "cron": "schedule",
    "rabbit-mq": "queue",
    "nats": "queue",
    "mqtt": "queue",
    "pubsub": "queue",
    "kafka": "stream",
    "kafka-cluster": "stream",
    "kinesis": "stream",
    "eventhub": "stream",
    "v3ioStream": "stream",
}


class NuclioFunction(HostedFunction):
    """A function and its triggers."""

    __slots__ = ()
    platform: ClassVar[str] = "nuclio"
    TOLD: ClassVar[frozenset[str]] = frozenset({"http", "queue", "schedule", "stream"})
    SETTINGS: ClassVar[dict[str, Setting]] = _SETTINGS
    PLACES: ClassVar[Mapping[str, str]] = {
        "image": "image",
        "env": "env",
        "resources": "resources",
        "volumeMounts": "volumeMounts",
        "securityContext.runAsUser": "securityContext.runAsUser",
        "securityContext.runAsNonRoot": "securityContext.runAsNonRoot",
    }

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["spec"])

    @property
    def kind(self) -> str:
        return "NuclioFunction"

    @property
    def meta(self) -> Node:
        """The metadata; the first versions called it `meta`."""
        old = self.node["meta"]
        return old if old.is_map and self.node["metadata"].absent else self.node["metadata"]

    @property
    def name(self) -> str:
        """Without a name of its own it is deployed under the one that the command line gives: mostly that of its folder."""
        name = self.meta["name"]
        return (name.text or "") if not name.absent else stack_name(self.node)

    @property
    def namespace(self) -> str:
        return self.meta["namespace"].text or ""

    @property
    def labels(self) -> dict[str, Any]:
        found = self.meta["labels"].data
        return found if found.__class__ is dict else {}

    @property
    def annotations(self) -> Node:
        return self.meta["annotations"]

    @property
    def application(self) -> str:
        project: Any = self.labels.get("nuclio.io/project-name")
        return str(project) if project.__class__ is str and "$" not in project else super().application

    @property
    def sleeps(self) -> Node:
        """What decides when it is scaled to zero; the platform's own settings may stand in for it."""
        return self.body["scaleToZero.scaleResources"]

    @property
    def floor(self) -> Measure:
        """`replicas` over `minReplicas`, else what `maxReplicas` says: a ceiling alone is a floor, too."""
        said = (self.body["replicas"], self.body["minReplicas"], self.body["maxReplicas"])
        found = effective(*said, default=DEFAULT_FLOOR, unit="replicas")
        return found._replace(state="own") if found.state == "inherited" else found

    @property
    def ceiling(self) -> Measure:
        said = (self.body["replicas"], self.body["maxReplicas"], self.body["minReplicas"])
        found = effective(*said, default=DEFAULT_FLOOR, unit="replicas")
        return found._replace(state="own") if found.state == "inherited" else found

    def measure(self, word: str) -> Measure:
        return (
            {"floor": self.floor, "ceiling": self.ceiling}[word]
            if word in ("floor", "ceiling")
            else super().measure(word)
        )

    @property
    def triggers(self) -> Iterator[Node]:
        for _, trigger in self.body["triggers"].items():
            if trigger.is_map:
                yield trigger

    def find_events(self) -> list[FunctionEvent]:
        found = []
        for trigger in self.triggers:
            kind = _EVENTS.get((trigger["kind"].text or "").partition(":")[0], "other")
            schedule = trigger["attributes.schedule"]
            if schedule.absent and kind == "schedule":
                schedule = trigger["attributes.interval"]
            found.append(FunctionEvent(kind, trigger, schedule if kind == "schedule" else trigger["url"]))
        return found

    @property
    def schedules(self) -> Iterator[Schedule]:
        return (one for one in super().schedules if one.node.name != "interval")

    def schedule_fault(self, text: str) -> str:
        return of_seconds(text)

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", "keep it in a Secret, or let the environment fill it in", self._given())

    def _given(self) -> Iterator[tuple[str, Node]]:
        """What a trigger or the place of the code is opened with; variables are those of the container."""
        for place in (*self.triggers, self.body["build"]):
            for name in ("url", "password", "secret"):
                yield name, place[name]
            for key in ("attributes", "codeEntryAttributes"):
                yield from place[key].items()

    @property
    def parts(self) -> Iterator[Document]:
        spec: dict[str, Any] = self.body.value if self.body.is_map else {}
        listed: Any = spec.get("volumes")
        volumes = [one for one in listed if one.__class__ is dict] if listed.__class__ is list else []
        # a volume and where it is mounted stand in one entry here
        body = {**spec, "volumeMounts": [one.get("volumeMount") for one in volumes]}
        pod = {
            "volumes": [one.get("volume") for one in volumes],
            "securityContext": spec.get("securityContext"),
            "nodeSelector": spec.get("nodeSelector"),
            "resources": UNKNOWN,
            "serviceAccountName": UNKNOWN,
            "automountServiceAccountToken": UNKNOWN,
        }
        tree, path = self.body.tree, self.body.path
        yield FunctionPods(self, Node(tree, path, body), self.PLACES, Node(tree, path, pod))


class ApiGateway(Document):
    """A NuclioAPIGateway: a host whose requests go to one function, or to two by their weights."""

    __slots__ = ()


def _edges(project: "Project", function: NuclioFunction) -> Iterator[Connection]:
    callee, works = endpoint(function, "function"), function.timeout
    for event in function.events:
        trigger = event.node
        if event.kind == "schedule" and not event.source.absent:
            by_clock = event.source.name == "schedule"
            every = interval(event.source, either) if by_clock else effective(event.source, read="duration")
            yield Connection.scheduled(event.source, callee, every, works)
        elif event.kind == "http" and _is_open(trigger):
            yield come_in(callee, trigger, works)
        elif event.kind in ("queue", "stream"):
            for caller in _sources(project, function, trigger, event.kind):
                edge: Kind = "poll" if event.kind == "queue" else "stream"
                nobody = unknown(trigger)
                yield Connection(
                    edge, caller, callee, via=trigger, waits=nobody, works=works, mode="async", buffered=True
                )


def _is_open(trigger: Node) -> bool:
    """Without an Ingress or a port of its own it has an address within the cluster only: docs/reference/triggers/http.md"""
    attributes = trigger["attributes"]
    said = attributes["ingresses"].is_map or trigger["ingresses"].is_map
    return said or attributes["serviceType"].text in ("NodePort", "LoadBalancer")


# What names the source of a trigger, and what messages call that: docs/reference/triggers (as of the commit above)
_NAMED = {
    "queueName": "queue", "topics": "topic", "topic": "topic", "subscriptions": "topic", "streamName": "stream",
    "eventHubName": "stream", "streamPath": "stream",
}  # fmt: skip


def _sources(project: "Project", function: NuclioFunction, trigger: Node, role: str) -> Iterator[Endpoint]:
    for key, word in _NAMED.items():
        for place in trigger["attributes"][key].each():
            name = place["topic"].text if place.is_map else place.text
            if name and "$" not in name:
                yield named(project, function, word, name.rpartition("/")[2], place, role)
                break
        else:
            continue
        return
    yield Endpoint(None, f"a {role}", trigger, "elsewhere", role)


def _passed_on(project: "Project", gateway: ApiGateway) -> Iterator[Connection]:
    """Internet → API gateway → function."""
    door = endpoint(gateway, "gateway")
    yield come_in(door, gateway.node)
    for upstream in gateway["spec.upstreams"]:
        name = upstream["nucliofunction.name"]
        name = name if name.written else upstream["nuclioFunction.name"]
        found = project.named(NuclioFunction, "NuclioFunction", name.text, gateway)
        if isinstance(found, NuclioFunction):
            callee = endpoint(found, "function")
            yield Connection("request", door, callee, via=name, waits=unknown(name), works=found.timeout)


_OPT_IN = "scale-to-zero/zero-opt-in-missing"


class Nuclio(System):
    name = "nuclio"
    kinds: ClassVar = {
        "nuclio.io/NuclioFunction": NuclioFunction,
        "nuclio.io/Function": NuclioFunction,
        "nuclio.io/NuclioAPIGateway": ApiGateway,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for function in project.all(NuclioFunction):
            floor, sleeps = function.floor, function.sleeps.present
            holds = (Hold(f"it keeps {floor}", floor.node, _OPT_IN),) if floor.value >= 1 else ()
            yield Scaling(function, floor, function.ceiling, can_sleep=sleeps, holds=holds)
            yield from _edges(project, function)
        for gateway in project.all(ApiGateway):
            yield from _passed_on(project, gateway)


SYSTEM = Nuclio()
