"""Docker Compose files and Swarm stacks. An override or variant is read together with the file that it lies over."""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...given import current
from ...node import Node
from ...patterns import pattern
from ...reading import Tree
from ...reading.reference import read_referenced
from ...views import Container, View
from .. import Format, Wanted
from .interpolation import Interpolation, assignments
from .layers import Files, is_partial
from .service import ComposeFile

_NAME = pattern(r"(?:.*[._-])?(?:docker-)?compose(?:[._-].*)?\.(?:ya?ml|json)\Z|.*\bstack\b.*\.ya?ml\Z", re.I)
_STACK = pattern(r"stack|swarm", re.I)
# https://docs.docker.com/reference/compose-file/ (as of 2026-11)
_TOP = frozenset({"name", "version", "services", "networks", "volumes", "configs", "secrets", "include", "models"})
_RUNS = frozenset({"image", "build", "extends", "provider"})
# Keys that services have elsewhere: KubeVela, Serverless Compose, Alibaba's s.yaml, Lando
_ELSEWHERE = frozenset({"type", "component", "path", "cmd", "port", "props", "$type"})
# What only Swarm reads: https://docs.docker.com/reference/compose-file/deploy/ (as of 2026-11)
_ONLY_SWARM = frozenset({"placement", "update_config", "rollback_config", "endpoint_mode"})


class Compose(Format):
    name = "compose"
    order = 60
    keys = frozenset({"services"})
    signs = (
        r"^services[ \t]*:",
        r"^[ \t]+(?:image|build)[ \t]*:",
        r"^[ \t]+(?:ports|volumes|environment|depends_on|restart)[ \t]*:",
    )
    unknown = '"${UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        services: Any = tree.data["services"]
        if services.__class__ is not dict or not services:
            return False
        own = [one for one in services.values() if one.__class__ is dict]
        if any(_ELSEWHERE & one.keys() for one in own):
            return False
        if _NAME.match(os.path.basename(tree.source.path)):
            return True
        known = all(key in _TOP or str(key).startswith("x-") for key in tree.data)
        return known and any(_RUNS & one.keys() for one in own)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        text = read_referenced(tree.source.root, tree.source.file, ".env")
        given = current().params.over(assignments(text) if text is not None else {})
        _ready(tree, given)
        tree.dialect = _Project(tree, given)

    def objects(self, root: Node) -> Iterator[Node]:
        return (node for _, node in root["services"].items() if node.is_map)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        file = ComposeFile(root)
        yield file
        containers = wanted(Container)
        for service in file.services:
            if service.node.tree is not root.tree:
                continue  # it is told with the file below
            yield service
            if containers:
                yield from service.containers

    def joins(self, root: Node) -> bool:
        return True


class _Project:
    """What the files of one project say together."""

    __slots__ = ("files", "sized", "swarm")

    def __init__(self, tree: Tree, given: Mapping[str, Any]) -> None:
        lies_over = ".override." in os.path.basename(tree.source.path) or is_partial(tree.data)
        self.files = Files(tree.source, lambda other: _ready(other, given), lies_over=lies_over)
        trees = [tree] if self.files.base is None else [tree, self.files.base.tree]
        self.swarm = any(map(_is_swarm, trees))
        self.sized = any(_is_sized(Node(one, (), one.data)) for one in trees)


def _ready(tree: Tree, given: Mapping[str, Any]) -> None:
    tree.resolve = Interpolation(given)
    tree.truths = frozenset({"true", "True", "TRUE", "yes", "on"})


def _is_sized(root: Node) -> bool:
    """Does any service say how much memory it may take?"""
    places = ("mem_limit", "deploy.resources.limits.memory")
    return any(service[place].written for _, service in root["services"].items() for place in places)


def _is_swarm(tree: Tree) -> bool:
    if _STACK.search(os.path.basename(tree.source.path)):
        return True
    services: Any = tree.data.get("services")
    deploys = (
        [one.get("deploy") for one in services.values() if one.__class__ is dict] if services.__class__ is dict else []
    )
    return any(
        deploy.__class__ is dict and (_ONLY_SWARM & deploy.keys() or deploy.get("mode") == "global")
        for deploy in deploys
    )


FORMAT = Compose()
