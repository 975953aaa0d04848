"""View: a typed lens over a node. It holds little; everything else is asked when a rule needs it."""

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from ..draft import Draft
from ..finding import Resource
from ..node import Node
from ..reading.values import UNKNOWN


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
        kind: Any = self.node.value.get("kind") if self.node.value.__class__ is dict else None
        return kind if kind.__class__ is str else ""

    @property
    def api(self) -> str:
        """`apps/v1`; empty when absent or unknown."""
        return self._said("apiVersion")

    @property
    def group(self) -> str:
        """`apps`; empty for the core group."""
        return self.api.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Empty when absent or unknown."""
        return self._said("metadata", "name")

    @property
    def namespace(self) -> str:
        return self._said("metadata", "namespace")

    def _said(self, *keys: str) -> str:
        """A text of the object as it is written: asked so often that it goes past Node."""
        value = self.node.value
        for key in keys:
            if value.__class__ is not dict:
                return ""
            value = value.get(key)
        if value.__class__ is str:
            return value
        return "" if value is None or value is UNKNOWN else self.node[".".join(keys)].text or ""

    @property
    def labels(self) -> dict[str, Any]:
        found = self.node["metadata.labels"].data
        return found if found.__class__ is dict else {}

    @property
    def annotations(self) -> Node:
        return self.node["metadata.annotations"]

    def annotation(self, name: str) -> Node:
        return self.node["metadata.annotations"].key(name)

    def spelled(self, words: str) -> str:
        """What this dialect calls a setting that Kubernetes calls so (`resources.limits.memory`, `runAsUser: 0`)."""
        return words

    @property
    def disclosed(self) -> "Disclosed | None":
        """Texts in which this dialect may show a secret to whoever reads the file; None leaves it to what all have."""
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
