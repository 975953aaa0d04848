"""Where the values of a JSON text stand: only the levels that a finding's path leads through are looked at one by one,
everything beside them is passed over by the standard library. Composing the whole tree takes fifty times as long."""

from typing import Any, Final

from .json import Mark, Scanner, plain
from .libyaml import MappingNode, SequenceNode

Path = tuple[str | int, ...]

_NAMED_WITHIN: Final = (
    "metadata",
    0,
)  # an object's name may stand one level below it, that of a list in its first item


class Places:
    """The places of one JSON text that `load` could read. Nodes are those of `compose`, but hold nothing below the level
    that was asked for."""

    def __init__(self, text: str) -> None:
        try:
            self._scanner = Scanner(plain(text, comments=False))
            self._scanner.end_of(self._scanner.skip(0))
        except ValueError:
            self._scanner = Scanner(plain(text, comments=True))
        self._levels: dict[int, dict[Any, tuple[int | None, int]]] = {}  # offset of a collection → its entries

    def locate(self, path: Path) -> tuple[Any, Any, int]:
        """The last key node and value node on the way to `path`, and how many steps of it are written."""
        at, key, depth = self._scanner.skip(0), None, 0
        for part in path:
            found = self._entries(at).get(part)
            if found is None:
                break
            key, at = found
            depth += 1
        return (
            None if key is None else self._scanner.scalar_at(key)[0],
            self._node(at, named=key is None),
            depth,
        )

    def _node(self, at: int, *, named: bool) -> Any:
        """The scalar at an offset; or the collection, with its entries where one of them must name it."""
        opening = self._scanner.text[at]
        if opening not in "{[":
            return self._scanner.scalar_at(at)[0]
        kind = MappingNode if opening == "{" else SequenceNode
        items: list[Any] = []
        for part, (key, value) in self._entries(at).items() if named else ():
            below = self._node(value, named=part in _NAMED_WITHIN)
            items.append(below if key is None else (self._scanner.scalar_at(key)[0], below))
        untagged: Any = None
        start: Any = Mark(at)
        end: Any = Mark(self._scanner.end_of(at))
        return kind(untagged, items, start, end, flow_style=True)

    def _entries(self, at: int) -> dict[Any, tuple[int | None, int]]:
        """What stands in the collection at an offset (nothing in a scalar): key or index → (offset of the key, offset of the value)."""
        found = self._levels.get(at)
        if found is None:
            holds = self._scanner.text[at] in "{["
            found = self._levels[at] = dict(self._scanner.entries(at)) if holds else {}
        return found
