"""Knative functions: what `func deploy` makes a Knative Service of, by a func.yaml."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..views import Document, FunctionEvent, Scaling, Setting, View
from ..views.base import stack_name
from . import System
from .hosted import FunctionPods, HostedFunction
from .knative_settings import STABLE_WINDOW

if TYPE_CHECKING:
    from ..project import Project

_PLACES = {"env": "run.envs", "resources": "deploy.options.resources"}
_PLACES_OF_OLD = {"env": "envs", "resources": "options.resources"}
# What messages say here
_SPELLED = {
    "keep it in a Secret and refer to it with valueFrom.secretKeyRef": "keep it in a Secret and write `{{ secret:NAME:KEY }}`"
}
_OWN_SCALING = "autoscaling.knative.dev/"


class KnativeFunction(HostedFunction):
    """One function. Before specVersion 0.34 what is now below `deploy` and `run` stood at the top:
    https://github.com/knative/func/blob/main/docs/reference/func_yaml.md (as of 2026-11)."""

    __slots__ = ()
    platform: ClassVar[str] = "knative-functions"
    host: ClassVar[str] = "Knative"
    SETTINGS: ClassVar[dict[str, Setting]] = {
        "memory": Setting("options.resources.limits.memory", unit="bytes", read="quantity"),
        "requests": Setting("options.resources.limits.concurrency", inf, "requests"),
        "floor": Setting("options.scale.min", 0.0, "replicas"),
        "ceiling": Setting("options.scale.max", inf, "replicas"),
    }

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["deploy"], (node,))

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        said = self.node["name"]
        return stack_name(self.node) if said.absent else said.text or ""

    @property
    def namespace(self) -> str:
        return self.setting("namespace").text or ""

    @property
    def annotations(self) -> Node:
        return self.setting("annotations")

    @property
    def labels(self) -> dict[str, Any]:
        return {one["key"].text or "": one["value"].text for one in self.setting("labels")}

    @property
    def runtime(self) -> Node:
        return self.node["runtime"]

    def measure(self, word: str) -> Measure:
        """An annotation of its own may say the same in Knative's words."""
        found = super().measure(word)
        if found.state == "inherited":
            return found._replace(state="own")
        annotated = any(name.startswith(_OWN_SCALING) for name, _ in self.annotations.items())
        unsaid = word in ("floor", "ceiling") and found.state in ("default", "none")
        return found._replace(value=NaN, state="unknown") if unsaid and annotated else found

    def find_events(self) -> list[FunctionEvent]:
        listed = [FunctionEvent("bus", one, one["source"]) for one in self.setting("subscriptions")]
        return listed or [FunctionEvent("http", self.node, self.node["invoke"])]

    @property
    def parts(self) -> Iterator[Document]:
        """Image and probes are made by `func`; what the pod may do is up to the cluster."""
        grouped = self.node["deploy"].written or self.node["run"].written
        yield _Pods(self, self.node, _PLACES if grouped else _PLACES_OF_OLD)


class _Pods(FunctionPods):
    __slots__ = ()

    def spelled(self, words: str) -> str:
        return _SPELLED.get(words) or super().spelled(words)


class KnativeFunctions(System):
    name = "knative-functions"

    def links(self, project: "Project") -> Iterator[View]:
        for function in project.all(KnativeFunction):
            window = effective(
                function.annotations.key(f"{_OWN_SCALING}window"), default=STABLE_WINDOW, read="duration"
            )
            floor, ceiling = function.measure("floor"), function.measure("ceiling")
            yield Scaling(function, floor, ceiling, can_sleep=True, idle_after=window)


SYSTEM = KnativeFunctions()
