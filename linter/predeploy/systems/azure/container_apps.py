"""Azure Container Apps: apps that sleep when nobody calls, and jobs; their settings said in Kubernetes' words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...cron import interval
from ...crontab import of_cron
from ...measure import Measure, effective
from ...node import Node
from ...prices import GIB
from ...quantities import NaN
from ...reading.values import ABSENT, UNKNOWN
from ...views import Connection, Container, Endpoint, Scaling, View, Workload
from ...views.base import Schedule
from ...views.stack import Stack
from .. import System
from ..ends import named, unknown
from .limits import APP_CEILING, APP_FLOOR
from .resource import ArmResource

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices
    from ...project import Project

# The word of Kubernetes → the type of a probe: container-apps/health-probes (as of 2026-11)
_PROBES = {"livenessProbe": "liveness", "readinessProbe": "readiness", "startupProbe": "startup"}
_SPELLED = {
    "keep it in a Secret and refer to it with valueFrom.secretKeyRef": "keep it in a secret of the app and refer to it with secretRef",
}
_OF_RESOURCES = ("resources.requests", "resources.limits")


class AppContainer(Container):
    """A container whose one amount of each resource is request and limit, and whose probes stand in a list."""

    __slots__ = ()

    def __getitem__(self, dotted: str) -> Node:
        head, _, rest = dotted.partition(".")
        if head in _PROBES:
            probe = self._probe(_PROBES[head])
            return probe[rest] if rest else probe
        if head == "resources":
            return self._resources(dotted)
        return self.node[dotted]

    def _resources(self, dotted: str) -> Node:
        """What is not said gets what Azure gives by default."""
        given = self.node["resources"]
        if given.absent:
            return Node(given.tree, given.path, UNKNOWN)
        for words in _OF_RESOURCES:
            if dotted == words or dotted.startswith(f"{words}."):
                return self.node[f"resources{dotted[len(words) :]}"]
        return Node(given.tree, given.path, {"requests": given.value, "limits": given.value})

    def _probe(self, kind: str) -> Node:
        probes = self.node["probes"]
        for one in probes:
            if one["type"].unknown:
                return one["type"]
            if (one["type"].text or "").lower() == kind:
                return one
        return probes if probes.unknown else Node(probes.tree, probes.path, ABSENT)


class ContainerApp(ArmResource, Workload):
    """Microsoft.App/containerApps."""

    __slots__ = ()
    platform: ClassVar[str] = "azure-container-apps"
    authority: ClassVar[str] = "Azure"

    def __init__(self, node: Node) -> None:
        template = node["properties.template"]
        Workload.__init__(self, node, template, template)

    def spelled(self, words: str) -> str:
        return _SPELLED.get(words, words)

    @property
    def on_linux_nodes(self) -> bool:
        """The sandbox is Azure's own."""
        return False

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    def _containers(self) -> Iterator[Container]:
        for role, key in (("app", "containers"), ("init", "initContainers")):
            for one in self.pod[key]:
                if one.is_map:
                    yield AppContainer(one, self, role)  # type: ignore[arg-type]

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """Replicas that do nothing have a rate of their own."""
        cores, memory = self.requested("cpu"), self.requested("memory") / GIB
        return prices.of((copies * cores, "container-app-vcpu-hour"), (copies * memory, "container-app-gib-hour"))

    # https://learn.microsoft.com/azure/container-apps/scale-app (as of 2026-11)

    @property
    def floor(self) -> Measure:
        return effective(self.pod["scale.minReplicas"], default=APP_FLOOR, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        return effective(self.pod["scale.maxReplicas"], default=APP_CEILING, unit="replicas")

    @property
    def wakers(self) -> list[Node] | None:
        """What can raise it from none: its ingress, and the rules that look outside its own replicas; None when that
        cannot be known."""
        ingress, rules = self["properties.configuration.ingress"], self.pod["scale.rules"]
        kinds = [(rule, rule["custom.type"]) for rule in rules]
        if ingress.unknown or rules.unknown or any(kind.unknown or rule.unknown for rule, kind in kinds):
            return None
        found = [rule for rule, kind in kinds if (kind.text or "").lower() not in ("cpu", "memory")]
        return [*([ingress] if ingress.is_map else []), *found]


class ContainerJob(ContainerApp):
    """Microsoft.App/jobs: runs to its end, by hand, by the clock or by events."""

    __slots__ = ()

    @property
    def serves(self) -> bool:
        return False

    @property
    def completes(self) -> bool:
        return True

    @property
    def limit(self) -> Measure:
        """Seconds that one execution may take."""
        return effective(self["properties.configuration.replicaTimeout"])

    @property
    def schedule(self) -> Node:
        return self["properties.configuration.scheduleTriggerConfig.cronExpression"]

    @property
    def schedules(self) -> Iterator[Schedule]:
        yield Schedule(self.schedule, of_cron)


class ContainerApps(System):
    name = "azure-container-apps"
    types: ClassVar = {"Microsoft.App/containerApps": ContainerApp, "Microsoft.App/jobs": ContainerJob}

    def connections(self, stack: Stack) -> Iterator[Connection]:
        for job in stack.of("Microsoft.App/jobs"):
            if isinstance(job, ContainerJob) and job.schedule.text is not None:
                yield Connection(
                    "schedule",
                    Endpoint(None, f"schedule `{job.schedule.text}`", job.schedule, "here", "schedule"),
                    Endpoint.of(job, "job", "workload"),
                    via=job.schedule,
                    waits=Measure(NaN, job.schedule, "absent"),
                    works=job.limit,
                    period=interval(job.schedule),
                    mode="async",
                )

    def links(self, project: "Project") -> Iterator[View]:
        for app in project.all(ContainerApp):
            yield from _polled(project, app)
            if not isinstance(app, ContainerJob):
                yield Scaling(app, app.floor, app.ceiling, can_sleep=bool(app.wakers))


# Type of a scale rule → what it looks at, and the metadata that name it: those of KEDA
_RULES = {
    "azure-servicebus": ("queue", "queueName", "topicName"),
    "azure-queue": ("queue", "queueName"),
    "azure-eventhub": ("stream", "eventHubName"),
    "kafka": ("topic", "topic"),
    "rabbitmq": ("queue", "queueName"),
    "redis": ("queue", "listName"),
    "aws-sqs-queue": ("queue", "queueURL"),
}


def _polled(project: "Project", app: ContainerApp) -> Iterator[Connection]:
    """Queue → the app that a rule scales by its length."""
    job = app["properties.configuration.eventTriggerConfig.scale.rules"]
    for rule in (*app.pod["scale.rules"], *job):
        said = rule["custom"] if rule["custom"].written else rule
        word, *keys = _RULES.get((said["type"].text or "").lower(), ("queue",))
        place = next(
            (said["metadata"][key] for key in keys if said["metadata"][key].text), rule["azureQueue.queueName"]
        )
        if place.text:
            caller = named(project, app, word, place.text.rpartition("/")[2], place, "queue")
            nobody = unknown(rule)
            callee = Endpoint.of(app, "app", "workload")
            yield Connection("poll", caller, callee, via=place, waits=nobody, works=nobody, mode="async", buffered=True)


SYSTEM = ContainerApps()
