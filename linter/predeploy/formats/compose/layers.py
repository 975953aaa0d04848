"""A service as several files say it together: its own, what it extends, and the file that an override lies over."""

import os
from collections.abc import Callable, Iterator
from typing import Any, Final

from ...node import Node
from ...patterns import pattern
from ...reading import Source, Tree
from ...reading import read as read_source
from ...reading.reference import read_referenced
from ...reading.values import Tagged

_MOST: Final = 8  # services that extend one another; real ones extend one
_BASES: Final = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
_VARIANT: Final = pattern(r"(?P<stem>(?:docker-)?compose)[.-][\w.-]{1,60}\.ya?ml\Z")


class Layered:
    """The places of one service, the nearest first. Maps are merged key by key, lists are joined."""

    __slots__ = ("_decided", "home", "nodes")

    def __init__(self, nodes: tuple[Node, ...], home: Node) -> None:
        """`home` is where one would write what nobody says: in the file that an override lies over."""
        self.nodes, self.home = nodes, home
        self._decided: dict[str, Node] = {}

    def __getitem__(self, dotted: str) -> Node:
        """The place that decides; when nobody says anything, the one where it would be written."""
        decided = self._decided.get(dotted)
        if decided is None:
            decided = self._decided[dotted] = self.home[dotted] if len(self.nodes) == 1 else self._deciding(dotted)
        return decided

    def _deciding(self, dotted: str) -> Node:
        for node in self.nodes:
            found = node[dotted]
            if not found.absent or _replaces(found):
                return found
        return self.home[dotted]

    def each(self, dotted: str) -> Iterator[Node]:
        """Every place that says something of a list or map, the nearest first."""
        for node in self.nodes:
            found = node[dotted]
            if not found.absent:
                yield found
            if len(self.nodes) > 1 and _replaces(found):
                break


def _replaces(node: Node) -> bool:
    """`!reset` and `!override` hide what lies below.
    https://docs.docker.com/reference/compose-file/merge/ (as of 2026-11)"""
    raw = node.raw
    return raw.__class__ is Tagged and raw.tag in ("!reset", "!override")


class Files:
    """The other files of one project, each read once."""

    def __init__(self, source: Source, prepare: Callable[[Tree], None], *, lies_over: bool) -> None:
        self._source, self._prepare = source, prepare
        self._known: dict[str, Node | None] = {}
        self.base = self._find_base() if lies_over else None

    def _find_base(self) -> Node | None:
        """The document that this one is merged over: `compose.override.yaml` lies over `compose.yaml`."""
        match = _VARIANT.match(os.path.basename(self._source.file or ""))
        if match is None:
            return None
        named = [name for name in _BASES if name.startswith(f"{match['stem']}.")]
        found = (self.read(name) for name in (*named, *_BASES))
        return next((root for root in found if root is not None), None)

    def read(self, relative: str) -> Node | None:
        """The first document of a file beside this one."""
        if relative not in self._known:
            self._known[relative] = None
            text = read_referenced(self._source.root, self._source.file, relative)
            if text is not None and self._source.root and self._source.file:
                real = os.path.realpath(os.path.join(os.path.dirname(self._source.file), relative))
                path = os.path.relpath(real, self._source.root).replace(os.sep, "/")
                trees = read_source(Source(path, text, file=None, root=self._source.root)).trees
                if trees and trees[0].data.__class__ is dict:
                    self._prepare(trees[0])
                    self._known[relative] = Node(trees[0], (), trees[0].data)
        return self._known[relative]

    def layers(self, root: Node, name: str) -> Layered:
        """The places of a service: its own, those it extends, those of the base."""
        own = list(self._extended(root, name))
        below = list(self._extended(self.base, name)) if self.base is not None else []
        found = [*own, *below] or [root["services"].key(name)]
        return Layered(tuple(found), below[0] if below else found[0])

    def _extended(self, root: Node, name: str) -> Iterator[Node]:
        seen: set[tuple[Any, str]] = set()
        while len(seen) < _MOST:
            service = root["services"].key(name)
            if not service.is_map or (id(root.tree), name) in seen:
                return
            seen.add((id(root.tree), name))
            yield service
            extends = service["extends"]
            file, base = extends["file"], extends["service"] if extends.is_map else extends
            other = root if file.absent else self.read(file.text or "") if file.text else None
            if base.text is None or other is None:
                return
            root, name = other, base.text


def is_partial(data: Any) -> bool:
    """Does a document name a service of which neither image nor build is said: one that lies over another?"""
    services: Any = data.get("services") if data.__class__ is dict else None
    return services.__class__ is dict and any(
        one.__class__ is dict and not {"image", "build", "extends"} & one.keys() for one in services.values()
    )
