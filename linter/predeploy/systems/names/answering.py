"""What answers to other names than those of Services: services of compose files, functions, apps of Dapr, routes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ...measure import Measure
from ...node import Node
from ...quantities import NaN
from ...record import NamedTuple
from ...views import Document, Endpoint, Function, Route, Workload
from ...views.connection import Kind
from ..knative import KnativeService
from ..kubernetes import NEAR
from ..routes import answers, behind
from . import kinds
from .addresses import Address

if TYPE_CHECKING:
    from ...project import Project


class Met(NamedTuple):
    """Who answers: documents of this run, each with how long it may work; or, without one, the name of somebody who is
    not in it. Nothing at all where nobody can tell."""

    answering: tuple[tuple[Document, Measure], ...] = ()
    name: str = ""
    outside: bool = False


NOBODY: Final = Met()
# The last label of public names that configurations name most often; what ends otherwise may be a namespace
_TOP_LEVEL = (
    "com org net io dev app ai co cloud gov edu info biz me us uk de fr eu cn jp in ru br ch nl se it es au ca xyz tech run sh page"
    " site online store gg tv to ly be at pl no fi dk cz kr tw sg hk ms goog aws amazon google microsoft"
)
PUBLIC: Final = frozenset(_TOP_LEVEL.split())
_HOSTS: Final = ("spec.hostnames", "spec.hosts")
_DOORS: Final = ("HTTPScaledObject", "InterceptorRoute")  # of KEDA's HTTP add-on


def ends(met: Met, address: Address, place: Node) -> Iterator[tuple[Kind, Endpoint, Measure]]:
    """Who is met, what for, and how long he may work."""
    named = address[:3]
    for document, works in met.answering:
        door = isinstance(document, Route) or document.kind in _DOORS
        kind = "request" if door else kinds.of(*named, document)
        role = "gateway" if door else "function" if isinstance(document, Function) else kinds.role(kind)
        yield kind, Endpoint.of(document, document.kind, role), works
    if met.name:
        kind = "request" if met.outside else kinds.of(*named, None)
        role = "internet" if met.outside else kinds.role(kind)
        end = Endpoint(None, met.name, place, "outside" if met.outside else "elsewhere", role)
        yield kind, end, Measure(NaN, place, "unknown")


def far(address: Address) -> Met:
    """A host of the internet, where it is asked by HTTP."""
    public = address.scheme in ("http", "https", "ws", "wss") and address.host.rpartition(".")[2] in PUBLIC
    return Met(name=address.host, outside=True) if public and "." in address.host else NOBODY


def in_file(project: "Project", caller: Document, address: Address) -> Met:
    host = address.host.removeprefix("tasks.")
    root: Any = getattr(caller, "root", caller.node)  # the file that was opened, not the one it lies over
    path = root.tree.source.path
    found = project.once(_by_file, partial(_by_file, project)).get((path, host))
    if found is None and "." not in host:
        other = project.named(Workload, "service", host, caller)
        found = other if isinstance(other, Workload) and 0 <= project.distance(other, caller) <= 1 else None
        if found is None and other is None and address.sure:
            return Met(name=host)
    return Met(((found, answers(found)),)) if found is not None else far(address)


def _by_file(project: "Project") -> dict[tuple[str, str], Workload]:
    """The services of compose files by each name that they have in their network."""
    found: dict[tuple[str, str], Workload] = {}
    for one in project.all(Workload):
        if one.platform == "compose":
            path = one.node.tree.source.path
            aliases = [alias.text for _, network in one["networks"].items() for alias in network["aliases"]]
            for name in (one.name, one["container_name"].text, one["hostname"].text, *aliases):
                if name:
                    found.setdefault((path, name.lower()), one)
    return found


def of_openfaas(project: "Project", caller: Document, name: str) -> Met:
    by_name = project.once(_by_function, partial(_by_function, project))
    near = [one for one in by_name.get(name, ()) if 0 <= project.distance(one, caller) <= NEAR]
    if not near:
        return Met(name=f"function `{name}`")
    return Met(((near[0], near[0].timeout),)) if len(near) == 1 else NOBODY


def _by_function(project: "Project") -> dict[str, list[Function]]:
    found: dict[str, list[Function]] = {}
    for one in project.all(Function):
        if one.platform == "openfaas":
            found.setdefault(one.name, []).append(one)
    return found


def of_google(project: "Project", caller: Document, url: str) -> tuple[Document, Measure] | None:
    from ..google.messaging import called  # few runs have such an address

    return called(project, url, caller)


def of_dapr(project: "Project", caller: Document, app: str) -> Met:
    from ..dapr import by_app

    named = project.once(by_app, partial(by_app, project)).get(app, ())
    near = [one for one in named if 0 <= project.distance(one, caller) <= NEAR]
    if not named:
        return Met(name=f"app `{app}`")
    return Met(((near[0], answers(near[0])),)) if len(near) == 1 else NOBODY


def by_route(project: "Project", caller: Document, host: str) -> Met | None:
    found = project.once(_routes, partial(_routes, project)).get(host, ())
    near = sorted((project.distance(one, caller), n) for n, one in enumerate(found))
    near = [one for one in near if 0 <= one[0] <= NEAR]
    if not near:
        return None
    nearest = [found[n] for distance, n in near if distance == near[0][0]]
    if len(nearest) > 1:
        return NOBODY
    route = nearest[0]
    if isinstance(route, Route) and any(caller in behind(project, one.name, one.near) for one in route.backends):
        return NOBODY  # its own address
    return Met(((route, answers(route) if isinstance(route, Workload) else Measure(NaN, route.node, "unknown")),))


def _routes(project: "Project") -> dict[str, list[Document]]:
    """The routes by the hosts that they serve. A host of the mesh alone is a Service's name, not a route's."""
    found: dict[str, list[Document]] = {}
    for route in project.all(Route):
        listed = [one.text for path in _HOSTS for one in route[path]]
        ruled = [rule["host"].text for rule in route["spec.rules"]]
        for host in {*listed, *ruled, route["spec.host"].text}:
            if host and "." in host and ".svc" not in host and "*" not in host:
                found.setdefault(host.lower(), []).append(route)
    for door in project.kinds(*_DOORS):  # HTTPScaledObject lists its hosts, InterceptorRoute in its rules
        for place in (door["spec"], *door["spec.rules"]):
            for host in (one.text for one in place["hosts"]):
                if host and "*" not in host:
                    found.setdefault(host.lower(), []).append(door)
    for mapping in project.kinds("DomainMapping"):
        target = project.named(KnativeService, "Service", mapping["spec.ref.name"].text, mapping)
        if isinstance(target, KnativeService):
            found.setdefault(mapping.name.lower(), []).append(target)
    return found
