"""OpenFaaS stack files: functions for faas-cli, which fills in `${NAME:-default}` from the environment first."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.scalars import plain
from ..reading.values import UNKNOWN, Tagged
from ..systems.hosted import opened
from ..systems.openfaas import OpenFaaSFunction
from ..views import Container, View
from ..views.base import OfFile, stack_name
from . import Format, Wanted
from .serverless.files import reader
from .serverless.variables import resolver

# https://docs.openfaas.com/reference/yaml/ (as of 2026-05); `faas` is what the first versions said
_PROVIDERS = ("openfaas", "faas")
_VARIABLE = pattern(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-=]([^{}$]*))?\}")


def resolve(raw: Any) -> Any:
    """What a scalar stands for: written defaults count, what only the environment knows is unknown."""
    if raw.__class__ is Tagged:
        return UNKNOWN
    if raw.__class__ is not str or "${" not in raw:
        return raw
    whole = _VARIABLE.fullmatch(raw)
    if whole is not None and whole[2] is not None:
        return plain(whole[2])
    parts = [match[2] for match in _VARIABLE.finditer(raw)]
    filled = _VARIABLE.sub(lambda match: match[2] or "", raw)
    return UNKNOWN if None in parts or "${" in filled else filled


class Stack(OfFile):
    """The stack file itself."""

    __slots__ = ()
    platform = "openfaas"

    @property
    def kind(self) -> str:
        return "openfaas-stack"

    @property
    def name(self) -> str:
        return self.application


class StackFunction(OpenFaaSFunction):
    __slots__ = ()

    @property
    def application(self) -> str:
        return stack_name(self.node)


class OpenFaaS(Format):
    name = "openfaas"
    order = 30
    keys = frozenset({"provider"})
    signs = (r"^provider[ \t]*:", r"^[ \t]+name[ \t]*:[ \t]*(?:openfaas|faas)\b")
    unknown = '"${UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        provider: Any = data.get("provider")
        named = provider.__class__ is dict and provider.get("name") in _PROVIDERS
        return named and data.get("functions").__class__ is dict

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        service = "service" in tree.data  # a serverless.yml of the plugin serverless-openfaas, with its own variables
        tree.resolve = resolver(tree.data, read=reader(tree.source)) if service else resolve
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        yield root
        for _, node in root["functions"].items():
            if node.is_map:
                yield node

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Stack(root)
        for _, node in root["functions"].items():
            if node.is_map:
                yield from opened(StackFunction(node, node), containers=wanted(Container))

    def joins(self, root: Node) -> bool:
        return True


FORMAT = OpenFaaS()
