"""KServe: models that answer requests. An InferenceService has up to three components, each with pods of its own."""

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..reading.values import UNKNOWN
from ..views import Bundle, Connection, Container, Document, Endpoint, Hold, Part, Scaling, View, Workload
from ..views.base import Bounded
from ..views.workload import Role
from . import System
from .ends import come_in, unknown
from .knative import bounded_by_knative
from .kubernetes import endpoint
from .names.hosts import asked
from .operators import Operated
from .revisions import later

if TYPE_CHECKING:
    from ..project import Project

COMPONENTS = ("predictor", "transformer", "explainer")
# How a component runs, and what scales it: github kserve/kserve @aaac4e294 (2026-08), pkg/constants/constants.go. The
# mode is a setting of the cluster where the object does not say it: Knative in the ConfigMap that KServe ships
_MODE = "serving.kserve.io/deploymentMode"
_SCALER = "serving.kserve.io/autoscalerClass"
KNATIVE, STANDARD = ("Knative", "Serverless"), ("Standard", "RawDeployment")
STOP = "serving.kserve.io/stop"
DEFAULT_FLOOR = 1.0  # constants.go, DefaultMinReplicas
KNATIVE_TIMEOUT = 300.0  # s, Knative's own default
STANDARD_TIMEOUT = 60.0  # s; pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/httproute_reconciler.go
# Keys that hold one container each: https://kserve.github.io/website/docs/reference/crd-api (as of 2026-11)
_MODELS = (
    "model", "sklearn", "xgboost", "tensorflow", "pytorch", "triton", "onnx", "huggingface", "pmml", "lightgbm",
    "paddle", "alibi", "art",
)  # fmt: skip
# What keeps a service inside its cluster: .../pkg/constants/constants.go (the same)
_VISIBILITY = ("networking.kserve.io/visibility", "networking.knative.dev/visibility")
GPUS = ("nvidia.com/gpu", "amd.com/gpu")


class Served(Container):
    """The container with the model: what it does not say of CPU and memory, KServe fills in, 1 CPU and 2 GiB unless the
    cluster's ConfigMap says otherwise. pkg/apis/serving/v1beta1/inference_service_defaults.go (2026-08)"""

    __slots__ = ()

    def __getitem__(self, dotted: str) -> Node:
        head, _, rest = dotted.partition(".")
        given = self.node["resources"]
        if head != "resources" or not (given.absent or given.is_map):
            return super().__getitem__(dotted)
        amounts = {key: _filled(given[key]) for key in ("requests", "limits")}
        filled = Node(given.tree, given.path, amounts)
        return filled[rest] if rest else filled


def _filled(given: Node) -> Any:
    """Requests or limits, with what is left out filled in later."""
    own = given.value if given.is_map else {}
    return given.value if given.unknown else {"cpu": UNKNOWN, "memory": UNKNOWN, **own}


class ModelComponent(Part):
    """The predictor, transformer or explainer of an InferenceService: a pod spec with settings of its own."""

    __slots__ = ()
    whole: "InferenceService"

    def __init__(self, whole: "InferenceService", node: Node) -> None:
        held: list[tuple[Role, Node]] = [("app", one) for one in (*node["containers"], *(node[key] for key in _MODELS))]
        super().__init__(whole, node, kind=node.name, template=node, pod=node, containers=held, serves=True)

    def _containers(self) -> Iterator[Container]:
        served = next((self.node[key] for key in _MODELS if self.node[key].is_map), self.node["containers.0"])
        for one in super()._containers():
            yield Served(one.node, self, "app") if one.node.path == served.path else one

    @property
    def name(self) -> str:
        return self.whole.name

    @property
    def pod_labels(self) -> dict[str, str] | None:
        """Its own, and those of the object."""
        places = (self.whole["metadata.labels"], self.node["labels"])
        labels = {key: value for place in places for key, value in place.items()}
        if any(place.unknown for place in places) or any(value.unknown for value in labels.values()):
            return None
        return {key: value.text or "" for key, value in labels.items()}

    def pod_annotation(self, name: str) -> Node:
        own = self.node["annotations"].key(name)
        return self.whole.annotation(name) if own.absent and self.whole.annotation(name).written else own

    @property
    def mode(self) -> str | None:
        """`Knative` or `Standard`; None when the cluster decides."""
        said = self.whole.annotation(_MODE).text
        return "Knative" if said in KNATIVE else "Standard" if said in STANDARD else None

    @property
    def scaler(self) -> str | None:
        """What scales a Standard component: `hpa` unless said otherwise; None when it cannot be known."""
        said = self.whole.annotation(_SCALER)
        return "hpa" if said.absent else None if later(said) else said.text

    @property
    def can_sleep(self) -> bool:
        """For certain: Knative's way, or KEDA's."""
        return self.mode == "Knative" or (self.mode == "Standard" and self.scaler == "keda")

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    @property
    def floor(self) -> Measure:
        stop = self.whole.annotation(STOP)
        if later(stop):
            return Measure(NaN, stop, "unknown", "replicas")
        if stop.text == "true":
            return Measure(0.0, stop, "own", "replicas")
        found = effective(self.node["minReplicas"], default=DEFAULT_FLOOR, unit="replicas")
        raised = self.mode == "Standard" and self.scaler == "hpa" and found.value == 0
        return found._replace(value=1.0) if raised else found

    @property
    def holds(self) -> Iterator[Hold]:
        """What keeps it up where nobody says that it sleeps: KServe can, in another mode, or with another autoscaler."""
        floor = self.floor
        if self.can_sleep or not floor.value >= 1:
            return
        raised = self.mode == "Standard" and self.scaler == "hpa" and self.node["minReplicas"].number == 0
        if raised:
            yield Hold("its HorizontalPodAutoscaler raises 0 to 1", floor.node, "scale-to-zero/zero-raised-to-one")
        else:
            yield Hold(f"its floor is {floor}", floor.node)

    @property
    def ceiling(self) -> Measure:
        found = effective(self.node["maxReplicas"], default=inf, unit="replicas")
        return found._replace(value=inf, state="none") if found.value == 0 else found

    @property
    def timeout(self) -> Measure:
        """Seconds a request may take."""
        usual = {"Knative": KNATIVE_TIMEOUT, "Standard": STANDARD_TIMEOUT}.get(self.mode or "", NaN)
        return effective(self.node["timeout"], default=usual)

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        if self.mode == "Knative":
            yield from bounded_by_knative(self, self.timeout, project)

    @property
    def gpus(self) -> Measure:
        """GPUs of one pod."""
        found = [
            effective(container["resources.limits"].key(key), unit="GPUs")
            for container in self.containers
            for key in GPUS
        ]
        known = [one for one in found if one.state != "absent"]
        if not known:
            return Measure(0.0, self.node, "absent", "GPUs")
        return known[0]._replace(value=sum(one.value for one in known))


class InferenceService(Operated, Bundle):
    """The object itself; its components are its parts."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        for key in COMPONENTS:
            node = self.node["spec"][key]
            if node.is_map:
                yield ModelComponent(self, node)

    @property
    def first(self) -> "ModelComponent | None":
        """The one that requests come to."""
        found = {one.kind: one for one in self.parts if isinstance(one, ModelComponent)}
        return found.get("transformer") or found.get("predictor")


class InferenceGraph(Operated):
    """Steps through several models; its router calls them one after another, or all at once."""

    __slots__ = ()

    @property
    def steps(self) -> Iterator[Node]:
        """Those that call a service; the others lead to another node of the graph."""
        for _, node in self.node["spec.nodes"].items():
            yield from (step for step in node["steps"] if step["serviceName"].written or step["serviceUrl"].written)


class Runtime(Workload):
    """A ServingRuntime: the container that KServe puts a model into. It runs nothing by itself."""

    __slots__ = ()

    def __init__(self, node: Node) -> None:
        super().__init__(node, node["spec"], node["spec"])

    @property
    def serves(self) -> bool:
        return False

    @property
    def runs(self) -> bool:
        return False


class KServe(System):
    name = "kserve"
    kinds: ClassVar = {
        "serving.kserve.io/InferenceService": InferenceService,
        "serving.kserve.io/InferenceGraph": InferenceGraph,
        # what it says is laid over presets of the platform, so that nothing can be told from what it leaves out
        "serving.kserve.io/LLMInferenceService": Operated,
        "serving.kserve.io/ServingRuntime": Runtime,
        "serving.kserve.io/ClusterServingRuntime": Runtime,
        "serving.kserve.io/TrainedModel": Document,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for component in project.all(ModelComponent):
            sleeps, holds = component.can_sleep, tuple(component.holds)
            yield Scaling(component, component.floor, component.ceiling, can_sleep=sleeps, holds=holds)
        for service in project.all(InferenceService):
            yield from _asked(service)
            first = service.first
            if first is not None and _is_open(service):
                yield come_in(_end(first), service.node, first.timeout)
        for graph in project.all(InferenceGraph):
            if _is_open(graph):
                yield come_in(endpoint(graph, "gateway"), graph.node)
            for step in graph.steps:
                yield from _step(project, graph, step)


def _is_open(document: Document) -> bool:
    return all(document.labels.get(label) is None for label in _VISIBILITY)


def _end(component: ModelComponent) -> Endpoint:
    name = f"the {component.kind} of InferenceService `{component.name}`"
    return Endpoint(component, name, component.timeout.node, "here", "workload")


def _asked(service: InferenceService) -> Iterator[Connection]:
    """Transformer and explainer → predictor: the answer of the one is part of the answer of the other."""
    found = {one.kind: one for one in service.parts if isinstance(one, ModelComponent)}
    callee = found.get("predictor")
    for kind in ("transformer", "explainer"):
        caller = found.get(kind)
        if caller is not None and callee is not None:
            yield Connection(
                "request", _end(caller), _end(callee), via=callee.node, waits=caller.timeout, works=callee.timeout
            )


def _step(project: "Project", graph: InferenceGraph, step: Node) -> Iterator[Connection]:
    """Graph → model: by its name, or by a URL that begins with it."""
    caller, name, url = endpoint(graph, "gateway"), step["serviceName"], step["serviceUrl"]
    said = name.text or (url.text or "").partition("://")[2].partition(".")[0]
    found = project.named(InferenceService, "InferenceService", said, graph)
    if name.absent and found is None:
        for callee in asked(project, graph, url):
            yield Connection("request", caller, callee, via=step, waits=unknown(step), works=unknown(step))
        return
    first = found.first if isinstance(found, InferenceService) else None
    if first is not None:
        yield Connection("request", caller, _end(first), via=step, waits=unknown(step), works=first.timeout)
    elif found is None and name.text:
        far = Endpoint(None, f"InferenceService `{name.text}`", name, "elsewhere", "workload")
        yield Connection("request", caller, far, via=step, waits=unknown(step), works=unknown(step))


SYSTEM = KServe()
