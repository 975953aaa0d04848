"""Functions that run as pods of a cluster, in dialects that have no pod template: what holds for their pods."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from ..finding import Resource
from ..measure import Measure, effective
from ..node import Node
from ..quantities import NaN
from ..reading.values import ABSENT, UNKNOWN
from ..views import Bundle, Container, Document, Function, View, Workload
from ..views.bundle import Part

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices

# What the platform itself writes into the pod, by its own settings
_OF_PLATFORM = ("securityContext", "serviceAccountName", "automountServiceAccountToken", "volumes", "nodeSelector")
# What no such platform lets one ask for
_NEVER = ("securityContext.privileged", "securityContext.capabilities.add")


class FunctionContainer(Container):
    """The one container in which a function runs. `places` says where the dialect writes what a container has; the
    rest is up to the platform."""

    __slots__ = ("_body", "_places")

    def __init__(self, pods: "FunctionPods", body: Node, places: Mapping[str, str]) -> None:
        super().__init__(pods.whole.node, pods, "app")
        self._body, self._places = body, places

    def __getitem__(self, dotted: str) -> Node:
        head, rest = dotted, ""
        while head:
            place = self._places.get(head)
            if place is not None:
                path = f"{place}.{rest}" if place and rest else place or rest
                return self._body[path] if path else self._body
            head, _, last = head.rpartition(".")
            rest = f"{last}.{rest}" if rest else last
        never = dotted in _NEVER
        return Node(self._body.tree, (*self._body.path, dotted), ABSENT if never else UNKNOWN)

    @property
    def name(self) -> str:
        return self.workload.name

    @property
    def image(self) -> Node:
        return self["image"]

    def security(self, setting: str) -> Node:
        return self[f"securityContext.{setting}"]


class FunctionPods(Part):
    """The pods of a function: not an object that anybody hands to the API server."""

    __slots__ = ("_body", "_places")
    platform: ClassVar[str] = "hosted"

    def __init__(self, whole: Document, body: Node, places: Mapping[str, str], pod: Node | None = None) -> None:
        """`pod` is what the dialect lets one say of the pod as a whole, in Kubernetes' words."""
        written = Node(body.tree, body.path, dict.fromkeys(_OF_PLATFORM, UNKNOWN)) if pod is None else pod
        hidden = Node(body.tree, body.path, UNKNOWN)
        super().__init__(whole, whole.node, kind=f"{whole.kind}'s pod", template=hidden, pod=written, serves=True)
        self._body, self._places = body, places

    @property
    def runs(self) -> bool:
        """The function says how many there are, and what they cost."""
        return False

    @property
    def name(self) -> str:
        return self.whole.name

    @property
    def resource(self) -> Resource:
        return self.whole.resource

    @property
    def application(self) -> str:
        return self.whole.application

    @property
    def replicas(self) -> Measure:
        """The function's own scaling tells."""
        return Measure(NaN, self.node, "absent", "replicas")

    def requested(self, resource: str) -> float:
        """Its one container's: the platform asks for nothing besides."""
        [container] = self.containers
        return effective(
            *(container[f"resources.{key}.{resource}"] for key in ("requests", "limits")), read="quantity"
        ).value

    @property
    def on_linux_nodes(self) -> bool:
        return True

    def spelled(self, words: str) -> str:
        for known, place in self._places.items():
            name = known.removeprefix("securityContext.")
            if words.startswith(name):
                return f"{place}{words.removeprefix(name)}".lstrip(".")
        return words

    def _containers(self) -> Iterator[Container]:
        yield FunctionContainer(self, self._body, self._places)


class HostedFunction(Function, Bundle):
    """A function that runs as pods. Its variables are those of the container, unless the dialect has a map of them."""

    __slots__ = ()
    PLACES: ClassVar[Mapping[str, str]] = {}

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        return super().environment if "environment" in self.SETTINGS else iter(())

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        pods = next((one for one in self.parts if isinstance(one, Workload)), None)
        return pods.held(prices, copies) if pods is not None else None

    @property
    def parts(self) -> Iterator[Document]:
        yield FunctionPods(self, self.body, self.PLACES)


def opened(function: HostedFunction, *, containers: bool) -> Iterator[View]:
    """A function with what it runs in, for formats that have no objects of the cluster."""
    yield function
    for pods in function.parts:
        yield pods
        if containers and isinstance(pods, Workload):
            yield from pods.containers
