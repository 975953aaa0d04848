"""KEDA's triggers: the queues, topics and streams whose messages a workload works off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...measure import Measure
from ...node import Node
from ...quantities import NaN
from ...views import Autoscaler, Connection, Document, Queue, Workload
from ..kubernetes import endpoint
from .resources import Named, find, resources

if TYPE_CHECKING:
    from ...project import Project

# type of the trigger → what it looks at, and the metadata that name it: https://keda.sh/docs/latest/scalers/ (as of 2026-11)
_NAMES: Final = {
    "activemq": ("queue", "destinationName"),
    "apache-kafka": ("topic", "topic"),
    "artemis-queue": ("queue", "queueName"),
    "aws-dynamodb-streams": ("stream", "tableName"),
    "aws-kinesis-stream": ("stream", "streamName"),
    "aws-sqs-queue": ("queue", "queueURL"),
    "azure-eventhub": ("stream", "eventHubName"),
    "azure-queue": ("queue", "queueName"),
    "azure-servicebus": ("queue", "queueName", "topicName"),
    "beanstalkd": ("queue", "tube"),
    "gcp-pubsub": ("subscription", "subscriptionName", "topicName"),
    "ibmmq": ("queue", "queueName"),
    "kafka": ("topic", "topic"),
    "nats-jetstream": ("stream", "stream"),
    "pulsar": ("topic", "topic"),
    "rabbitmq": ("queue", "queueName"),
    "redis": ("queue", "listName"),
    "redis-cluster": ("queue", "listName"),
    "redis-cluster-streams": ("stream", "stream"),
    "redis-streams": ("stream", "stream"),
    "solace-event-queue": ("queue", "queueName"),
    "stan": ("topic", "subject"),
}  # fmt: skip


def polls(project: "Project") -> Iterator[Connection]:
    """Queue → the workload that a trigger scales by its length."""
    for scaler in [*project.kinds("ScaledObject"), *project.kinds("ScaledJob")]:
        target = project.target(scaler) if isinstance(scaler, Autoscaler) else scaler
        if isinstance(target, Workload):
            for trigger in scaler["spec.triggers"]:
                yield from _poll(project, scaler, target, trigger)


def _poll(project: "Project", scaler: Document, target: Workload, trigger: Node) -> Iterator[Connection]:
    word, *keys = _NAMES.get(trigger["type"].text or "", ("",))
    for key in keys:
        text, node = _value(target, trigger["metadata"], key)
        if not text or any(mark in text for mark in ("{{", "${", "$(")):
            continue
        named = next(resources(project, scaler, "", text), None) or _called(project, scaler, word, text)
        queue = named.document
        yield Connection(
            "poll",
            named.end(node),
            endpoint(target, "workload"),
            via=node,
            waits=queue.visibility if isinstance(queue, Queue) else Measure(NaN, node, "unknown"),
            works=Measure(NaN, target.node, "unknown"),
            evidence="named",
            mode="async",
            buffered=True,
        )
        return


def _called(project: "Project", scaler: Document, word: str, text: str) -> Named:
    """What has that name in the run, whatever the scaler takes it for."""
    for one in dict.fromkeys((word, "topic", "stream", "table")):
        found = find(project, scaler, one, text)
        if found is not None:
            return Named(one, text, found)
    return Named(word, text.rpartition("/")[2], None)


def _value(target: Workload, metadata: Node, key: str) -> tuple[str | None, Node]:
    """What is said, or stands in a variable of the workload."""
    variable = metadata[f"{key}FromEnv"]
    if variable.text is None:
        return metadata[key].text, metadata[key]
    for container in target.containers:
        for entry in container["env"]:
            if entry["name"].text == variable.text:
                return entry["value"].text, variable
    return None, variable
