"""Google Workflows: the requests that a workflow makes, and how long it waits for each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...views import Connection, Document, Endpoint, View
from ...views.base import Bounded, bounded
from .. import System
from . import limits
from .messaging import called

if TYPE_CHECKING:
    from ...project import Project

_DEEP = 40  # levels of steps within steps
_NESTED = ("steps", "for.steps", "try.steps", "except.steps")


class GoogleWorkflow(Document):
    """A file with `main` and other subworkflows, each a list of steps; or the steps of the only one."""

    __slots__ = ()
    platform: ClassVar[str] = "google-workflows"

    @property
    def kind(self) -> str:
        return "workflow"

    @property
    def name(self) -> str:
        return self.node.tree.source.path.rpartition("/")[2].rpartition(".")[0]

    @property
    def requests(self) -> Iterator[Node]:
        """The steps that call something by HTTP."""
        for block in (self.node, *(routine["steps"] for _, routine in self.node.items())):
            for step in _steps(block, 0):
                for one in (step, step["try"]):
                    if (one["call"].text or "").startswith("http."):
                        yield one

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        return (bounded(one["args.timeout"], 0.0, limits.WORKFLOW_MOST, "Workflows") for one in self.requests)


def _steps(block: Node, depth: int) -> Iterator[Node]:
    """What stands under the names of steps, and of the steps within them."""
    for entry in block if depth < _DEEP else ():
        for _, step in entry.items():
            yield step
            inner = [step[path] for path in _NESTED]
            inner += [case["steps"] for case in step["switch"]]
            inner += [branch["steps"] for name in step["parallel.branches"] for _, branch in name.items()]
            inner.append(step["parallel.for.steps"])
            for steps in inner:
                yield from _steps(steps, depth + 1)


def waits(request: Node) -> Measure:
    """Seconds that a workflow waits for the answer."""
    return effective(request["args.timeout"], default=limits.WORKFLOW_REQUEST)


class Workflows(System):
    name = "google-workflows"

    def links(self, project: "Project") -> Iterator[View]:
        for workflow in project.all(GoogleWorkflow):
            for request in workflow.requests:
                url, wait = request["args.url"], waits(request)
                target = called(project, url.text, workflow)
                if target is not None:
                    callee, works = target
                    yield Connection(
                        "request",
                        Endpoint.of(workflow, "workflow", place=wait.node),
                        Endpoint.of(callee, callee.kind, "function", place=works.node),
                        via=url,
                        waits=wait,
                        works=works,
                        evidence="named",
                    )


SYSTEM = Workflows()
