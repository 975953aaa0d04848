"""Azure Service Bus: queues, subscriptions and the namespace that they stand in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import Queue
from ...views.base import Bounded
from .. import System
from .durations import iso_measure
from .limits import DELIVERIES, LOCK
from .resource import ArmResource

if TYPE_CHECKING:
    from ...project import Project


class ServiceBusQueue(ArmResource, Queue):
    """A queue, or a subscription of a topic: both lock a message while somebody works on it."""

    __slots__ = ()
    platform: ClassVar[str] = "azure-service-bus"

    @property
    def visibility(self) -> Measure:
        """How long the lock of a message lasts, unless it is renewed."""
        return iso_measure(self["properties.lockDuration"], LOCK.default)

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        seconds = self.visibility
        yield Bounded(seconds.node, seconds.value, LOCK.low, LOCK.high, "Service Bus")

    @property
    def retention(self) -> Measure:
        return iso_measure(self["properties.defaultMessageTimeToLive"], NaN)

    @property
    def max_receives(self) -> Measure:
        """Then a message goes to the dead letters, which every queue has."""
        return effective(self["properties.maxDeliveryCount"], default=DELIVERIES.default, unit="receives")

    @property
    def dead_letter(self) -> Node:
        return self["properties.forwardDeadLetteredMessagesTo"]

    @property
    def fifo(self) -> bool | None:
        """Sessions keep the order."""
        node = self["properties.requiresSession"]
        return None if node.unknown else node.is_true


class ServiceBus(System):
    name = "azure-service-bus"
    types: ClassVar = {
        "Microsoft.ServiceBus/namespaces/queues": ServiceBusQueue,
        "Microsoft.ServiceBus/namespaces/topics/subscriptions": ServiceBusQueue,
    }


SYSTEM = ServiceBus()
