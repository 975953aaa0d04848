"""Stacks: the templates and services of a run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...views.stack import Stack, stack_of

if TYPE_CHECKING:
    from ...project import Project

FORMATS: Final = frozenset({"cloudformation", "sam", "serverless"})


def stacks(project: "Project") -> list[Stack]:
    """The templates and services of the run."""
    return project.once(Stack, lambda: list(_stacks(project)))


def _stacks(project: "Project") -> Iterator[Stack]:
    seen = set[int]()
    for view in project.views:
        tree = view.node.tree
        if id(tree) not in seen:
            seen.add(id(tree))
            if tree.format is not None and tree.format.name in FORMATS:
                yield stack_of(tree)
