"""Where a text says what to suppress: comments, annotations, Metadata."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..finding import Place
from ..node import Node
from ..reading import ReadError, Source, Tree, read
from ..reading.tree import Path
from . import peers
from .comments import Comments
from .lines import Suppression, Text
from .syntax import KEY, listed, named

_MARKERS: Final = ("predeploy", *peers.MARKERS)
_ANNOTATIONS: Final[tuple[Path, ...]] = tuple(
    (*where, "metadata", "annotations")
    for where in (
        (),
        ("spec", "template"),
        ("spec", "jobTemplate"),
        ("spec", "jobTemplate", "spec", "template"),
        ("spec", "jobTargetRef", "template"),
    )
)
_SETTINGS: Final[tuple[Path, ...]] = (
    ("Metadata", "predeploy", "ignore"),  # CloudFormation, SAM: a resource or the whole template
    ("metadata", "predeploy", "ignore"),  # ARM: the same
    ("custom", "predeploy", "ignore"),  # serverless.yml
    ("x-predeploy", "ignore"),  # compose
    ("vars", "predeploy", "ignore"),  # s.yaml
)


def _marked(source: Source) -> bool:
    """Can a text suppress anything? Most cannot."""
    text = source.text
    return bool([marker for marker in _MARKERS if marker in text])


def collect(source: Source, trees: Iterable[Tree]) -> list[Suppression]:
    """What a source suppresses; `trees` are its documents that a format claimed. Never raises."""
    try:
        if not _marked(source):
            return []
        text = Text(source, list(trees))
        return [*Comments(text), *_from_data(text)]
    except ReadError:  # the file changed meanwhile
        return []


class _Values:
    """Stands for the format of a values file: its keys are no objects."""

    name = "values"

    @staticmethod
    def objects(root: Node) -> tuple[Node, ...]:
        return ()


def in_values(source: Source) -> list[Suppression]:
    """What the comments of a chart's values file suppress. Never raises."""
    try:
        if not _marked(source):
            return []
        trees = read(source).trees
        for tree in trees:
            tree.format = _Values
        return [*Comments(Text(source, trees))]
    except ReadError:
        return []


def comments(source: Source, trees: Iterable[Tree]) -> list[Suppression]:
    """What the comments of a source suppress. Never raises."""
    try:
        return [*Comments(Text(source, list(trees)))] if _marked(source) else []
    except ReadError:
        return []


def _from_data(text: Text) -> Iterator[Suppression]:
    """Annotations and Metadata."""
    for tree in text.trees:
        kubernetes = tree.format.name == "kubernetes"
        for node in tree.format.objects(Node(tree, (), tree.data)):
            if kubernetes:
                for where in _ANNOTATIONS:
                    yield from _annotations(text, tree, node.path, where)
            elif node.path:
                yield from _settings(text, tree, node.path)
        if not kubernetes:
            yield from _settings(text, tree, ())


def _annotations(text: Text, tree: Tree, path: Path, below: Path) -> Iterator[Suppression]:
    where = path + below
    found = _at(tree.data, where)
    for key, value in found.items() if found.__class__ is dict else ():
        own = key == KEY or key.startswith(KEY + ".")
        foreign = None if own else peers.from_annotation(key, value)
        lines = text.lines_of(tree, path) if own or foreign else None
        if lines is None:
            continue
        place = Place(text.source.path, tree.key_span((*where, key)))
        if foreign:
            yield text.foreign(foreign, lines, place, "annotation")
        else:
            said = value if value.__class__ is str else ""
            yield text.own(named(key.removeprefix(KEY)[1:], said), lines, place, "annotation")


def _settings(text: Text, tree: Tree, path: Path) -> Iterator[Suppression]:
    said = [
        (one, (*path, *setting, *key)) for setting in _SETTINGS for one, key in listed(_at(tree.data, path + setting))
    ]
    peer = [(one, (*path, "Metadata", *key)) for key, one in peers.from_metadata(_at(tree.data, (*path, "Metadata")))]
    lines = text.lines_of(tree, path) if said or peer else None
    if lines is None:
        return
    for own, where in said:
        yield text.own(own, lines, Place(text.source.path, tree.key_span(where)), "metadata")
    for foreign, where in peer:
        yield text.foreign(foreign, lines, Place(text.source.path, tree.key_span(where)), "metadata")


def _at(data: Any, path: Path) -> Any:
    for key in path:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data
