"""Kubernetes' own kinds, and what they say together: Service → workload, Ingress → Service, autoscaler → workload."""

import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..cron import interval
from ..crontab import of_cron
from ..measure import Measure, effective
from ..node import Node
from ..prices import GIB
from ..quantities import NaN
from ..reading.values import UNKNOWN
from ..views import (
    Autoscaler,
    Connection,
    DisruptionBudget,
    Document,
    Endpoint,
    Grant,
    Role,
    Scaling,
    Service,
    View,
    Workload,
)
from ..views.base import Bounded, Disclosed, Schedule, bounded
from ..views.role import texts
from . import Opener, System
from . import kinds as kinds_of_systems

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices
    from ..project import Project


def pods_at(template: str, view: type[Workload] = Workload) -> Opener:
    """The opener of a kind whose pod template lies at a path ("" for a Pod itself)."""

    def opener(node: Node) -> Document:
        holder = node[template] if template else node
        return view(node, holder, holder["spec"])

    return opener


class Scheduled(Document):
    """It is started by the schedules in its own `spec`."""

    __slots__ = ()

    @property
    def schedules(self) -> Iterator[Schedule]:
        yield from (Schedule(one, of_cron) for one in (self.node["spec.schedule"], *self.node["spec.schedules"]))


class CronJob(Workload):
    __slots__ = ()

    @property
    def schedules(self) -> Iterator[Schedule]:
        if not self.node["apiVersion"].unknown:  # else it may be anybody's kind of that name
            yield Schedule(self.node["spec.schedule"], partial(of_cron, own_zone=True))


def whole(node: Node) -> Document:
    """An object that another one holds in full."""
    group = (node["apiVersion"].text or "").rpartition("/")[0]
    opener = kinds_of_systems().get(f"{group}/{node['kind'].text}")
    return opener(node) if opener else Document(node)


# What a container takes from its pod
_OF_THE_POD = (
    "automountServiceAccountToken", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "securityContext", "serviceAccount",
    "serviceAccountName", "shareProcessNamespace", "terminationGracePeriodSeconds", "topologySpreadConstraints", "metadata",
)  # fmt: skip


def decided_elsewhere(place: Node) -> Node:
    """A pod that somebody else makes: what it says for its containers is not known."""
    return Node(place.tree, place.path, dict.fromkeys(_OF_THE_POD, UNKNOWN))


class ConfigMap(Document):
    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        told = () if self.node["apiVersion"].unknown else self.node["data"].items()
        # Knative explains a setting in `_example`
        return Disclosed("ConfigMap key", "move it to a Secret", ((k, n) for k, n in told if not k.startswith("_")))


class ClusterRole(Role):
    """A Role or ClusterRole of Kubernetes' own access control."""

    __slots__ = ()

    @property
    def grants(self) -> Iterator[Grant]:
        for rule in self.node["rules"]:
            verbs, all_verbs = texts(rule["verbs"])
            resources, all_resources = texts(rule["resources"])
            yield Grant(rule, True, verbs, resources, all_verbs and all_resources)


class WebhookConfiguration(Document):
    """Webhooks that the API server asks."""

    __slots__ = ()
    # s: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts (as of 2026-11)
    LEAST: ClassVar[float] = 1.0
    MOST: ClassVar[float] = 30.0

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        for webhook in self.node["webhooks"]:
            yield bounded(webhook["timeoutSeconds"], self.LEAST, self.MOST, "Kubernetes")


_TEMPLATE = pods_at("spec.template")

# https://kubernetes.io/docs/reference/kubernetes-api/ (as of 2026-11); the extensions group is what old files still say
_WORKLOADS: dict[str, Opener] = {
    "/Pod": pods_at(""),
    "/PodTemplate": pods_at("template"),
    "/ReplicationController": _TEMPLATE,
    "batch/CronJob": pods_at("spec.jobTemplate.spec.template", CronJob),
} | dict.fromkeys(
    (
        "apps/Deployment",
        "apps/StatefulSet",
        "apps/DaemonSet",
        "apps/ReplicaSet",
        "batch/Job",
        "extensions/Deployment",
        "extensions/DaemonSet",
        "extensions/ReplicaSet",
    ),
    _TEMPLATE,
)


NEAR = 4  # as far as a name reaches: three folders, in the steps of `project.distance`


# What others point at, or look up
_LOOKED_UP = (
    "/ServiceAccount",
    "/LimitRange",
    "/Namespace",
    "/Secret",
    "app.k8s.io/Application",
    "bitnami.com/SealedSecret",
    "external-secrets.io/ExternalSecret",
    "networking.k8s.io/NetworkPolicy",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
)


class VolumeClaim(Document):
    """A PersistentVolumeClaim."""

    __slots__ = ()

    @property
    def bills_idle(self) -> bool:
        return True

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        size = self.node["spec.resources.requests.storage"].quantity
        return prices.of((copies * size / GIB, "gp3-gb"))


class Kubernetes(System):
    name = "kubernetes"
    formats = frozenset({"kubernetes", "openshift-template", "compose"})
    kinds: ClassVar = {
        **_WORKLOADS,
        "/ConfigMap": ConfigMap,
        "/Service": Service,
        "/PersistentVolumeClaim": VolumeClaim,
        "autoscaling/HorizontalPodAutoscaler": Autoscaler,
        "policy/PodDisruptionBudget": DisruptionBudget,
        "rbac.authorization.k8s.io/Role": ClusterRole,
        "rbac.authorization.k8s.io/ClusterRole": ClusterRole,
        "admissionregistration.k8s.io/ValidatingWebhookConfiguration": WebhookConfiguration,
        "admissionregistration.k8s.io/MutatingWebhookConfiguration": WebhookConfiguration,
        **dict.fromkeys(_LOOKED_UP, Document),
    }

    def links(self, project: "Project") -> Iterator[View]:
        yield from _scalings(project)
        yield from _schedules(project)


def _scalings(project: "Project") -> Iterator[Scaling]:
    """Every replicated workload, with the autoscaler that points at it where exactly one can be meant."""
    scalers: dict[int, list[Autoscaler]] = {}
    loose: list[Autoscaler] = []  # whose target cannot be told: it may be any
    lent = dict(_lent(project))
    lenders = {id(rollout): workload for rollout, workload in lent.values()}
    for autoscaler in project.all(Autoscaler):
        target = project.target(autoscaler)
        target = lenders.get(id(target), target)
        if isinstance(target, Workload):
            scalers.setdefault(id(target), []).append(autoscaler)
        elif target is not None or autoscaler.target_kind is None or autoscaler.target["name"].text is None:
            loose.append(autoscaler)
    for workload in project.all(Workload):
        found = _nearest(project, workload, scalers.get(id(workload), []))
        if len(found) == 1:
            one, end = found[0], endpoint(found[0], "scaler")
            yield Scaling(workload, one.floor, one.ceiling, (end,), idle_after=one.idle_after)
        elif id(workload) in lent:
            replicas = effective(lent[id(workload)][0]["spec.replicas"], default=1.0, unit="replicas")
            yield Scaling(workload, replicas, replicas)
        elif found or not workload.name or _may_be_scaled(project, workload, loose):
            nothing = Measure(NaN, workload.node, "unknown", "replicas")
            yield Scaling(workload, nothing, nothing, tuple(endpoint(one, "scaler") for one in found))
        elif workload.replicas.known:
            yield Scaling(workload, workload.replicas, workload.replicas)


def _lent(project: "Project") -> Iterator[tuple[int, tuple[Document, Workload]]]:
    """The workloads whose template an Argo Rollout uses: it has the number of pods, and is what scales."""
    for rollout in project.kinds("Rollout"):
        if rollout["spec.workloadRef"].is_map:
            reference = rollout["spec.workloadRef"]
            workload = project.named(Workload, reference["kind"].text, reference["name"].text, rollout)
            if isinstance(workload, Workload):
                yield id(workload), (rollout, workload)


def _nearest(project: "Project", workload: Workload, scalers: list[Autoscaler]) -> list[Autoscaler]:
    distances = [project.distance(one, workload) for one in scalers]
    return [one for one, distance in zip(scalers, distances, strict=True) if distance == min(distances)]


def _may_be_scaled(project: "Project", workload: Workload, loose: list[Autoscaler]) -> bool:
    """Is it one of several that an autoscaler may mean, or does one stand beside it of which nobody can tell?"""
    for one in loose:
        kind, name = one.target_kind, one.target["name"].text
        if kind in (None, workload.kind) and (
            name == workload.name or (name is None and project.distance(one, workload) in (0, 1))
        ):
            return True
    return bool(project.of_kind("", workload))


def _schedules(project: "Project") -> Iterator[Connection]:
    for job in project.all(Workload):
        if job.kind == "CronJob" and (job["spec.suspend"].absent or job["spec.suspend"].is_false):
            deadline = job["spec.jobTemplate.spec.activeDeadlineSeconds"]
            if deadline.absent and job.pod["activeDeadlineSeconds"].written:
                deadline = job.pod["activeDeadlineSeconds"]
            yield scheduled(job, deadline)


def scheduled(job: Document, deadline: Node, expression: Node | None = None, role: str = "workload") -> Connection:
    """An object's own schedule → its pods, which may work until the deadline."""
    expression = job["spec.schedule"] if expression is None else expression
    works = effective(deadline, default=math.inf)
    return Connection.scheduled(expression, endpoint(job, role), interval(expression), works)


def endpoint(view: Document, role: str) -> Endpoint:
    return Endpoint.of(view, view.kind, role)


SYSTEM = Kubernetes()
