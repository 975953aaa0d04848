"""Dapr: a sidecar that calls, subscribes and stores for its app; what it talks to, and how patiently.

https://docs.dapr.io/reference/resource-specs/ (as of 2026-11). The sidecar itself is asked for by annotations of the pods.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..node import Measure, effective
from ..quantities import NaN
from ..views import Connection, Document, Endpoint, View, Workload
from ..views.base import Disclosed
from . import System
from .knative import KnativeService
from .kubernetes import endpoint

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
        """A Resiliency says how long the callers of an app wait for it."""
        for document in project.all(Document):
            if document.kind == "Resiliency" and document.group == "dapr.io":
                yield from _calls(document, project)


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
                attempts=effective(retry["maxRetries"]) if retry.written else None,
            )


SYSTEM = Dapr()
