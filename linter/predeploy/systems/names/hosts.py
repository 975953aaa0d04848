"""Hosts: what a name means where it is said: pods behind a Service, a service of a compose file, a function, a route."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...measure import Measure
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...views import Document, Endpoint, Service, Workload
from ...views.network import Elsewhere
from ..knative import KnativeService
from ..kubernetes import NEAR
from ..operators import Operated
from ..routes import MOST, answers
from .addresses import Address, of_url
from .answering import NOBODY, PUBLIC, Met, by_route, ends, far, in_file, of_dapr, of_google, of_openfaas

if TYPE_CHECKING:
    from ...project import Project


IN_CLUSTER: Final = frozenset(
    {"kubernetes", "openfaas", "fission", "nuclio", "hosted", "openwhisk", "kubeless", "knative-functions"}
)
_LOCAL: Final = frozenset(
    {"localhost", "host", "host.docker.internal", "kubernetes", "kubernetes.docker.internal", "broadcasthost"}
)
# Names that are only examples, or the machine's own
_NOBODY: Final = (".example", ".test", ".invalid", ".localhost")
_EXAMPLES: Final = (".example.com", ".example.org", ".example.net", ".w3.org", ".metadata.google.internal")
_API: Final = ("kubernetes.default", "kubernetes.default.svc")
_POD = pattern(r".*-[0-9]{1,4}\Z")
_USUAL: Final = frozenset({"", "80", "443"})
_BY_ADDRESS: Final = (["sslip", "io"], ["nip", "io"], ["xip", "io"])
_FUNCTIONS: Final = "openfaas-fn"  # the namespace in which OpenFaaS runs its functions
# Services that operators make, by the end of their names, and of whose kind
_MADE: Final = {
    "-kafka-bootstrap": "Kafka", "-kafka-brokers": "Kafka", "-rw": "Cluster", "-ro": "Cluster", "-es-http": "Elasticsearch",
    "-kb-http": "Kibana", "": "RabbitmqCluster",
}  # fmt: skip
# https://kserve.github.io/website/docs/concepts/architecture/ (as of 2026-11)
_COMPONENT: Final = frozenset({"predictor", "transformer", "explainer"})
_COMPONENTS: Final = "/components/"  # where kustomize keeps what is there only when an overlay asks for it
_OPENFAAS = pattern(r"/(?:async-)?function/([a-zA-Z0-9_-]{1,63})(?:\.([a-z0-9-]{1,63}))?")
_DAPR = pattern(r"/v1\.0/invoke/([A-Za-z0-9_-]{1,100})(?:\.([a-z0-9-]{1,63}))?/")


def meet(project: "Project", caller: Document, address: Address) -> Met:
    """Who answers at an address that a caller names."""
    invoked = _DAPR.search(address.path) if "/invoke/" in address.path else None
    if invoked is not None:
        return of_dapr(project, caller, invoked[1])
    host = address.host
    route = by_route(project, caller, host) if "." in host else None
    if route is not None:
        return route
    if _answers_nobody(host):
        return NOBODY
    function = _OPENFAAS.match(address.path) if host.startswith("gateway") else None
    if function is not None:
        return of_openfaas(project, caller, function[1])
    if host.endswith((".run.app", ".cloudfunctions.net")):
        made = of_google(project, caller, f"https://{host}{address.path or '/'}")
        if made is not None:
            return Met((made,))
    if caller.platform == "compose":
        return in_file(project, caller, address)
    if caller.platform in IN_CLUSTER:
        return _in_cluster(project, caller, address)
    return far(address)


def _answers_nobody(host: str) -> bool:
    if host in _LOCAL or host in _API or host.startswith(f"{_API[1]}."):
        return True
    return host.endswith(_NOBODY) or f".{host}".endswith(_EXAMPLES)


def asked(project: "Project", caller: Document, url: Node) -> Iterator[Endpoint]:
    """Who answers at a URL that stands in a setting of the caller."""
    address = of_url(url)
    if address is not None:
        yield from (end for _, end, _ in ends(meet(project, caller, address), address, url))


def _in_cluster(project: "Project", caller: Document, address: Address) -> Met:
    readings, sure = _readings(address.host.split("."))
    for name, namespace in readings:
        met = _service(project, caller, name, namespace)
        if met is not None:
            return met
    if not readings or not (sure or address.sure):
        return far(address)
    name, namespace = readings[-1]
    if caller.name in (name, address.host.partition(".")[0].rpartition("-")[0]):
        return NOBODY  # itself, or one of its own pods
    public = namespace in PUBLIC and not sure and address.port in _USUAL
    return far(address) if public else Met(name=_full(name, namespace or caller.namespace))


def service_at(project: "Project", caller: Document, address: Address) -> Service | None:
    """The Service of this run that an address of the cluster means; None where there is none, or several."""
    for name, namespace in _readings(address.host.split("."))[0]:
        near = Elsewhere(caller.node, namespace) if namespace else caller
        found = project.named(Document, "Service", name, near)
        if isinstance(found, Service):
            return found if _near(project, found, caller, namespace) else None
        if found is not None:
            break
    return None


def _readings(labels: list[str]) -> tuple[list[tuple[str, str]], bool]:
    """`name` or `name.ns`, perhaps behind the name of a pod, which is tried first; and whether it can be nothing else."""
    sure = len(labels) > 2 and "svc" in labels[1:]
    if sure:
        labels = labels[: labels.index("svc", 1)]
    elif labels[-2:] in _BY_ADDRESS:
        labels = labels[:2]
    of_pod = len(labels) > 1 and _POD.match(labels[0]) is not None
    found = [(labels[1], labels[2] if len(labels) > 2 else "")] if of_pod and len(labels) < 4 else []
    if len(labels) < 3:
        found.append((labels[0], labels[1] if len(labels) > 1 else ""))
    return found, sure


def _full(name: str, namespace: str) -> str:
    return f"{name}.{namespace}" if namespace else name


def _service(project: "Project", caller: Document, name: str, namespace: str, depth: int = 0) -> Met | None:
    """None where nothing of that name is in the run."""
    near = Elsewhere(caller.node, namespace) if namespace else caller
    found = project.named(Document, "Service", name, near)
    if found is not None and not isinstance(found, Document):
        return NOBODY  # several may be meant
    if found is not None and not _near(project, found, caller, namespace):
        return None
    if isinstance(found, KnativeService):
        return Met(((found, answers(found)),))
    if isinstance(found, Service):
        if found.external:
            return _external(project, found, depth)
        pods = [(one, answers(one)) for one in project.selected(found)[:MOST]]
        return Met(tuple(pods), "" if pods else _full(name, found.namespace or namespace))
    return _made(project, caller, name, namespace, near)


def _made(project: "Project", caller: Document, name: str, namespace: str, near: Document) -> Met | None:
    """What answers behind a Service that somebody makes by himself."""
    if namespace == _FUNCTIONS:
        return of_openfaas(project, caller, name)
    service, _, component = name.removesuffix("-default").rpartition("-")
    if service and component in _COMPONENT:
        made = project.named(Workload, component, service, near)
        if isinstance(made, Workload) and _near(project, made, caller, namespace):
            return Met(((made, answers(made)),))
    for end, kind in _MADE.items():
        if name.endswith(end):
            made = project.named(Operated, kind, name.removesuffix(end) if end else name, near)
            if isinstance(made, Operated) and _near(project, made, caller, namespace):
                return Met(((made, Measure(NaN, made.node, "unknown")),))
    return None


def _near(project: "Project", found: Document, caller: Document, namespace: str) -> bool:
    """A namespace that both write is meant wherever it stands; else up to three folders away."""
    distance = project.distance(found, caller)
    if namespace in PUBLIC and found.namespace != namespace:
        return False  # `github.com`
    if distance > 1 and _optional(found) and not _optional(caller):
        return False
    return 0 <= distance <= NEAR or (distance > 0 and bool(namespace) and found.namespace == namespace)


def _optional(document: Document) -> bool:
    return _COMPONENTS in f"/{document.node.tree.source.path}"


def _external(project: "Project", service: Service, depth: int) -> Met:
    host = (service["spec.externalName"].text or "").lower().rstrip(".")
    labels = host.split(".")
    if len(labels) > 2 and labels[2] == "svc":
        met = _service(project, service, labels[0], labels[1], depth + 1) if depth < 3 else None
        return met or Met(name=".".join(labels[:2]))
    return Met(name=host, outside=True) if "." in host else NOBODY
