"""func.yaml of Fn Project. Knative's func.yaml has a `specVersion`."""

from collections.abc import Iterator

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..systems.fn import FnFunction
from ..views import View
from . import Format, Wanted
from .google_functions import filled_later

_FILE = pattern(r"func\.(?:ya?ml|json)\Z")
# Settings of a func.yaml of old, which had no version: github fnproject/cli @07c248e, common/funcfile.go (as of 2026-11)
_OWN = frozenset(
    [
        "version",
        "entrypoint",
        "cmd",
        "build_image",
        "run_image",
        "memory",
        "timeout",
        "idle_timeout",
        "triggers",
        "format",
    ]
)


class Fn(Format):
    name = "fn"
    order = 62
    keys = frozenset({"schema_version", "runtime"})

    def claims(self, tree: Tree) -> bool:
        data, file = tree.data, tree.source.path.rpartition("/")[2]
        if "specVersion" in data or "kind" in data or _FILE.match(file) is None:
            return False
        return data.get("schema_version").__class__ is int or (
            data.get("runtime").__class__ is str and bool(_OWN & data.keys())
        )

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = filled_later  # `fn` fills in what the environment has

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield FnFunction(root, root)

    def joins(self, root: Node) -> bool:
        return True


FORMAT = Fn()
