"""Text → trees: plain data for the rules, exact places for the findings."""

from typing import Any

from ..record import NamedTuple
from .errors import ReadError
from .source import Source
from .tree import Tree
from .yaml import Broken, Builder, Composed, compose, refuse_bombs

__all__ = ["Broken", "ReadError", "Reading", "Source", "Tree", "compose_again", "read"]


class Reading(NamedTuple):
    trees: list[Tree]
    broken: list[Broken]


def read(source: Source) -> Reading:
    """Every readable document of a source, and what could not be read. Never raises."""
    try:
        text = source.text
    except ReadError as error:
        return Reading([], [Broken(error.message, error.index)])
    return _read_json(source, text) if source.path.endswith(".json") else _read_yaml(source, text)


def _read_json(source: Source, text: str) -> Reading:
    from .json import load

    try:
        data, duplicates = load(text, comments=True)
    except ReadError as error:
        return Reading([], [Broken(error.message, error.index)])
    tree = Tree(source, 0, data, None)
    if duplicates:
        tree.duplicates = tuple(_built(Composed(tree.node, 0), aliases=False)[1].duplicates)
    return Reading([tree], [])


def _read_yaml(source: Source, text: str) -> Reading:
    composed, broken = compose(text)
    aliases = "*" in text and "&" in text
    trees: list[Tree] = []
    for index, one in enumerate(composed):
        try:
            if aliases:
                refuse_bombs(one.node)
            data, builder = _built(one, aliases=aliases)
        except ReadError as error:
            broken.append(Broken(error.message, one.node.start_mark.index + one.start))
            continue
        if data is not None:
            tree = Tree(source, index, data, one, tuple(builder.duplicates))
            tree.odd, tree.keys = builder.odd, builder.keys
            trees.append(tree)
    return Reading(trees, broken)


def _built(composed: Composed, *, aliases: bool) -> tuple[Any, Builder]:
    builder = Builder(aliases=aliases)
    return builder.build(composed.node), builder


def compose_again(source: Source) -> list[Composed]:
    """The composed documents of a source whose trees came without nodes (JSON, or from another process); kept by the
    source, for nodes point at nothing above them."""
    if source._twins is None:
        source._twins = _compose_json(source) if source.path.endswith(".json") else compose(source.text)[0]
    return source._twins


def _compose_json(source: Source) -> list[Composed]:
    from .json import compose as composed

    return [Composed(composed(source.text, comments=True), 0)]
