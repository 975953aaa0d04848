"""Who sends to a URL that stands in his own settings: sources and triggers of Knative, Pub/Sub, Cloud Scheduler."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...cron import interval
from ...measure import Measure
from ...node import Node
from ...quantities import NaN
from ...record import NamedTuple
from ...views import Connection, Document, Endpoint
from ..knative_eventing import Delivers, waits
from .addresses import Address, of_url
from .answering import NOBODY, Met, by_route, ends
from .hosts import meet

if TYPE_CHECKING:
    from ...project import Project

# Objects of Config Connector and where their URL stands; those that Google made itself are known to google/messaging.py
_OF_GOOGLE: Final = {
    "CloudSchedulerJob": "spec.httpTarget.uri",
    "PubSubSubscription": "spec.pushConfig.pushEndpoint",
}
_CLOCKS: Final = frozenset({"CloudSchedulerJob", "PingSource"})


class _Sent(NamedTuple):
    sender: Document
    url: Node
    waits: Measure


def sent(project: "Project") -> Iterator[Connection]:
    for source in project.all(Delivers):
        for target, delivery in source.targets:
            if not target["ref"].written:
                wait = waits(delivery)
                if wait.state == "none" and source.kind == "Trigger":
                    wait = wait._replace(value=NaN, state="unknown")  # its broker may say more
                yield from _edges(project, _Sent(source, target["uri"], wait))
    for kind, path in _OF_GOOGLE.items():
        for one in project.kinds(kind):
            unknown = Measure(NaN, one.node, "unknown")
            yield from _edges(project, _Sent(one, one[path], getattr(one, "deadline", unknown)))


def _edges(project: "Project", one: _Sent) -> Iterator[Connection]:
    address = of_url(one.url)
    if address is None:
        return
    clock = one.sender.kind in _CLOCKS
    role = "schedule" if clock else one.sender.role if isinstance(one.sender, Delivers) else "queue"
    every = interval(one.sender["spec.schedule"]) if clock else None
    for _, callee, works in ends(_met(project, one.sender, address), address, one.url):
        yield Connection(
            "schedule" if clock else "push",
            Endpoint.of(one.sender, one.sender.kind, role, place=one.waits.node),
            callee,
            via=one.url,
            waits=every or one.waits,
            works=works if every is None or works.state == "own" else works._replace(value=NaN, state="unknown"),
            period=every,
            evidence="named",
            mode="async" if clock else "sync",
            buffered=not clock,
        )


def _met(project: "Project", sender: Document, address: Address) -> Met:
    """Google sees no names of a cluster, only the hosts that its routes serve."""
    if sender.kind in _OF_GOOGLE:
        return by_route(project, sender, address.host) or NOBODY
    return meet(project, sender, address)
