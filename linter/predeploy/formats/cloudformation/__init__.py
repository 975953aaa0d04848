"""CloudFormation templates, in YAML and JSON, as people write them and as the CDK synthesises them."""

import weakref
from collections.abc import Iterator
from typing import Any

from ...node import Node
from ...reading import Tree
from ...reading.tree import Path
from ...systems import connections, types
from ...views import Connection, Container, Document, State, StateMachine, View, Workload
from ...views.base import Disclosed
from ...views.function import READ_AT_RUN_TIME
from ...views.stack import Stack, StackResource, stack_of
from .. import Format, Wanted
from .intrinsics import Intrinsics
from .values import values_for


class CloudFormation(Format):
    name = "cloudformation"
    order = 30
    keys = frozenset({"AWSTemplateFormatVersion", "Resources"})
    signs = (r"^[ \t]*[\"']?AWSTemplateFormatVersion",)
    unknown = '{"Fn::ImportValue": "known-at-deployment"}'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        resources: Any = data.get("Resources")
        if "AWSTemplateFormatVersion" in data:
            return True
        return resources.__class__ is dict and any(
            r.__class__ is dict and str(r.get("Type", "")).startswith(("AWS::", "Custom::", "Alexa::"))
            for r in resources.values()
        )

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        held = weakref.ref(tree)  # a tree that its own resolver held would live until the collector runs

        def spelling(path: Path) -> str | None:
            tree = held()
            return tree.spelling(path) if tree else None

        tree.dialect = Intrinsics(tree.data, values_for(tree), spelling=spelling)
        tree.resolve = tree.dialect.resolve
        tree.truths = frozenset({"true", "True", "TRUE"})

    def objects(self, root: Node) -> Iterator[Node]:
        return (node for _, node in root["Resources"].items() if node.is_map)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Template(root)
        yield from opened(stack_of(root.tree), wanted)

    def stack(self, root: Node) -> Stack:
        documents = {node.name: resource_of(node) for node in self.objects(root)}
        return Stack(root, documents, root.tree.dialect)

    def connections(self, root: Node) -> Iterator[Connection]:
        return connections(stack_of(root.tree))

    def joins(self, root: Node) -> bool:
        return True


def resource_of(node: Node) -> Document:
    kind = node.value.get("Type")
    opener = types().get(kind) if kind.__class__ is str else None
    return opener(node) if opener else StackResource(node)


def opened(stack: Stack, wanted: Wanted) -> Iterator[View]:
    """The resources and functions of a stack, with what they hold."""
    for document in stack.documents.values():
        yield document
        if isinstance(document, StateMachine) and wanted(State):
            yield from document.states
        elif isinstance(document, Workload) and wanted(Container):
            yield from document.containers


class Template(StackResource):
    """The template as a whole: kind `template`."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "template"

    @property
    def disclosed(self) -> Disclosed:
        shared = self.node["Globals.Function.Environment.Variables"]
        return Disclosed("environment variable", READ_AT_RUN_TIME, shared.items())

    @property
    def name(self) -> str:
        return self.application


FORMAT = CloudFormation()
