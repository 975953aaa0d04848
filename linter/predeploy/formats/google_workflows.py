"""Google Workflows: a file with `main`, or with nothing but its steps, and what it calls."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..reading import Tree
from ..reading.values import UNKNOWN
from ..systems.google.workflows import GoogleWorkflow
from ..views import View
from . import Format, Wanted

# https://cloud.google.com/workflows/docs/reference/syntax (as of 2026-11)
_STEP = frozenset(["call", "assign", "switch", "return", "for", "parallel", "try", "raise", "next", "steps"])


class GoogleWorkflows(Format):
    name = "google-workflows"
    order = 63
    keys = frozenset({"main"})
    listed = _STEP
    unknown = '"${known_at_run_time}"'

    def claims(self, tree: Tree) -> bool:
        if tree.data.__class__ is list:
            return all(map(_is_step, tree.data)) and any(map(_acts, tree.data))
        main: Any = tree.data.get("main")
        steps = main.get("steps") if main.__class__ is dict else None
        return steps.__class__ is list and bool(steps) and all(map(_is_step, steps))

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        def resolve(value: Any) -> Any:
            """An expression is worked out when the workflow runs."""
            return UNKNOWN if value.__class__ is str and value.startswith("${") else value

        tree.resolve = resolve

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield GoogleWorkflow(root)

    def joins(self, root: Node) -> bool:
        return True


def _is_step(entry: Any) -> bool:
    if entry.__class__ is not dict or len(entry) != 1:
        return False
    (step,) = entry.values()
    return step.__class__ is dict and bool(_STEP & step.keys())


def _acts(entry: Any) -> bool:
    """What no other list of named things has: the name of a function to call, or a list of variables to set."""
    (step,) = entry.values()
    return step.get("call").__class__ is str or step.get("assign").__class__ is list


FORMAT = GoogleWorkflows()
