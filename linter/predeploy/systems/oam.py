"""Open Application Model, KubeVela: applications of components, whose definitions make the pods.

What the built-in definitions read: vela-templates/definitions/internal/component of kubevela/kubevela (as of 2026-11). A
platform may write its own, so what they do not read is unknown, and never missing.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from ..measure import Measure, effective
from ..node import Node, split
from ..reading.tree import Path
from ..reading.values import UNKNOWN
from ..views import Bundle, Document, Endpoint, Part, Scaling, View
from . import System
from .ends import come_in
from .kubernetes import decided_elsewhere, endpoint, scheduled, whole
from .operators import Operated

if TYPE_CHECKING:
    from ..project import Project

GROUP = "core.oam.dev"
# Setting of a container → where the properties of a component say it, the first that does
_SETTINGS = {
    "name": ("name",),
    "image": ("image",),
    "imagePullPolicy": ("imagePullPolicy",),
    "command": ("cmd",),
    "args": ("args",),
    "env": ("env",),
    "livenessProbe": ("livenessProbe",),
    "readinessProbe": ("readinessProbe",),
    "resources.requests.cpu": ("cpu",),
    "resources.requests.memory": ("memory",),
    "resources.limits.cpu": ("limit.cpu", "cpu"),
    "resources.limits.memory": ("limit.memory", "memory"),
}
# What a person writes among the properties: each is request and limit at once
_WORDS = {"resources.limits.memory": "properties.memory", "resources.requests": "properties.cpu and properties.memory"}
SERVING = frozenset({"webservice", "worker", "statefulset", "daemon"})
ENDING = frozenset({"task", "cron-task"})
# Traits that leave the container as its component has it
_OUTSIDE = frozenset(
    {"scaler", "hpa", "cpuscaler", "gateway", "expose", "labels", "annotations", "k8s-update-strategy"}
)


class Translated(Node):
    """A place that is read by other names than it is written by; what has none is unknown."""

    __slots__ = ("_base", "_names", "_prefix")

    def __init__(self, base: Node, names: Mapping[str, tuple[str, ...]], prefix: str = "") -> None:
        below = {name[len(prefix) :].partition(".")[0] for name in names if name.startswith(prefix)}
        super().__init__(base.tree, base.path, base.value if not prefix else dict.fromkeys(sorted(below)))
        self._base, self._names, self._prefix = base, names, prefix

    def __getitem__(self, dotted: str) -> Node:
        full = self._prefix + dotted
        for name, places in self._names.items():
            if full == name or full.startswith(name + "."):
                found = [self._base[place + full[len(name) :]] for place in places]
                return next((one for one in found if not one.absent), found[0])
        if any(name.startswith(full + ".") for name in self._names):
            return Translated(self._base, self._names, full + ".")
        return Node(self.tree, self.path + split(dotted), UNKNOWN)

    def _step(self, keys: Path) -> Node:
        return self[".".join(map(str, keys))]


class ComponentPods(Part):
    """The pods that a built-in definition makes of a component."""

    __slots__ = ()

    def spelled(self, words: str) -> str:
        return _WORDS.get(words, words)


class Application(Operated, Bundle):
    """An application: its components are pods, or hold whole objects."""

    __slots__ = ()

    @property
    def components(self) -> Iterator[Node]:
        yield from self.node["spec.components"]

    @property
    def parts(self) -> Iterator[Document]:
        overridden = any(policy["type"].text in ("override", None) for policy in self.node["spec.policies"])
        for component in self.components:
            kind, properties = component["type"].text, component["properties"]
            if kind == "k8s-objects":
                # what has no name is called like its component
                yield from (whole(one) for one in properties["objects"] if one["metadata.name"].written)
            elif kind in SERVING | ENDING and properties.is_map and not overridden and _is_plain(component):
                yield ComponentPods(
                    self,
                    component,
                    kind="component",
                    template=decided_elsewhere(component),
                    pod=decided_elsewhere(properties),
                    containers=[("app", Translated(properties, _SETTINGS))],
                    serves=kind in SERVING,
                )


def _is_plain(component: Node) -> bool:
    """Do its properties say all there is: nothing is handed in later, no trait changes the container?"""
    return component["inputs"].absent and all(trait["type"].text in _OUTSIDE for trait in component["traits"])


class Component(Bundle):
    """A component of the first OAM, which holds its workload in full."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        held = self.node["spec.workload"]
        if held.is_map:
            yield whole(held)


# Traits that set the number of copies, with where they say the least and the most:
# https://kubevela.io/docs/end-user/traits/references (as of 2026-11)
_SCALERS = {"scaler": ("replicas", "replicas"), "hpa": ("min", "max"), "cpuscaler": ("min", "max")}


# Traits that make an Ingress or a route of a gateway; same source
_DOORS = frozenset({"gateway", "ingress", "http-route", "https-route", "pure-ingress"})


def _scaling(pods: ComponentPods) -> Scaling:
    """One copy, where no trait says otherwise: `scaler` a number, the others bounds, from 1 up."""
    for trait in sorted(pods.node["traits"], key=lambda trait: trait["type"].text == "scaler"):
        least, most = _SCALERS.get(trait["type"].text or "", ("", ""))
        if least:
            low, high = (effective(trait[f"properties.{key}"], default=1.0, unit="replicas") for key in (least, most))
            ends = () if least == most else (Endpoint(None, f"trait `{trait['type'].text}`", trait, "here", "scaler"),)
            return Scaling(pods, low, high, ends)
    one = Measure(1.0, pods.node, "default", "replicas")
    return Scaling(pods, one, one)


class OpenApplicationModel(System):
    name = "oam"
    kinds: ClassVar = {
        f"{GROUP}/Application": Application,
        f"{GROUP}/ApplicationConfiguration": Operated,
        f"{GROUP}/Component": Component,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for pods in project.all(ComponentPods):
            kind = pods.node["type"].text
            if pods.serves and kind != "daemon":
                yield _scaling(pods)
            for place in _openings(pods.node):
                yield come_in(endpoint(pods, "workload"), place)
            if kind == "cron-task" and not pods.node["properties.suspend"].is_true:
                properties = pods.node["properties"]
                yield scheduled(pods, properties["activeDeadlineSeconds"], properties["schedule"])


def _openings(component: Node) -> Iterator[Node]:
    """Where a component or a trait of it lets the internet in."""
    if component["properties.exposeType"].text == "LoadBalancer":
        yield component["properties.exposeType"]
    for trait in component["traits"]:
        balanced = trait["type"].text == "expose" and trait["properties.type"].text == "LoadBalancer"
        if trait["type"].text in _DOORS or balanced:
            yield trait


SYSTEM = OpenApplicationModel()
