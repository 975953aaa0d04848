"""App Engine: app.yaml, one service of an app."""

import re
from collections.abc import Iterator

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..systems.google.app_engine import AppEngineService
from ..views import View
from ..views.stack import Stack, stack_of
from . import Format, Wanted
from ._provider import Alone
from .google_functions import filled_later

_FILE = pattern(r"(?:.*[._-])?app(?:[._-].*|[0-9]*)?\.ya?ml\Z", re.I)
_RUNTIME = pattern(r"(?:python|nodejs|go|java|php|ruby|dotnet|aspnetcore)[0-9]*\Z|custom\Z")
# Settings that only an app.yaml has: https://cloud.google.com/appengine/docs/standard/reference/app-yaml (as of 2026-11)
_OWN = frozenset(
    [
        "automatic_scaling",
        "manual_scaling",
        "basic_scaling",
        "instance_class",
        "handlers",
        "env_variables",
        "inbound_services",
        "threadsafe",
        "runtime_config",
        "beta_settings",
        "app_engine_apis",
        "vpc_access_connector",
    ]
)


class AppEngine(Format):
    name = "app-engine"
    order = 61
    keys = frozenset({"runtime"})
    unknown = '"${UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        runtime = data.get("runtime")
        if "kind" in data or "provider" in data or "functions" in data:
            return False
        if _OWN & data.keys():
            return runtime.__class__ is str
        named = _FILE.match(tree.source.path.rpartition("/")[2]) is not None
        return named and runtime.__class__ is str and _RUNTIME.match(runtime) is not None

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = filled_later
        tree.dialect = Alone()

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield from stack_of(root.tree).documents.values()

    def stack(self, root: Node) -> Stack:
        service = AppEngineService(root)
        return Stack(root, {service.name: service}, Alone())

    def joins(self, root: Node) -> bool:
        return True


FORMAT = AppEngine()
