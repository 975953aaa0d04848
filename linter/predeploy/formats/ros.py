"""Templates of Alibaba Cloud's Resource Orchestration Service, and of Fun (Funcraft), whose functions stand in services.

They are written like CloudFormation's; the functions that both have mean the same.
"""

import weakref
from collections.abc import Iterator
from typing import Any, ClassVar

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.tree import Path
from ..reading.values import UNKNOWN
from ..systems import types
from ..systems.alibaba.function_compute import ADVICE, FcFunction, edges
from ..systems.alibaba.resources import requests
from ..views import Connection, Document, View
from ..views.base import Disclosed
from ..views.stack import Stack, StackResource, stack_of
from . import Wanted
from ._texts import named_texts
from .cloudformation import CloudFormation
from .cloudformation.evaluator import Evaluator
from .cloudformation.intrinsics import Intrinsics
from .cloudformation.names import Names, Spelling
from .cloudformation.syntax import section

_ID = pattern(r"[A-Za-z][\w-]{0,254}\Z")


class RosNames(Names):
    """Logical ids may hold dashes and underscores; values that lie in OOS are known only at deployment.

    A local is what it says: https://www.alibabacloud.com/help/en/ros/user-guide/local-variables-locals (as of 2026-11).
    """

    def __init__(self, data: Any, spelling: Spelling | None) -> None:
        super().__init__(data, {}, {}, spelling)
        self._locals = section(data, "Locals")

    def is_resource(self, name: str) -> bool:
        return _ID.match(name) is not None and name not in self._declared and name not in self._locals

    def _parameter(self, name: str) -> Any:
        definition: Any = self._declared.get(name, self._locals.get(name))
        if definition.__class__ is not dict or str(definition.get("Type")).endswith("Parameter::Value"):
            return UNKNOWN
        if name in self._declared:
            return super()._parameter(name)
        said = definition.get("Value")
        return said if said.__class__ in (str, int, bool) else UNKNOWN


class RosIntrinsics(Intrinsics):
    __slots__ = ()

    def __init__(self, data: Any, *, spelling: Spelling | None = None) -> None:
        super().__init__(data, spelling=spelling)
        self._names = RosNames(data, spelling)
        self._evaluator = Evaluator(data, self._names)


class RosResource(StackResource):
    """A resource of no function: rules know it by its type."""

    __slots__ = ()
    platform: ClassVar[str] = "alibaba-ros"


class Template(RosResource):
    """The template as a whole."""

    __slots__ = ()
    ADVICE: ClassVar[str] = ADVICE

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", self.ADVICE, named_texts(self.node["Resources"]))

    @property
    def kind(self) -> str:
        return "ros"

    @property
    def name(self) -> str:
        return self.application


class Ros(CloudFormation):
    name = "ros"
    order = 25
    keys = frozenset({"ROSTemplateFormatVersion", "Resources"})
    signs = (r"^[ \t]*[\"']?ROSTemplateFormatVersion",)
    unknown = '{"Fn::GetStackOutput": ["known-at", "deployment"]}'
    PREFIXES: ClassVar[tuple[str, ...]] = ("ALIYUN::", "Aliyun::Serverless", "DATASOURCE::")

    def claims(self, tree: Tree) -> bool:
        resources: Any = tree.data.get("Resources")
        if "ROSTemplateFormatVersion" in tree.data:
            return True
        return resources.__class__ is dict and any(
            one.__class__ is dict and str(one.get("Type", "")).startswith(self.PREFIXES) for one in resources.values()
        )

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        held = weakref.ref(tree)  # a tree that its own resolver held would live until the collector runs

        def spelling(path: Path) -> str | None:
            tree = held()
            return tree.spelling(path) if tree else None

        tree.dialect = RosIntrinsics(tree.data, spelling=spelling)
        tree.resolve = tree.dialect.resolve
        tree.truths = frozenset({"true", "True", "TRUE"})

    def objects(self, root: Node) -> Iterator[Node]:
        for _, node in root["Resources"].items():
            if node.is_map:
                yield node
                yield from _within(node)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield self.whole(root)
        yield from stack_of(root.tree).documents.values()

    def whole(self, root: Node) -> Template:
        return Template(root)

    def stack(self, root: Node) -> Stack:
        documents: dict[str, Document] = {}
        for node in self.objects(root):
            name = node.name if node.name not in documents else ".".join(map(str, node.path))
            documents[name] = self.opened(node)
        return Stack(root, documents, root.tree.dialect)

    def opened(self, node: Node) -> Document:
        opener = types().get(node["Type"].text or "")
        return opener(node) if opener is not None else RosResource(node)

    def connections(self, root: Node) -> Iterator[Connection]:
        stack = stack_of(root.tree)
        yield from edges(one for one in stack.functions if isinstance(one, FcFunction))
        yield from requests(stack)


def _within(service: Node) -> Iterator[Node]:
    """What stands in another resource, beside its Type and Properties."""
    for key, node in service.items():
        kind = node["Type"].text or ""
        if key not in ("Properties", "Metadata") and "::" in kind:
            yield node


FORMAT = Ros()
