"""Cloud Build: the functions that its steps deploy with `gcloud functions deploy`, by the flags they give."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.tree import Path
from ..reading.values import ABSENT, UNKNOWN
from ..systems.google.functions import FlagsFunction
from ..views import View
from ..views.stack import Stack, stack_of
from . import Format, Wanted
from ._provider import Alone

_COMMAND = ("functions", "deploy")
_VARIABLE = pattern(r"\$(?:\{([A-Z_][A-Z0-9_]*)\}|([A-Z_][A-Z0-9_]*))")


class Arguments(Node):
    """The arguments of a command, asked by their flags: `--timeout=60s`, `--timeout 60s` and `--retry` alike."""

    __slots__ = ("_flags",)

    def __init__(self, tree: Tree, path: Path, words: list[Any]) -> None:
        super().__init__(tree, path, words)
        self._flags: dict[str, tuple[int, Any]] = {}
        for index, word in enumerate(words):
            if str(word).startswith("--"):
                flag, equals, value = str(word).partition("=")
                following: Any = words[index + 1] if index + 1 < len(words) else None
                apart = not equals and following.__class__ in (str, int) and not str(following).startswith("--")
                self._flags[flag] = (index + 1, following) if apart else (index, value if equals else True)

    def __getitem__(self, dotted: str) -> Node:
        if not dotted.startswith("--"):
            return Node(self.tree, (*self.path, dotted), ABSENT)
        if dotted not in self._flags:
            return Node(self.tree, (*self.path, dotted), ABSENT)
        index, value = self._flags[dotted]
        resolve = self.tree.resolve
        return Node(self.tree, (*self.path, index), value if resolve is None else resolve(value))


class CloudBuild(Format):
    name = "cloud-build"
    order = 62
    keys = frozenset({"steps"})
    unknown = '"${_UNKNOWN}"'

    def claims(self, tree: Tree) -> bool:
        return "kind" not in tree.data and any(True for _ in _deployed(tree.data))

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        said = tree.data.get("substitutions")
        known: dict[Any, Any] = said if said.__class__ is dict else {}

        def resolve(value: Any) -> Any:
            """A variable stands for what `substitutions` says, which a trigger may change; others are not known."""
            if value.__class__ is not str or "$" not in value:
                return value
            texts = [known.get(match[1] or match[2]) for match in _VARIABLE.finditer(value)]
            if not texts or any(text.__class__ is not str or "$" in str(text) for text in texts):
                return UNKNOWN
            return _VARIABLE.sub(lambda match: str(known[match[1] or match[2]]), value)

        tree.resolve = resolve
        tree.dialect = Alone()
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        for index, _ in _deployed(root.value):
            yield root["steps"][str(index)]

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield from stack_of(root.tree).documents.values()

    def stack(self, root: Node) -> Stack:
        found: dict[str, Any] = {}
        for index, words in _deployed(root.value):
            step = root["steps"][str(index)]
            made = DeployedFunction(step, Arguments(root.tree, (*step.path, "args"), words))
            found[f"{index}"] = made
        return Stack(root, found, Alone())

    def joins(self, root: Node) -> bool:
        return True


class DeployedFunction(FlagsFunction):
    """A function that a step deploys; its name is the first word behind the command."""

    @property
    def name(self) -> str:
        args = self.node["args"]
        words = [args[str(index)].text or "" for index in range(len(args.value))]
        place = words.index(_COMMAND[1]) + 1 if _COMMAND[1] in words else len(words)
        return words[place] if place < len(words) and not words[place].startswith("--") else ""


def _deployed(data: Any) -> Iterator[tuple[int, list[Any]]]:
    """The steps that deploy a function, and their arguments."""
    steps = data.get("steps")
    for index, step in enumerate(steps if steps.__class__ is list else ()):
        words: Any = step.get("args") if step.__class__ is dict else None
        if words.__class__ is list and all(one in words for one in _COMMAND) and "gcloud" in _tool(step):
            yield index, words


def _tool(step: dict[str, Any]) -> str:
    """What a step runs: the builder, or an entry point of its own."""
    image = str(step.get("name"))
    own = step.get("entrypoint")
    return (
        str(own)
        if own.__class__ is str
        else f"{image} gcloud"
        if "cloud-sdk" in image or "google-cloud-cli" in image
        else image
    )


FORMAT = CloudBuild()
