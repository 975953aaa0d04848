"""Unfit: why a workload has to run, whoever calls."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..node import Node
from ..patterns import pattern
from ..views import Document, Hold, Role, Workload

if TYPE_CHECKING:
    from . import Project

_LOAD: Final = pattern(r"load-?gen|loadtest|load-test|locust|\bk6\b|jmeter|gatling|vegeta|artillery")
_LEADS: Final = pattern(r"--?(?:enable-)?leader-elect(?:ion)?(?:=true)?\Z")
# Images of what watches others: controllers, monitors, meshes, the doors of a cluster. The name of the image's last part
_WATCHERS: Final = pattern(
    r"(?:\A|/)(?:[\w.-]{0,60}-)?(?:"
    r"controller(?:-manager)?|operator|autoscaler|exporter|prometheus|alertmanager|thanos|grafana|kube-state-metrics|"
    r"metrics-server|(?:opentelemetry|otel)-?collector|opentelemetry-collector-(?:contrib|k8s)|fluent-?bit|fluentd|promtail|"
    r"loki|tempo|jaeger|zipkin|istiod|pilot|proxyv2|coredns|cert-manager-\w{1,20}|external-dns|karpenter|traefik|descheduler|"
    r"keda-metrics-apiserver|keda-admission-webhooks|apiserver|activator|webhook"
    r")(?:[:@-]|\Z)"
)


def has_to_run(workload: Workload, project: "Project") -> Iterator[Hold]:
    """Each reason, with the place that says it. Nothing for what can go away and come back when it is called."""
    kind = workload.node["kind"]
    if workload.kind == "DaemonSet":
        yield Hold("a DaemonSet runs on every node", kind)
    elif workload.kind == "Pod":
        yield Hold("nothing starts a bare Pod again", kind)
    elif workload.kind == "StatefulSet":
        yield Hold("a StatefulSet keeps its pods and their data", kind)
    if is_load(workload):
        yield Hold("it makes load itself", workload.node["metadata.name"])
    elif workload.keeps_data:
        yield Hold("it keeps data", next(one.image for one in workload.containers if one.role == "app"))
    else:
        yield from _watches(workload, project)
    if workload.platform != "compose":  # there is one node only, and what is stopped keeps its volumes
        yield from _bound(workload)


def is_load(workload: Workload) -> bool:
    """Is this a load generator that runs all the time? Known by its name or image."""
    if workload.completes:
        return False
    texts = (workload.name, *(one.image.text or "" for one in workload.containers if one.role == "app"))
    return any(_LOAD.search(text) for text in texts)


def _watches(workload: Workload, project: "Project") -> Iterator[Hold]:
    """Does it look at others all the time, known by its image or by what it may do at the API server?"""
    image = next((one.image for one in workload.containers if one.role == "app"), None)
    if image is not None and _WATCHERS.search(
        (image.text or "").partition("@")[0].rpartition(":")[0] or image.text or ""
    ):
        yield Hold("it watches others all the time", image)
        return
    account = workload.pod["serviceAccountName"]
    if account.text and not workload.completes:
        for binding, role in project.once(_watching, lambda: _watching(project)).get(account.text, ()):
            if project.distance(binding, workload) >= 0:
                yield Hold(f"it watches the API server ({role.kind} `{role.name}`)", account)
                return


def _watching(project: "Project") -> dict[str, list[tuple[Document, Role]]]:
    """The bindings by which a service account may watch, by its name."""
    found: dict[str, list[tuple[Document, Role]]] = {}
    for binding in project.kinds("ClusterRoleBinding", "RoleBinding"):
        reference = binding["roleRef"]
        role = project.named(Role, reference["kind"].text, reference["name"].text, binding)
        if isinstance(role, Role) and any(verb == "watch" for grant in role.grants for verb, _ in grant.actions):
            for subject in binding["subjects"]:
                if subject["kind"].text == "ServiceAccount" and subject["name"].text:
                    found.setdefault(subject["name"].text, []).append((binding, role))
    return found


def _bound(workload: Workload) -> Iterator[Hold]:
    """What ties the pods to a node or a volume, or makes one of them the leader."""
    pod = workload.pod
    for volume in pod["volumes"]:
        if volume["persistentVolumeClaim"].written:
            yield Hold("it has a volume of its own", volume)
        elif volume["hostPath"].written:
            yield Hold("it uses files of its node", volume)
    if pod["hostNetwork"].is_true:
        yield Hold("it listens on its node", pod["hostNetwork"])
    for container in workload.containers:
        if container.role == "app":
            yield from _of_container(container["ports"], (*container["args"], *container["command"]))


def _of_container(ports: Node, arguments: tuple[Node, ...]) -> Iterator[Hold]:
    for port in ports:
        if port["hostPort"].written:
            yield Hold("it listens on its node", port["hostPort"])
    for argument in arguments:
        if leads(argument):
            yield Hold("one of its pods is the leader", argument)


def leads(argument: Node) -> bool:
    """Does it switch on the election of a leader?"""
    return bool(_LEADS.match(argument.text or ""))
