"""KEDA's triggers: the queues, topics and streams whose messages a workload works off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...node import Measure, Node
from ...quantities import NaN
from ...views import Autoscaler, Connection, Document, Endpoint, Queue, Workload
from ..kubernetes import endpoint
from .resources import find, resources

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
        named = next(resources(project, scaler, "", text), None)
        found = named.document if named is not None else find(project, scaler, word, text)
        name = named.name if named is not None else text.rpartition("/")[2]
        hidden = found.visibility if isinstance(found, Queue) else Measure(NaN, node, "unknown")
        yield Connection(
            "poll",
            Endpoint.of(found, word, "queue")
            if found
            else Endpoint(None, f"{word} `{name}`", node, "elsewhere", "queue"),
            endpoint(target, "workload"),
            via=node,
            waits=hidden,
            works=Measure(NaN, target.node, "unknown"),
            evidence="named",
            mode="async",
            buffered=True,
        )
        return


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
