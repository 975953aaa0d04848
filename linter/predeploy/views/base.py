"""View: a typed lens over a node. It holds little; everything else is asked when a rule needs it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ..draft import Draft
from ..finding import Resource
from ..node import Node
from ..reading.values import UNKNOWN
from ..record import NamedTuple
from .spelling import Spelling

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices
    from ..project import Project

UNKNOWN_API = "?/?"  # no group is called so


class View:
    """What a rule can be about. `kind` is what `@rule(kinds=…)` narrows by."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    def __getitem__(self, dotted: str) -> Node:
        return self.node[dotted]

    def key(self, literal: str) -> Node:
        return self.node.key(literal)

    @property
    def name(self) -> str:
        return self.node["name"].text or self.node.name

    @property
    def kind(self) -> str:
        return type(self).__name__

    @property
    def document(self) -> "Document":
        """The object that this view is a part of."""
        raise NotImplementedError

    def finding(self, message: str, **kw: Any) -> Draft:
        return self.node.finding(message, **kw)


class Disclosed(NamedTuple):
    """What such texts are called, what to do instead, and each by its name."""

    what: str
    advice: str
    texts: Iterator[tuple[str, Node]]


NOTHING = Disclosed("", "", iter(()))


class Schedule(NamedTuple):
    """A schedule as it is written, and what says why its scheduler refuses a text; empty where it does not."""

    node: Node
    fault: Callable[[str], str]


class Bounded(NamedTuple):
    """A timeout, and the least and the most that its platform takes of it: all three in the unit in which it is written."""

    node: Node
    amount: float
    least: float
    most: float
    platform: str
    otherwise: str = "the deploy is refused"


def bounded(node: Node, least: float, most: float, platform: str) -> Bounded:
    return Bounded(node, node.duration, least, most, platform)


class Document(View):
    """One object of any format. As it stands it reads a Kubernetes object, also of a kind nobody knows;
    other formats say in subclasses where kind and name lie."""

    __slots__ = ()
    platform: ClassVar[str] = "kubernetes"
    authority: ClassVar[str] = "the API server"  # who refuses what is wrong with it

    @property
    def document(self) -> "Document":
        return self

    @property
    def kind(self) -> str:
        value = self.node.value
        kind: Any = value.get("kind") if value.__class__ is dict else None
        return kind if kind.__class__ is str else ""

    @property
    def api(self) -> str:
        """`apps/v1`; empty when absent, UNKNOWN_API when unknown: then it may be anybody's kind of that name."""
        value: Any = self.node.value.get("apiVersion") if self.node.value.__class__ is dict else None
        if value.__class__ is str:
            return value
        return UNKNOWN_API if value is UNKNOWN else self.node["apiVersion"].text or ""

    @property
    def group(self) -> str:
        """`apps`; empty for the core group."""
        return self.api.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Empty when absent or unknown."""
        return self._said("name")

    @property
    def namespace(self) -> str:
        return self._said("namespace")

    def _said(self, key: str) -> str:
        """A text of its metadata: asked so often that it goes past Node."""
        value: Any = self.node.value
        metadata: Any = value.get("metadata") if value.__class__ is dict else None
        said: Any = metadata.get(key) if metadata.__class__ is dict else None
        if said.__class__ is str:
            return said
        return "" if said is None or said is UNKNOWN else self.node[f"metadata.{key}"].text or ""

    @property
    def labels(self) -> dict[str, Any]:
        found = self.node["metadata.labels"].data
        return found if found.__class__ is dict else {}

    @property
    def annotations(self) -> Node:
        return self.node["metadata.annotations"]

    def annotation(self, name: str) -> Node:
        return self.annotations.key(name)

    def spelled(self, words: str) -> str:
        """What this dialect calls a setting that Kubernetes calls so (`resources.limits.memory`, `runAsUser: 0`)."""
        return words

    @property
    def disclosed(self) -> Disclosed:
        """Texts in which it may show a secret to whoever reads the file."""
        return NOTHING

    @property
    def schedules(self) -> Iterator[Schedule]:
        """When a clock starts it, or changes it."""
        return iter(())

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        """Times that somebody may not be able to read as they are written, and how that one wants them."""
        return iter(())

    @property
    def open_endpoints(self) -> Iterator[Node]:
        """What says, or fails to say otherwise, that everybody may call an endpoint."""
        return iter(())

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        """Its timeouts that have limits; NaN is a limit that is not known."""
        return iter(())

    @property
    def bills_idle(self) -> bool:
        """Does it cost something as long as it is there, whoever calls?"""
        return False

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """What so many copies of it cost a month while nobody calls; None when that is not known."""
        return None

    @property
    def resource(self) -> Resource:
        return Resource(self.platform, self.kind, self.namespace, self.name)

    @property
    def application(self) -> str:
        """The name of the application that this object says it belongs to; empty when it says nothing."""
        labels = self.labels
        for label in APPLICATION_LABELS:
            value = labels.get(label)
            if value.__class__ is str and value and "$" not in value:
                return value
        return ""


# https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ (as of 2026-11), the wider group first
APPLICATION_LABELS = (
    "app.kubernetes.io/part-of",
    "app.kubernetes.io/instance",
    "app.kubernetes.io/name",
    "app",
    "k8s-app",
)


class OfFile(Document):
    """What a file holds that is for no cluster. It has no namespace and is called like its key; the file is one
    application, called like the folder it lies in."""

    __slots__ = ()

    @property
    def root(self) -> Node:
        """The document as a whole."""
        return Node(self.node.tree, (), self.node.tree.data)

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def namespace(self) -> str:
        return ""

    @property
    def labels(self) -> dict[str, Any]:
        return {}

    @property
    def application(self) -> str:
        return stack_name(self.node)


def stack_name(node: Node) -> str:
    """What lies in one file is called like its folder."""
    folder, _, name = node.tree.source.path.rpartition("/")
    return folder.rpartition("/")[2] or name.partition(".")[0]


def tags(said: Node, key: str = "key", value: str = "value") -> dict[str, Any]:
    """Tags, where they are known: a map, or a list of pairs."""
    if said.is_map:
        return {name: node.text for name, node in said.items()}
    return {tag[key].text or "": tag[value].text for tag in said}
