"""Kubernetes' own kinds, and what they say together: Service → workload, Ingress → Service, autoscaler → workload."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..node import Measure, Node, effective
from ..quantities import NaN
from ..views import (
    Autoscaler,
    Connection,
    DisruptionBudget,
    Document,
    Endpoint,
    Grant,
    Role,
    Route,
    Scaling,
    Service,
    View,
    Workload,
)
from ..views.role import texts
from . import Opener, System

if TYPE_CHECKING:
    from ..project import Project


def pods_at(template: str) -> Opener:
    """The opener of a kind whose pod template lies at a path ("" for a Pod itself)."""

    def opener(node: Node) -> Document:
        holder = node[template] if template else node
        return Workload(node, holder, holder["spec"])

    return opener


class ClusterRole(Role):
    """A Role or ClusterRole of Kubernetes' own access control."""

    __slots__ = ()

    @property
    def grants(self) -> Iterator[Grant]:
        for rule in self.node["rules"]:
            verbs, all_verbs = texts(rule["verbs"])
            resources, all_resources = texts(rule["resources"])
            yield Grant(rule, True, verbs, resources, all_verbs and all_resources)


_TEMPLATE = pods_at("spec.template")

# https://kubernetes.io/docs/reference/kubernetes-api/ (as of 2026-11); the extensions group is what old files still say
_WORKLOADS: dict[str, Opener] = {
    "/Pod": pods_at(""),
    "/PodTemplate": pods_at("template"),
    "/ReplicationController": _TEMPLATE,
    "batch/CronJob": pods_at("spec.jobTemplate.spec.template"),
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

# ingress-nginx: proxy-read-timeout, 60 s unless the controller's ConfigMap says otherwise
# https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ (as of 2026-11)
_NGINX_READ_TIMEOUT = "nginx.ingress.kubernetes.io/proxy-read-timeout"


class Kubernetes(System):
    name = "kubernetes"
    kinds = {
        **_WORKLOADS,
        "/Service": Service,
        "networking.k8s.io/Ingress": Route,
        "extensions/Ingress": Route,
        "autoscaling/HorizontalPodAutoscaler": Autoscaler,
        "policy/PodDisruptionBudget": DisruptionBudget,
        "rbac.authorization.k8s.io/Role": ClusterRole,
        "rbac.authorization.k8s.io/ClusterRole": ClusterRole,
        "/ServiceAccount": Document,  # others look up what these say
        "/LimitRange": Document,
        "/PersistentVolumeClaim": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        yield from _scalings(project)
        yield from _routes(project)


def _scalings(project: "Project") -> Iterator[Scaling]:
    """Every replicated workload, with the autoscaler that points at it where exactly one can be meant."""
    scalers: dict[int, list[Autoscaler]] = {}
    for autoscaler in project.all(Autoscaler):
        target = project.target(autoscaler)
        if isinstance(target, Workload):
            scalers.setdefault(id(target), []).append(autoscaler)
    for workload in project.all(Workload):
        if not workload.replicas.known and id(workload) not in scalers:
            continue
        found = scalers.get(id(workload), [])
        if not found:
            yield Scaling(workload, workload.replicas, workload.replicas)
        elif len(found) == 1:
            yield Scaling(workload, found[0].floor, found[0].ceiling, (endpoint(found[0], "scaler"),))
        else:
            nothing = Measure(NaN, workload.node, "unknown", "replicas")
            yield Scaling(workload, nothing, nothing, tuple(endpoint(a, "scaler") for a in found))


def _routes(project: "Project") -> Iterator[Connection]:
    for route in project.all(Route):
        waits = effective(route.annotation(_NGINX_READ_TIMEOUT), unit="s")
        for backend in route.backends:
            service = project.named(Service, "Service", backend.node.text, route)
            if isinstance(service, Service):
                for workload in project.selected(service):
                    yield Connection(
                        "request",
                        endpoint(route, "gateway"),
                        endpoint(workload, "workload"),
                        via=backend.node,
                        waits=waits,
                        works=workload.timeout
                        if hasattr(workload, "timeout")
                        else Measure(NaN, workload.node, "unknown"),
                    )


def endpoint(view: Document, role: str) -> Endpoint:
    return Endpoint(view, f"{view.kind}/{view.name}", view.node, "here", role)


SYSTEM = Kubernetes()
