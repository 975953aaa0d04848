"""Within a stack: what a function or task is told in its environment, and may use."""

from collections.abc import Iterable, Iterator
from typing import Final

from ...node import Node
from ...views import Connection, Document, Function, Workload
from ...views.connection import Evidence
from ...views.stack import Stack
from ..aws.ends import end, names_in, unknown, word_of, works
from .permissions import allowed
from .resources import USES
from .said import callers

# Whoever knows the address of one of these needs no permission of IAM
_DATABASES: Final = frozenset({"cluster", "database", "DocumentDB cluster", "search domain", "workgroup", "cache"})


def told_and_allowed(stack: Stack) -> Iterator[Connection]:
    """One edge for each resource that stands in the environment of one that may use it."""
    users: list[tuple[Document, Iterable[tuple[str, Node]]]] = [(one, one.environment) for one in stack.functions]
    users += [(one, _of_tasks(one)) for one in stack.of("AWS::ECS::TaskDefinition") if isinstance(one, Workload)]
    for user, environment in users:
        for target, variable in _told(stack, user, environment):
            word, _ = word_of(target)
            if word in _DATABASES:
                yield from _edges(user, target, variable, "named")
            elif word in USES and allowed(stack, user, target, word, _names(stack).get(id(target))):
                yield from _edges(user, target, variable, "declared")


def _of_tasks(task: Workload) -> Iterator[tuple[str, Node]]:
    for container in task.containers:
        for entry in container["env"]:
            yield entry["name"].text or "", entry["value"]


def _told(stack: Stack, user: Document, environment: Iterable[tuple[str, Node]]) -> Iterator[tuple[Document, Node]]:
    """The resources that variables mention, or call by their own names; each once."""
    met = {user.name}
    for _, variable in environment:
        names = sorted(stack.mentioned(variable))
        text = variable.text
        if not names and text:
            names = [one.name for one in _called(stack).get(text, ())]
        for name in names:
            target = stack.documents.get(name)
            if target is not None and name not in met:
                met.add(name)
                yield target, variable


def _called(stack: Stack) -> dict[str, list[Document]]:
    """The resources by their own names."""

    def make() -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for (_, name), document in names_in(stack):
            found.setdefault(name, []).append(document)
        return found

    return stack.once(_called, make)


def _names(stack: Stack) -> dict[int, str]:
    """The other way round."""
    return stack.once(_names, lambda: {id(document): name for (_, name), document in names_in(stack)})


def _edges(user: Document, target: Document, via: Node, evidence: Evidence) -> Iterator[Connection]:
    callee = end(target)
    kind, _ = USES.get(word_of(target)[0], ("store", ""))
    for caller in callers(user) if isinstance(user, Workload) and not isinstance(user, Function) else [user]:
        yield Connection(
            kind,
            end(caller),
            callee,
            via=via,
            waits=unknown(via),
            works=works(callee),
            evidence=evidence,
            mode="async" if kind == "push" or callee.role == "workflow" else "sync",
            buffered=kind == "push",
        )
