"""Bundle: an object that stands for several others. Part: the pods of one of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..node import Node
from .base import Document
from .workload import Container, Role, Workload


class Layered(Node):
    """Two places of which the nearer decides, key by key: what a step says for itself, and what its workflow says for all."""

    __slots__ = ("_further",)

    def __init__(self, nearer: Node, further: Node) -> None:
        super().__init__(nearer.tree, nearer.path, nearer.value)
        self._further = further

    def __getitem__(self, dotted: str) -> Node:
        if super().__getitem__(dotted.partition(".")[0]).absent:
            found = self._further[dotted]
            if not found.absent:
                return found
        return super().__getitem__(dotted)

    def key(self, literal: str) -> Node:
        found, other = super().key(literal), self._further.key(literal)
        return other if found.absent and not other.absent else found


class Bundle(Document):
    """An object that holds pods in several places, or other objects."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        return iter(())


class Part(Workload):
    """The pods of one part of an object: a step of a workflow, a component of an application. It is called like the
    part; namespace, labels and annotations are those of the whole."""

    __slots__ = ("_kind", "_lists", "_serves", "whole")

    def __init__(
        self,
        whole: Document,
        node: Node,
        *,
        kind: str,
        template: Node,
        pod: Node,
        containers: Iterable[tuple[Role, Node]] | None = None,
        serves: bool = False,
    ) -> None:
        """`containers` where they do not lie in the usual three lists; `serves`: does it run for ever?"""
        super().__init__(node, template, pod)
        self.whole, self._kind, self._serves = whole, kind, serves
        self._lists = None if containers is None else tuple(containers)

    @property
    def kind(self) -> str:
        return self._kind

    @property
    def api(self) -> str:
        return self.whole.api

    @property
    def name(self) -> str:
        return self.node["name"].text or self.whole.name

    @property
    def namespace(self) -> str:
        return self.whole.namespace

    @property
    def labels(self) -> dict[str, Any]:
        return self.whole.labels

    @property
    def annotations(self) -> Node:
        return self.whole.annotations

    def annotation(self, name: str) -> Node:
        return self.whole.annotation(name)

    @property
    def serves(self) -> bool:
        return self._serves

    @property
    def completes(self) -> bool:
        return not self._serves

    def _containers(self) -> Iterator[Container]:
        if self._lists is None:
            yield from super()._containers()
            return
        for role, node in self._lists:
            if node.value.__class__ is dict:
                yield Container(node, self, role)
