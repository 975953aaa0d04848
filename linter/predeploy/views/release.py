"""Release: a chart that a controller installs, with the values it gets."""

from collections.abc import Iterator

from ..node import Node
from ..patterns import pattern
from ..record import NamedTuple
from ..secrets import tells
from .base import Disclosed, Document

# Keys that only say where a secret stands
_WHERE = pattern(r"(?i)(?:existing|external).*secret|(?:password|secret|token|user(?:name)?)_?-?keys?\Z")
_MOST = 5_000  # values that are read of one release


class Chart(NamedTuple):
    """What is installed: the node of its name, that of its version, and that of the address it comes from."""

    node: Node
    version: Node
    source: Node


class Release(Document):
    """HelmRelease, Application, HelmChart, HelmRequest, fleet.yaml."""

    __slots__ = ()

    @property
    def charts(self) -> Iterator[Chart]:
        """The charts that are taken from a repository of charts, not from a folder."""
        return iter(())

    @property
    def values(self) -> Iterator[Node]:
        """What the charts are given: mappings, or texts that are YAML themselves."""
        return iter(())

    @property
    def settings(self) -> Iterator[tuple[str, Node]]:
        """Every single value with its last key; of `{name: …, value: …}` the name is the key."""
        return (found for values in self.values for found in _leaves(values))

    @property
    def disclosed(self) -> Disclosed:
        told = ((key, node) for key, node in self.settings if not (tells(key) and _WHERE.search(key)))
        return Disclosed(
            "chart value", "keep it in a Secret and name that in the values, or give it with valuesFrom", told
        )

    @property
    def images(self) -> Iterator[tuple[Node, Node]]:
        """The images the values name: (repository, tag), one node twice where both stand in one text."""
        return (found for values in self.values for found in _images(values))


def _leaves(values: Node) -> Iterator[tuple[str, Node]]:
    waiting = [("values", values)]
    for _ in range(_MOST):
        if not waiting:
            return
        key, node = waiting.pop()
        if node.is_map:
            named = node["name"].text if "name" in node.value else None
            below = [(named if named and name == "value" else name, one) for name, one in node.items()]
        elif node.is_list:
            below = [(key, one) for one in node]
        else:
            below = [] if node.absent else [(key, node)]
        for name, one in below:
            if one.is_map or one.is_list:
                waiting.append((name, one))
            else:
                yield name, one


def _images(values: Node) -> Iterator[tuple[Node, Node]]:
    waiting = [("", values)]
    for _ in range(_MOST):
        if not waiting:
            return
        key, node = waiting.pop()
        if key == "image" and node.text:
            yield node, node
        if node.is_map:
            if "repository" in node.value and node["repository"].text and node["tag"].written:
                pinned = node["digest"].written and node["digest"].value != ""
                if not pinned:
                    yield node["repository"], node["tag"]
            below = [key for key, one in node.value.items() if one.__class__ in (dict, list) or key == "image"]
            waiting += [(key, node.key(key)) for key in reversed(below)]
        else:
            waiting += [("", one) for one in reversed([*node]) if one.is_map or one.is_list]
