"""Fission: functions, the environments whose pods they run in, and the triggers that call them: all objects of the cluster."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..cron import either, interval
from ..crontab import of_seconds
from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..reading.values import UNKNOWN
from ..views import Bundle, Connection, Document, Endpoint, Function, Scaling, Setting, View
from ..views.base import Disclosed, Schedule
from ..views.bundle import Part
from ..views.connection import Kind
from . import System
from .ends import come_in, named, unknown
from .hosted import FunctionPods, HostedFunction
from .kubernetes import endpoint

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices
    from ..project import Project

# github fission/fission @920a4df07, pkg/apis/core/v1/types.go and const.go (2026-08)
FUNCTION_TIMEOUT = 60.0  # s
CONCURRENCY = 500.0  # pods of one function under poolmgr
GRACE = 90.0  # s, an environment's terminationGracePeriod
# the same, pkg/executor/executortype: after how many idle seconds a pod is reaped
_IDLE = {"poolmgr": 120.0, "newdeploy": 120.0, "container": 60.0}
# https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ (as of 2026-11)
_NGINX = "nginx.ingress.kubernetes.io/"
_NGINX_TIMEOUT = 60.0  # s

_STRATEGY = "InvokeStrategy.ExecutionStrategy."
_SETTINGS: dict[str, Setting] = {
    "timeout": Setting("functionTimeout", FUNCTION_TIMEOUT, "s"),
    "memory": Setting("resources.limits.memory", unit="bytes", read="quantity"),
    "concurrency": Setting("concurrency", CONCURRENCY, "pods"),
    "handler": Setting("package.functionName"),
    "runtime": Setting("environment.name"),
}


class FissionFunction(HostedFunction):
    """A function: in a pod of its environment's pool (poolmgr), in a Deployment of its own (newdeploy), or an image."""

    __slots__ = ()
    platform: ClassVar[str] = "fission"
    SETTINGS: ClassVar[dict[str, Setting]] = _SETTINGS

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["spec"])

    @property
    def executor(self) -> str | None:
        """poolmgr, newdeploy or container; None when it cannot be known."""
        said = self.body[f"{_STRATEGY}ExecutorType"]
        return "poolmgr" if said.absent or said.text == "" else said.text

    @property
    def concurrency(self) -> Measure:
        found = self.measure("concurrency")
        return found._replace(value=CONCURRENCY, state="default") if found.value == 0 else found

    def measure(self, word: str) -> Measure:
        if word == "idle":
            return effective(self.body["idletimeout"], default=_IDLE.get(self.executor or "", NaN))
        if word == "floor":
            return self._floor()
        if word == "ceiling":
            pooled = self.executor in ("poolmgr", None)
            own = effective(self.body[f"{_STRATEGY}MaxScale"], unit="replicas")
            return Measure(NaN, own.node, "absent", "replicas") if pooled else own
        return super().measure(word)

    def _floor(self) -> Measure:
        """Pods kept while nobody calls, those of the environment's pool aside."""
        if self.executor is None:
            return Measure(NaN, self.body[f"{_STRATEGY}ExecutorType"], "unknown", "replicas")
        if self.executor != "poolmgr":
            return effective(self.body[f"{_STRATEGY}MinScale"], default=0.0, unit="replicas")
        kept, warm = self.body["retainPods"], self.body["provisionedConcurrency.target"]
        return effective(warm if kept.absent else kept, default=0.0, unit="replicas")

    @property
    def parts(self) -> Iterator[Document]:
        pod = self.body["podspec"]
        if self.executor == "container" and pod.is_map:
            hidden = Node(pod.tree, pod.path, UNKNOWN)
            yield Part(self, self.node, kind="pods", template=hidden, pod=pod, serves=True)
        elif self.executor == "newdeploy":  # its image is that of the environment
            yield FunctionPods(self, self.body, {"resources": "resources", "image": "image"})


class FissionEnvironment(Bundle):
    """A runtime: its pods wait in a pool for functions; its builder compiles their source."""

    __slots__ = ()

    @property
    def grace(self) -> Measure:
        """Seconds its pods have to finish their calls when they are stopped."""
        return effective(self.node["spec.terminationGracePeriod"], default=GRACE)

    @property
    def pool(self) -> Measure:
        """Pods that wait for a function."""
        return effective(self.node["spec.poolsize"], unit="pods")

    @property
    def bills_idle(self) -> bool:
        """Without a size it has a pool only in its first version, of which nobody says how large it is."""
        return self.pool.state != "absent" and self.pool.value != 0

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        runtime = next(self.parts)
        assert isinstance(runtime, FunctionPods)
        return runtime.held(prices, copies * self.pool.value)

    @property
    def parts(self) -> Iterator[Document]:
        spec = self.node["spec"]
        own = {"image": "runtime.image", "env": "runtime.container.env"}
        if spec["runtime.podspec"].absent and spec["runtime.container.resources"].absent:
            own["resources"] = "resources"
        yield FunctionPods(self, spec, own)
        yield FunctionPods(self, spec, {"image": "builder.image", "env": "builder.container.env"})


class FissionTrigger(Document):
    """What calls a function: a route, a clock, a queue, a watch."""

    __slots__ = ()

    @property
    def targets(self) -> list[Node]:
        """The nodes that name its functions; a canary has two."""
        reference = self.node["spec.functionref"]
        weighted = [node for _, node in reference["functionweights"].items()]
        return weighted if reference["type"].text == "function-weights" else [reference["name"]]

    @property
    def disclosed(self) -> Disclosed:
        advice = "keep it in a Secret and name it in `secret`"
        return Disclosed("trigger metadata", advice, self.node["spec.metadata"].items())

    @property
    def schedules(self) -> Iterator[Schedule]:
        if self.kind == "TimeTrigger":
            yield Schedule(self.node["spec.cron"], of_seconds)

    def called(self, node: Node) -> str | None:
        return node.name if node.path[-2] == "functionweights" else node.text


def _waits(trigger: FissionTrigger) -> Measure:
    """How long the Ingress that Fission makes for a route waits; the router itself waits as long as the function may work."""
    spec = trigger["spec"]
    annotations = spec["ingressconfig.annotations"]
    nginx = any(name.startswith(_NGINX) for name, _ in annotations.items())
    if not spec["createingress"].is_true or not nginx:
        return Measure(NaN, trigger.node, "unknown")
    return effective(annotations.key(f"{_NGINX}proxy-read-timeout"), default=_NGINX_TIMEOUT)


# What messageQueueType calls by another word than a queue, and what spec.metadata calls what it reads:
# https://fission.io/docs/usage/triggers/message-queue-trigger-kind-keda/ (as of 2026-11)
_WORDS = {
    "kafka": "topic", "gcp-pubsub": "subscription", "aws-kinesis-stream": "stream", "nats-jetstream": "stream", "redis-streams": "stream",
}  # fmt: skip
_READ = ("topic", "queueName", "queueURL", "subscriptionName", "streamName", "stream")


def _edges(project: "Project", trigger: FissionTrigger, function: Function, via: Node) -> Iterator[Connection]:
    kind, callee, works = trigger.kind, endpoint(function, "function"), function.timeout
    if kind == "HTTPTrigger":
        caller = Endpoint.of(trigger, "HTTPTrigger", "gateway")
        yield Connection("request", caller, callee, via=via, waits=_waits(trigger), works=works)
    elif kind == "TimeTrigger":
        cron = trigger["spec.cron"]
        every = interval(cron, either)
        caller = Endpoint.of(trigger, "TimeTrigger", "schedule", place=cron)
        yield Connection("schedule", caller, callee, via=via, waits=every, works=works, period=every, mode="async")
    elif kind == "MessageQueueTrigger":
        yield from _messages(project, trigger, callee, works, via)
    elif kind == "KubernetesWatchTrigger":
        caller, waits = Endpoint.of(trigger, "KubernetesWatchTrigger", "topic"), unknown(trigger.node)
        yield Connection("push", caller, callee, via=via, waits=waits, works=works, mode="async")


def _messages(
    project: "Project", trigger: FissionTrigger, function: Endpoint, works: Measure, via: Node
) -> Iterator[Connection]:
    """Queue → function → the queues for its answers, and for what it failed on."""
    word, again = _WORDS.get(trigger["spec.messageQueueType"].text or "", "queue"), trigger["spec.maxRetries"]
    tries = effective(again, default=0.0, unit="tries")
    tries = tries._replace(value=tries.value + 1)
    places = [trigger["spec.topic"], *(trigger["spec.metadata"][key] for key in _READ)]
    read = next((one for one in places if one.text), None)
    nobody = unknown(trigger.node)
    if read is None:
        caller = Endpoint(None, f"a {word}", trigger.node, "elsewhere", "queue")
    else:
        caller = named(project, trigger, word, (read.text or "").rpartition("/")[2], read, "queue")
    yield Connection(
        "poll", caller, function, via=via, waits=nobody, works=works, attempts=tries, mode="async", buffered=True
    )
    told: tuple[tuple[str, Kind], ...] = (("respTopic", "push"), ("errorTopic", "deadletter"))
    for key, edge in told:
        place = trigger["spec"][key]
        if place.text:
            queue = named(project, trigger, "topic" if word == "subscription" else word, place.text, place, "queue")
            yield Connection(edge, function, queue, via=place, waits=nobody, works=nobody, mode="async", buffered=True)


class Fission(System):
    name = "fission"
    kinds: ClassVar = {
        "fission.io/Function": FissionFunction,
        "fission.io/Environment": FissionEnvironment,
        **dict.fromkeys(
            (
                f"fission.io/{kind}"
                for kind in ("HTTPTrigger", "KubernetesWatchTrigger", "MessageQueueTrigger", "TimeTrigger")
            ),
            FissionTrigger,
        ),
        "fission.io/Package": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for function in project.all(FissionFunction):
            floor, ceiling, idle = (function.measure(word) for word in ("floor", "ceiling", "idle"))
            if function.executor == "poolmgr":  # as many pods of the pool as calls
                ceiling = function.concurrency
            # a metric from elsewhere tells of work that no call brings
            alone = function.body[f"{_STRATEGY}hpaMetrics"].absent
            yield Scaling(function, floor, ceiling, can_sleep=alone, idle_after=idle)
        for trigger in project.all(FissionTrigger):
            if trigger.kind == "HTTPTrigger":  # the chart gives its router a load balancer
                yield come_in(Endpoint.of(trigger, "HTTPTrigger", "gateway"), trigger.node)
            for node in trigger.targets:
                called = project.named(FissionFunction, "Function", trigger.called(node), trigger)
                if isinstance(called, FissionFunction):
                    yield from _edges(project, trigger, called, node)


SYSTEM = Fission()
