"""Cloud Functions in files of their own: the flags of `gcloud functions deploy --flags-file`, or what the API describes."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..systems.google.functions import FlagsFunction, V2Function
from ..views import View
from ..views.stack import Stack, stack_of
from . import Format, Wanted
from ._later import unknown_with
from ._provider import Alone

# Only functions have these flags; `gcloud run deploy` knows --function and --base-image, but no runtime
_FLAGS = frozenset(
    ["--runtime", "--entry-point", "--gen2", "--no-gen2", "--trigger-http", "--trigger-topic", "--trigger-bucket", "--trigger-event"]
)  # fmt: skip
_DESCRIBED = frozenset(["buildConfig", "serviceConfig"])
# A text with `${NAME}` in it is filled in by a tool that runs before
filled_later = unknown_with(pattern(r"\$\{?[A-Za-z_][A-Za-z0-9_]*\}?"))


class Described(V2Function):
    """A function as `gcloud functions describe` prints it and the API takes it."""

    def __init__(self, node: Node) -> None:
        super().__init__(node, node)

    @property
    def kind(self) -> str:
        return "function"

    @property
    def name(self) -> str:
        return (self.node["name"].text or "").rpartition("/")[2]


class GoogleFunctions(Format):
    name = "google-functions"
    order = 60
    keys = _FLAGS | _DESCRIBED
    listed = (
        _FLAGS  # a flag that is given several times: https://cloud.google.com/sdk/gcloud/reference/topic/flags-file
    )
    unknown = '"${UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        if data.__class__ is list:
            return all(group.__class__ is dict and all(map(_is_flag, group)) for group in data)
        if _FLAGS & data.keys():
            return True
        parts = [data.get(key) for key in ("buildConfig", "serviceConfig")]
        return "kind" not in data and all(part.__class__ is dict for part in parts)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = filled_later
        tree.dialect = Alone()
        tree.truths = frozenset({"true", "True"})

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield from stack_of(root.tree).documents.values()

    def stack(self, root: Node) -> Stack:
        described = root.is_map and not _FLAGS & root.value.keys()
        function = Described(root) if described else FlagsFunction(root, *root)
        return Stack(root, {function.name: function}, Alone())

    def joins(self, root: Node) -> bool:
        return True


def _is_flag(key: Any) -> bool:
    return key.__class__ is str and key.startswith("--")


FORMAT = GoogleFunctions()
