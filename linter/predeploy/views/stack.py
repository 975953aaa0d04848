"""StackResource: one resource of a CloudFormation template, wherever the template is embedded. Stack: all of them together."""

from collections.abc import Callable, Hashable, Iterator
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from ..node import Node
from ..reading import Tree
from ..reading.tree import Path
from ..reading.values import ABSENT, Tagged
from .base import Document, OfFile, tags
from .function import Function, FunctionEvent
from .kept import Forgetful, kept

T = TypeVar("T")


class StackResource(OfFile):
    """`kind` is the resource type, `name` the logical id; settings lie below `Properties`."""

    __slots__ = ()
    platform: ClassVar[str] = "aws"

    @property
    def kind(self) -> str:
        kind: Any = self.node.value.get("Type") if self.node.value.__class__ is dict else None
        return kind if kind.__class__ is str else ""

    @property
    def properties(self) -> Node:
        return self.node["Properties"]

    @property
    def labels(self) -> dict[str, Any]:
        return tags(self.properties["Tags"], "Key", "Value")

    @property
    def annotations(self) -> Node:
        return self.node["Metadata.predeploy"]

    @property
    def stack(self) -> "Stack":
        return stack_of(self.node.tree)


_HOLDERS = frozenset({dict, list, Tagged})  # what can hold a reference
_SECTIONS = 3  # steps to the properties of a resource


def stack_of(tree: Tree) -> "Stack":
    """The stack of a document."""
    found: Stack = kept(tree, "stack", lambda: tree.format.stack(Node(tree, (), tree.data)))
    return found


def there(node: Node) -> bool:
    """Is something said here, in this text or in one that it includes?"""
    return node.written or node.present


class Stack(Forgetful):
    """The resources and functions of one template or service, and what their references point at."""

    def __init__(self, root: Node, documents: dict[str, Document], dialect: Any) -> None:
        """`documents` by logical id; `dialect` answers `target(raw)` and `targets(raw)`."""
        self.root, self.documents, self._dialect = root, documents, dialect
        self._mentioned: dict[Path, set[str]] = {}
        self._once: dict[Hashable, Any] = {}

    def pointed(self, node: Node) -> Document | None:
        """The resource or function that a node's reference (Ref, GetAtt, Sub) points at as a whole."""
        raw = self.raw(node)
        return None if raw is ABSENT else self.meant(raw)

    def meant(self, raw: Any) -> Document | None:
        """The same for a value as it is written."""
        name = self._dialect.target(raw)
        return self.documents.get(name) if name else None

    def mentioned(self, node: Node) -> set[str]:
        """Every logical id that is mentioned below a node."""
        found = self._mentioned.get(node.path)
        if found is None:
            raw = self.raw(node)
            if raw.__class__ is dict and len(raw) > 1 and len(node.path) < _SECTIONS:
                # each resource is walked once, whoever asks for it or for all
                parts = [self.mentioned(node.key(key)) for key, value in raw.items() if value.__class__ in _HOLDERS]
                found = self._dialect.targets({"Condition": raw.get("Condition")}).union(*parts)
            else:
                found = self._dialect.targets(raw) if raw is not ABSENT else set()
            self._mentioned[node.path] = found
        return found

    def strangers(self, block: Node) -> Iterator[tuple[Node, str]]:
        """The values below a node that mention what is not in this stack, and what they mention."""
        ahead = [block]
        while ahead:
            node = ahead.pop()
            if node.is_map or node.is_list:
                ahead += [child for _, child in node.items()] if node.is_map else [*node]
            elif node.unknown and node.written:
                yield from ((node, name) for name in sorted(self.mentioned(node) - self.documents.keys()))

    def raw(self, node: Node) -> Any:
        """What is written at a node, found also behind an If whose condition is known and in an included file."""
        if node.written or not node.path:
            return node.raw
        above = self.root
        for part in node.path[:-1]:
            above = above.key(part) if isinstance(part, str) else above[str(part)]
        try:
            return above.value[node.path[-1]]
        except (KeyError, IndexError, TypeError):
            return ABSENT

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for all that ask with this key: a thousand resources need not each look at a
        thousand others."""
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    def mentions(self, raw: Any) -> set[str]:
        """Every logical id that is mentioned in a value as it is written."""
        found: set[str] = self._dialect.targets(raw)
        return found

    def forget(self) -> None:
        self._once.clear()

    def mentioning(self, name: str) -> list[Document]:
        """The resources and functions in which a logical id is mentioned, perhaps that one itself."""
        return self._mentioning.get(name, [])

    @cached_property
    def _mentioning(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for document in self.documents.values():
            for name in self.mentioned(document.node):
                found.setdefault(name, []).append(document)
        return found

    def given(self, name: str) -> list[tuple[Function, Node]]:
        """The functions that get a logical id in their environment, each with the first variable that mentions it."""
        return self._given.get(name, [])

    @cached_property
    def _given(self) -> dict[str, list[tuple[Function, Node]]]:
        found: dict[str, list[tuple[Function, Node]]] = {}
        for function in self.functions:
            first: dict[str, Node] = {}
            for _, variable in function.environment:
                for name in self.mentioned(variable):
                    first.setdefault(name, variable)
            for name, variable in first.items():
                found.setdefault(name, []).append((function, variable))
        return found

    def of(self, kind: str) -> Iterator[Document]:
        return iter(self._kinds.get(kind, ()))

    @cached_property
    def _kinds(self) -> dict[str, list[Document]]:
        kinds: dict[str, list[Document]] = {}
        for document in self.documents.values():
            kinds.setdefault(document.kind, []).append(document)
        return kinds

    @cached_property
    def calls(self) -> list[tuple[Function, FunctionEvent]]:
        """Every event of every function."""
        return [(function, event) for function in self.functions for event in function.events]

    @cached_property
    def functions(self) -> list[Function]:
        return [d for d in self.documents.values() if isinstance(d, Function)]
