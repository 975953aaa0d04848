"""Ingress controllers: how long they wait for the pods behind an Ingress."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..reading.values import UNKNOWN
from ..views import Connection, Route, View
from ..views.base import UNKNOWN_API
from ..views.spelling import Spelling
from . import System
from .routes import edges

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices
    from ..project import Project

_NGINX = "nginx.ingress.kubernetes.io/"
_READ_TIMEOUT = "proxy-read-timeout"
# https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#proxy-read-timeout (as of 2026-11)
DEFAULT_READ_TIMEOUT = 60.0  # s

# .../nginx-configuration/annotations/#custom-timeouts (as of 2026-11); the other controller, nginx.org, wants the unit
_SECONDS = Spelling(pattern(r"[+-]?\d+"), "{:.0f}", "ingress-nginx takes bare seconds and keeps its default")
_TIMEOUTS = ("proxy-connect-timeout", "proxy-send-timeout", _READ_TIMEOUT, "proxy-next-upstream-timeout")

_ALB = "alb.ingress.kubernetes.io/"
_ATTRIBUTES = "load-balancer-attributes"
_IDLE = pattern(r"(?:\A|,)\s{0,9}idle_timeout\.timeout_seconds=([0-9]{1,5})\s{0,9}(?:,|\Z)")
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html (as of 2026-11)
DEFAULT_ALB_IDLE = 60.0  # s


# Classes of controllers that make a load balancer for each Ingress, as of 2026-11:
# https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/,
# https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
_CLOUDS = frozenset({"alb", "gce", "gce-internal"})


class Ingress(Route):
    __slots__ = ()

    @property
    def bills_idle(self) -> bool:
        """Does its controller start a balancer of the cloud for it? Others share the one in front of their pods."""
        return self.ingress_class in _CLOUDS

    @property
    def ingress_class(self) -> str:
        return self.node["spec.ingressClassName"].text or self.annotation("kubernetes.io/ingress.class").text or ""

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """Those of a group share one; Google's have another price."""
        alone = self.ingress_class == "alb" and self.annotation(f"{_ALB}group.name").absent
        return prices.of((copies, "load-balancer-hour")) if alone else None

    @property
    def annotations(self) -> Node:
        """Unknown where the group is: it may be anybody's kind of that name, and nobody reads them."""
        written = super().annotations
        return Node(written.tree, written.path, UNKNOWN) if self.api == UNKNOWN_API else written

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        return ((self.annotation(_NGINX + name), _SECONDS) for name in _TIMEOUTS)


def route_edges(project: "Project") -> Iterator[Connection]:
    """Ingress → workload."""
    configured = _configured(project)
    for route in project.all(Route):
        if route.kind == "Ingress":
            waits = _alb(route) or _nginx(route, configured)
            for backend in route.backends:
                yield from edges(project, route, backend, waits)


def _nginx(route: Route, configured: bool) -> Measure:
    known = _is(route, "nginx", _NGINX) and not configured
    return effective(route.annotation(_NGINX + _READ_TIMEOUT), default=DEFAULT_READ_TIMEOUT if known else NaN)


def _alb(route: Route) -> Measure | None:
    """What the AWS controller's load balancer waits; None for another controller's Ingress."""
    attributes = route.annotation(_ALB + _ATTRIBUTES)
    if attributes.unknown or not _is(route, "alb", _ALB):
        return None
    text = (attributes.text or "")[:2000]
    found = _IDLE.search(text) if text else None
    if found:
        return Measure(float(found[1]), attributes, "own")
    # several Ingresses can share one load balancer, and another one of them may say how long it waits
    shared = route.annotation(_ALB + "group.name").written
    return Measure(NaN if shared else DEFAULT_ALB_IDLE, attributes, "unknown" if shared else "default")


def _configured(project: "Project") -> bool:
    """Does a ConfigMap of this run set the controller's own default?"""
    return any(d["data"].key(_READ_TIMEOUT).written for d in project.kinds("ConfigMap"))


def _is(route: Route, controller: str, prefix: str) -> bool:
    named = (route["spec.ingressClassName"].text, route.annotation("kubernetes.io/ingress.class").text)
    return controller in named or any(key.startswith(prefix) for key, _ in route.annotations.items())


class IngressNginx(System):
    name = "ingress-nginx"
    formats = frozenset({"kubernetes", "openshift-template"})
    kinds: ClassVar = {"networking.k8s.io/Ingress": Ingress, "extensions/Ingress": Ingress}

    def links(self, project: "Project") -> Iterator[View]:
        return route_edges(project)


SYSTEM = IngressNginx()
