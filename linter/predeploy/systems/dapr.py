"""Dapr: a sidecar that calls, subscribes and stores for its app; what it talks to, and how patiently.

https://docs.dapr.io/reference/resource-specs/ (as of 2026-11). The sidecar itself is asked for by annotations of the pods.
"""

from collections.abc import Iterator
from functools import partial
from math import inf
from typing import TYPE_CHECKING, ClassVar

from ..cron import either, interval
from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..views import Connection, Document, Endpoint, View, Workload
from ..views.base import Disclosed
from ..views.connection import Evidence, Kind, Mode
from ..views.network import Elsewhere
from . import System
from .knative import KnativeService
from .kubernetes import NEAR, endpoint
from .routes import answers, behind

if TYPE_CHECKING:
    from ..project import Project

KINDS = ("Configuration", "Resiliency", "Subscription", "HTTPEndpoint")


class Component(Document):
    """What the sidecar talks to: a state store, a broker, a binding."""

    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        entries = () if self.node["apiVersion"].unknown else self.node["spec.metadata"]
        told = ((entry["name"].text or "", entry["value"]) for entry in entries)
        return Disclosed("metadata", "keep it in a secret store and refer to it with secretKeyRef", told)


class Dapr(System):
    name = "dapr"
    kinds: ClassVar = {"dapr.io/Component": Component, **{f"dapr.io/{kind}": Document for kind in KINDS}}

    def links(self, project: "Project") -> Iterator[View]:
        """A Resiliency says how long the callers of an app wait for it; a component, whom its apps talk to."""
        for document in project.kinds("Resiliency"):
            if document.group == "dapr.io":
                yield from _calls(document, project)
        fed = {}
        for subscription in project.kinds("Subscription"):
            if subscription.group == "dapr.io":
                for one in _subscribed(project, subscription):
                    fed[id(one.callee.view), id(one.caller.view)] = one
        yield from fed.values()
        for component in project.all(Component):
            for app, evidence in _apps(project, component):
                if (id(app), id(component)) not in fed:
                    yield from _used(component, app, evidence)
            yield from _behind(project, component)


def _apps(project: "Project", scoped: Document) -> Iterator[tuple[Workload, Evidence]]:
    """The apps that an object is for: those that it names, else the only one there is."""
    known = project.once(by_app, partial(by_app, project))
    names = [one.text for one in scoped["scopes"]]
    if names:
        for name in names:
            near = [one for one in known.get(name, ()) if name and 0 <= project.distance(one, scoped) <= NEAR]
            if len(near) == 1:
                yield near[0], "named"
    elif scoped["scopes"].absent:
        key = ("dapr", scoped.node.tree.source.path.rpartition("/")[0], scoped.namespace)
        alone = project.once(key, partial(_beside, project, scoped))
        if len(alone) == 1:
            yield alone[0], "granted"


def _beside(project: "Project", near: Document) -> list[Workload]:
    known = project.once(by_app, partial(by_app, project))
    apps = (one for name, ones in known.items() if name for one in ones)
    return [one for one in apps if 0 <= project.distance(one, near) <= 1 and one.namespace in (near.namespace, "")]


def _component(project: "Project", name: Node, near: Document) -> Endpoint | None:
    found = project.named(Component, "Component", name.text, near)
    if isinstance(found, Component):
        return Endpoint.of(found, "component", "topic")
    return Endpoint(None, f"pub/sub `{name.text}`", name, "elsewhere", "topic") if found is None and name.text else None


def _subscribed(project: "Project", subscription: Document) -> Iterator[Connection]:
    """Broker → app."""
    caller = _component(project, subscription["spec.pubsubname"], subscription)
    if caller is None:
        return
    for app, evidence in _apps(project, subscription):
        topic = subscription["spec.topic"]
        yield Connection(
            "push",
            caller,
            endpoint(app, "workload"),
            via=topic,
            waits=Measure(NaN, topic, "unknown"),
            works=answers(app),
            evidence="declared" if evidence == "named" else evidence,
            mode="async",
            buffered=True,
        )


# The first part of a component's type → what an app does with it
_USED: dict[str, tuple[Kind, str]] = {
    "state": ("store", "store"), "configuration": ("store", "store"), "lock": ("store", "store"), "pubsub": ("push", "topic"),
}  # fmt: skip
# Bindings that only take; of others `direction` tells:
# https://docs.dapr.io/reference/components-reference/supported-bindings/ (as of 2026-11)
_OUTPUT = frozenset(
    {
        "http",
        "smtp",
        "twilio.sms",
        "twilio.sendgrid",
        "postgresql",
        "postgres",
        "mysql",
        "redis",
        "localstorage",
        "influx",
        "graphql",
    }
)


def _used(component: Component, app: Workload, evidence: Evidence) -> Iterator[Connection]:
    family, _, kind = (component["spec.type"].text or "").partition(".")
    said = {one["name"].text: one["value"] for one in component["spec.metadata"]}
    direction = said["direction"].text or "" if "direction" in said else ""
    end, of_app = Endpoint.of(component, "component", "store"), endpoint(app, "workload")
    if family == "bindings" and kind == "cron" and "schedule" in said:
        works = Measure(NaN, app.node, "unknown")
        made = Connection.scheduled(said["schedule"], of_app, interval(said["schedule"], either), works)
        made.evidence = evidence
        yield made
        return
    ways: list[tuple[Kind, Endpoint, Endpoint]] = []
    if family in _USED:
        edge, role = _USED[family]
        # who publishes and who subscribes only the code knows, where no Subscription tells
        ways.append((edge, of_app, end._replace(role=role)))
        evidence = "granted" if edge == "push" else evidence
    if family == "bindings" and ("output" in direction or (not direction and kind in _OUTPUT)):
        ways.append(("store", of_app, end))
    if family == "bindings" and "input" in direction:
        ways.append(("push", end._replace(role="queue"), of_app))
    for edge, caller, callee in ways:
        nobody = Measure(NaN, component.node, "unknown")
        via = component["spec.type"]
        mode: Mode = "async" if edge == "push" else "sync"
        yield Connection(edge, caller, callee, via=via, waits=nobody, works=nobody, evidence=evidence, mode=mode)


def _behind(project: "Project", component: Component) -> Iterator[Connection]:
    """Component → the pods of the store or broker that it names."""
    family = (component["spec.type"].text or "").partition(".")[0]
    for entry in component["spec.metadata"]:
        host = (entry["value"].text or "").partition(",")[0].partition(":")[0]
        if entry["name"].text in _HOSTS and host:
            labels = host.split(".")
            near = Elsewhere(component.node, labels[1]) if len(labels) > 1 else component
            for one in behind(project, labels[0], near):
                edge: Kind = "push" if family == "pubsub" else "store"
                nobody = Measure(NaN, entry, "unknown")
                role = "topic" if family == "pubsub" else "store"
                ends = Endpoint.of(component, "component", role), endpoint(one, "store")
                yield Connection(edge, *ends, via=entry, waits=nobody, works=nobody, evidence="named")


_HOSTS = frozenset({"redisHost", "host", "hosts", "brokers", "servers"})


def by_app(project: "Project") -> dict[str | None, list[Workload]]:
    """The workloads of each app."""
    found: dict[str | None, list[Workload]] = {}
    for one in project.all(Workload):
        found.setdefault(one.pod_annotation("dapr.io/app-id").text, []).append(one)
    return found


def _calls(document: Document, project: "Project") -> Iterator[Connection]:
    policies = document["spec.policies"]
    for app, target in document["spec.targets.apps"].items():
        wait = policies["timeouts"].key(target["timeout"].text or "")
        retry = policies["retries"].key(target["retry"].text or "")
        named = project.once(by_app, partial(by_app, project)).get(app, ())
        callees = [one for one in named if 0 <= project.distance(one, document) <= 1]
        if wait.written and len(callees) == 1:
            callee = callees[0]
            works = Measure(NaN, callee.node, "unknown")  # how long a plain app answers is nobody's to say
            if isinstance(callee, KnativeService) and callee.timeout.state == "own":
                works = callee.timeout
            yield Connection(
                "request",
                Endpoint(document, f"a caller of `{app}`", wait, "here", "client"),
                endpoint(callee, "workload"),
                via=wait,
                waits=effective(wait, read="duration"),
                works=works,
                attempts=_tries(retry) if retry.written else None,
            )


def _tries(retry: Node) -> Measure:
    """The first one and its retries, of which there is no end unless one is said:
    https://docs.dapr.io/operations/resiliency/policies/retries/retries-overview/ (as of 2026-11)."""
    more = effective(retry["maxRetries"], default=-1.0, unit="attempts")
    return more._replace(value=inf if more.value < 0 else more.value + 1)


SYSTEM = Dapr()
