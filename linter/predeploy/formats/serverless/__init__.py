"""Serverless Framework (v3, v4): serverless.yml for AWS; `resources:` is CloudFormation."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...given import current
from ...node import Node
from ...reading import Tree
from ...systems import connections
from ...views import Connection, Document, View
from ...views.stack import Stack, stack_of
from .. import Format, Wanted
from .._javascript import reread
from ..cloudformation import opened, resource_of
from ..cloudformation.intrinsics import Intrinsics
from .files import reader
from .machine import ServiceMachine, machines
from .service import ProviderRole, Service, ServiceFunction, entries, logical_id
from .variables import resolver

_PROVIDER_KEYS = frozenset(
    {"name", "runtime", "stage", "region", "environment", "iam", "iamRoleStatements", "memorySize", "timeout"}
)


# Without one of them nothing depends on the stage, not even in an included file
_ON_STAGE = ("stage", "${param:", "${file(")


class Serverless(Format):
    name = "serverless"
    order = 40
    keys = frozenset({"service", "functions"})
    signs = (r"^(?:functions|service)[ \t]*:", r"^provider[ \t]*:")
    unknown = '"${ssm:/known/at/deployment}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        provider: Any = data.get("provider")
        if "service" not in data and "functions" not in data:
            return False
        if provider.__class__ is str:
            return provider == "aws"
        if provider.__class__ is not dict or "component" in data:
            return False
        name = provider.get("name")
        if name.__class__ is str and name != "aws" and "$" not in name:
            return False
        return name is not None and bool(_PROVIDER_KEYS & provider.keys())

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        if fresh:
            reread(tree)
        read = reader(tree.source)
        options, params = _given(tree, fresh=fresh)
        # CloudFormation's functions must see what the variables stand for
        inner = resolver(tree.data, options=options, params=params, read=read)
        tree.dialect = Intrinsics(_template(tree.data, inner.filled))
        tree.resolve = resolver(tree.data, options=options, params=params, read=read, fallback=tree.dialect.resolve)
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        yield root
        yield from entries(root["functions"])
        yield from machines(root)
        yield from _resources(root)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Service(root)
        yield ProviderRole(root)
        yield from opened(stack_of(root.tree), wanted)

    def stack(self, root: Node) -> Stack:
        documents: dict[str, Document] = {}
        for node in entries(root["functions"]):
            documents[logical_id(node.name)] = ServiceFunction(node, root["provider"])
        documents |= {f"stepFunctions.{node.name}": ServiceMachine(node) for node in machines(root)}
        documents |= {node.name: resource_of(node) for node in _resources(root)}
        return Stack(root, documents, root.tree.dialect)

    def connections(self, root: Node) -> Iterator[Connection]:
        return connections(stack_of(root.tree))

    def joins(self, root: Node) -> bool:
        return True


def _given(tree: Tree, *, fresh: bool) -> tuple[dict[str, str], Mapping[str, Any]]:
    """What `--stage` and `--param` say."""
    given = current()
    if not given.name:
        return {}, given.params
    if fresh and any(word in tree.source.text for word in _ON_STAGE):
        given.asked = True
        for section in (tree.data.get("params"), tree.data.get("stages")):
            if section.__class__ is dict:
                given.knows(stage for stage in section if stage != "default")
    return {"stage": given.name}, given.params


def _resources(root: Node) -> Iterator[Node]:
    for part in root["resources"].each():
        yield from entries(part["Resources"])


def _template(data: dict[str, Any], filled: Callable[[Any], Any]) -> dict[str, Any]:
    """The CloudFormation template that `resources:` adds up to, with the ids of the functions' own resources."""
    block = filled(data.get("resources"))
    merged: dict[str, Any] = {}
    for part in block if block.__class__ is list else [block]:
        if part.__class__ is dict:
            for key, value in part.items():
                known: Any = merged.get(key)
                merged[key] = {**known, **value} if known.__class__ is dict and value.__class__ is dict else value
    resources, functions = merged.setdefault("Resources", {}), filled(data.get("functions"))
    if resources.__class__ is dict:
        groups = functions if functions.__class__ is list else [functions]
        names = [name for group in groups if group.__class__ is dict for name in group]
        merged["Resources"] = {**{logical_id(str(name)): {} for name in names}, **resources}
    return merged


FORMAT = Serverless()
