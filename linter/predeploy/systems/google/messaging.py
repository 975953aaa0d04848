"""What calls Cloud Run and Cloud Functions: Pub/Sub subscriptions, Cloud Scheduler, Eventarc, as Config Connector writes them."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, ClassVar

from ...cron import interval
from ...measure import Measure, effective
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...views import Connection, Document, Endpoint, Function, View
from ...views.base import Bounded, bounded
from .. import System
from ..ends import named, unknown
from . import limits
from .cloud_run import CloudRunService
from .functions import GoogleFunction

if TYPE_CHECKING:
    from ...project import Project

# https://cloud.google.com/run/docs/triggering/https-request and …/functions/docs/calling/http (as of 2026-11):
# SERVICE-HASH-REGION.a.run.app, SERVICE-PROJECTNUMBER.REGION.run.app, REGION-PROJECT.cloudfunctions.net/FUNCTION
_RUN = pattern(
    r"https://(?:[a-z0-9-]{1,63}---)?([a-z][a-z0-9-]{0,62})-(?:[a-z0-9]{10}-[a-z]{2,3}\.a|[0-9]{6,14}\.[a-z0-9-]{1,40})\.run\.app(?:/|\Z)"
)
_FUNCTION = pattern(r"https://[a-z0-9-]{1,99}\.cloudfunctions\.net/([A-Za-z][\w-]{0,62})(?:[/?]|\Z)")
SERVICES = ("Service", "RunService")
FUNCTIONS = ("function", "CloudFunctions2Function", "CloudFunctionsFunction")


class Subscription(Document):
    """A Pub/Sub subscription."""

    __slots__ = ()

    @property
    def deadline(self) -> Measure:
        """Seconds until a message that nobody has acknowledged is delivered again; of a push the time to answer."""
        found = effective(self["spec.ackDeadlineSeconds"], default=limits.PUSH_DEADLINE)
        return found._replace(value=limits.PUSH_DEADLINE, state="default") if found.value == 0 else found

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield bounded(self["spec.ackDeadlineSeconds"], 0.0, limits.PUSH_MOST, "Pub/Sub")

    @property
    def endpoint(self) -> Node:
        return self["spec.pushConfig.pushEndpoint"]

    @property
    def dead_letters(self) -> Node:
        return self["spec.deadLetterPolicy"]


class SchedulerJob(Document):
    """A job of Cloud Scheduler."""

    __slots__ = ()

    @property
    def deadline(self) -> Measure:
        """Seconds that a try waits for an answer."""
        return effective(self["spec.attemptDeadline"], default=limits.SCHEDULER_DEADLINE, read="duration")

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield bounded(self["spec.attemptDeadline"], limits.SCHEDULER_LEAST, limits.SCHEDULER_MOST, "Cloud Scheduler")


def called(project: "Project", url: str | None, near: Document) -> tuple[Document, Measure] | None:
    """The service or function of this run behind a URL that Google made, and how long it may work on a request."""
    run, function = (pattern.match(url or "") for pattern in (_RUN, _FUNCTION))
    if run is not None:
        found = sole(project, CloudRunService, SERVICES, run[1], near)
        return (found, found.timeout) if isinstance(found, CloudRunService) else None
    if function is not None:
        found = sole(project, GoogleFunction, FUNCTIONS, function[1], near)
        return (found, found.timeout) if isinstance(found, GoogleFunction) else None
    return None


def sole(project: "Project", cls: type[Document], kinds: tuple[str, ...], name: str, near: Document) -> Document | None:
    """The object of that name, where only one of these kinds has it."""
    found = [project.named(cls, kind, name, _Anywhere(near.node)) for kind in kinds]
    known = [one for one in found if one is not None]
    return known[0] if len(known) == 1 and isinstance(known[0], cls) else None


class _Anywhere(Document):
    """Names of Google's services know nothing of a cluster's namespaces."""

    __slots__ = ()

    @property
    def namespace(self) -> str:
        return ""


def _push(
    caller: Document, word: str, place: Node, target: tuple[Document, Measure], waits: Measure, attempts: Measure | None
) -> Connection:
    callee, works = target
    return Connection(
        "push",
        Endpoint.of(caller, word, "queue" if isinstance(caller, Subscription) else "schedule", place=waits.node),
        Endpoint.of(callee, callee.kind, "function", place=works.node),
        via=place,
        waits=waits,
        works=works,
        attempts=attempts,
        evidence="named",
        mode="sync",
        buffered=True,
    )


# Other objects of Config Connector that take part in calls, or are looked for by their names
_LOOKED_UP = (
    "pubsub.cnrm.cloud.google.com/PubSubTopic",
    "storage.cnrm.cloud.google.com/StorageBucket",
    "cloudtasks.cnrm.cloud.google.com/CloudTasksQueue",
    "eventarc.cnrm.cloud.google.com/EventarcTrigger",
    "sql.cnrm.cloud.google.com/SQLInstance",
    "redis.cnrm.cloud.google.com/RedisInstance",
)


class Messaging(System):
    name = "google-messaging"
    kinds: ClassVar = {
        "pubsub.cnrm.cloud.google.com/PubSubSubscription": Subscription,
        "cloudscheduler.cnrm.cloud.google.com/CloudSchedulerJob": SchedulerJob,
        **dict.fromkeys(_LOOKED_UP, Document),
    }

    def links(self, project: "Project") -> Iterator[View]:
        for subscription in project.all(Subscription):
            target = called(project, subscription.endpoint.text, subscription)
            if target is not None:
                tries = effective(subscription.dead_letters["maxDeliveryAttempts"], default=inf, unit="attempts")
                yield _push(subscription, "subscription", subscription.endpoint, target, subscription.deadline, tries)
            yield from _of_topic(project, subscription)
        for job in project.all(SchedulerJob):
            uri = job["spec.httpTarget.uri"]
            target = called(project, uri.text, job)
            if target is not None:
                yield _push(job, "scheduler job", uri, target, job.deadline, None)
                yield _scheduled(job, target)
            yield from _published(project, job)
        for trigger in project.kinds("EventarcTrigger"):
            yield from _triggered(project, trigger)


def _of_topic(project: "Project", subscription: Subscription) -> Iterator[Connection]:
    """Topic → subscription → the topic of the messages that could not be delivered."""
    here, nobody = Endpoint.of(subscription, "subscription", "queue"), unknown(subscription.node)
    read, dead = subscription["spec.topicRef"], subscription.dead_letters["deadLetterTopicRef"]
    topic, failed = (referred(project, subscription, one, "topic", "topic") for one in (read, dead))
    if topic is not None:
        yield Connection("push", topic, here, via=read, waits=nobody, works=nobody, mode="async", buffered=True)
    if failed is not None:
        yield Connection("deadletter", here, failed, via=dead, waits=nobody, works=nobody, mode="async", buffered=True)


def referred(project: "Project", near: Document, reference: Node, word: str, role: str) -> Endpoint | None:
    """What a reference of Config Connector names: an object of the cluster, or by its full name another one."""
    place = reference["name"] if reference["name"].written else reference["external"]
    name = (place.text or "").rpartition("/")[2]
    return named(project, near, word, name, place, role) if name else None


def _published(project: "Project", job: SchedulerJob) -> Iterator[Connection]:
    """A job → the topic to which it sends, or the service of App Engine that it calls."""
    every, reference = interval(job["spec.schedule"]), job["spec.pubsubTarget.topicRef"]
    callee = referred(project, job, reference, "topic", "topic")
    service = project.named(
        Function, "App Engine service", job["spec.appEngineHttpTarget.appEngineRouting.service"].text, job
    )
    if isinstance(service, Function):
        callee = Endpoint.of(service, service.kind, "function")
    if callee is not None:
        clock, nobody = Endpoint.of(job, "scheduler job", "schedule", place=every.node), unknown(job.node)
        yield Connection(
            "schedule", clock, callee, via=every.node, waits=every, works=nobody, period=every, mode="async"
        )


def _triggered(project: "Project", trigger: Document) -> Iterator[Connection]:
    """Topic → Eventarc → service or workflow."""
    here, nobody = Endpoint.of(trigger, "Eventarc trigger", "topic"), unknown(trigger.node)
    transport = trigger["spec.transport.pubsub.topicRef"]
    topic = referred(project, trigger, transport, "topic", "topic")
    if topic is not None:
        yield Connection("push", topic, here, via=transport, waits=nobody, works=nobody, mode="async", buffered=True)
    for key, kinds in _DESTINATIONS.items():
        reference = trigger["spec.destination"][key]
        name = (reference["name"].text or reference["external"].text or "").rpartition("/")[2]
        if name:
            found = sole(project, Document, kinds, name, trigger)
            callee = Endpoint(None, f"{kinds[-1]} `{name}`", reference, "elsewhere", "workload")
            if found is not None:
                callee = Endpoint.of(found, found.kind, "function")
            works = found.timeout if isinstance(found, (CloudRunService, GoogleFunction)) else nobody
            yield Connection(
                "push", here, callee, via=reference, waits=nobody, works=works, mode="async", buffered=True
            )


_DESTINATIONS = {
    "cloudRunService.serviceRef": SERVICES,
    "cloudFunctionRef": FUNCTIONS,
    "workflowRef": ("workflow",),
}


def _scheduled(job: SchedulerJob, target: tuple[Document, Measure]) -> Connection:
    """The next run of a job begins when the last was answered or given up: it cannot overlap for longer than that."""
    every, (callee, works) = interval(job["spec.schedule"]), target
    return Connection(
        "schedule",
        Endpoint.of(job, "scheduler job", "schedule", place=every.node),
        Endpoint.of(callee, callee.kind, "function", place=works.node),
        via=every.node,
        waits=every,
        works=works if works.state != "default" else works._replace(value=NaN, state="unknown"),
        period=every,
        evidence="named",
        mode="async",
    )


SYSTEM = Messaging()
