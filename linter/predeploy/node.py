"""Node: a place in a document. It never raises, and knows on demand where it is written."""

from collections.abc import Iterable, Iterator
from typing import Any

from . import quantities
from .draft import Draft, Edit, Fix
from .finding import Money, Place
from .reading.errors import ReadError
from .reading.scalars import printed
from .reading.span import Span
from .reading.tree import Path, Tree
from .reading.values import ABSENT, UNKNOWN, Tagged
from .severity import Severity

_RESOLVED = frozenset({str, dict, list, Tagged})  # what can be, or hold, a reference
_paths: dict[str, Path] = {}
_blank = object.__new__


def split(dotted: str) -> Path:
    """`spec.containers.0` → ("spec", "containers", 0); remembered, for rules walk the same few paths again and again."""
    path = _paths.get(dotted)
    if path is None:
        path = _paths[dotted] = tuple(
            int(part) if part.isascii() and part.isdigit() else part for part in dotted.split(".")
        )
    return path


class Node:
    """A tree, a path in it and the effective value there.

    Exactly one of `present` (a known value), `unknown` (not knowable before deployment, or below something that is)
    and `absent` (neither; null counts as absent) is true.
    """

    __slots__ = ("_known", "_parts", "path", "tree", "value")

    def __init__(self, tree: Tree, path: Path, value: Any) -> None:
        self.tree, self.path, self.value = tree, path, value
        # what was asked for below it: a hundred rules ask for much the same
        self._known: dict[str | Path, Node] | None = None
        self._parts: list[Any] | None = None

    def __bool__(self) -> bool:
        raise TypeError("a Node has no truth value: say .present, .absent, .unknown, .is_true or .is_false")

    def __repr__(self) -> str:
        return f"Node({'.'.join(map(str, self.path))} = {self.value!r})"

    # walking

    def _step(self, keys: Path) -> "Node":
        value: Any = self.value
        if value is ABSENT or value is UNKNOWN:  # so is all that is below
            return Node(self.tree, self.path + keys, value)
        resolve = self.tree.resolve
        key: Any
        for key in keys:
            kind = value.__class__
            if kind is dict:
                value = value.get(key, ABSENT)  # a key of digits is reached through `key("0")`
            elif kind is list:
                value = value[key] if key.__class__ is int and key < len(value) else ABSENT
            else:
                value = UNKNOWN if value is UNKNOWN or kind is Tagged else ABSENT
                break
            if value is None:
                value = ABSENT
                break
            if resolve is not None and value.__class__ in _RESOLVED:
                value = resolve(value)
        if value.__class__ is Tagged:
            value = UNKNOWN
        return Node(self.tree, self.path + keys, value)

    def __getitem__(self, dotted: str) -> "Node":
        known = self._known
        if known is None:
            known = self._known = {}
        elif dotted in known:
            return known[dotted]
        keys = _paths.get(dotted) or split(dotted)
        tree, value = self.tree, self.value
        resolve = tree.resolve
        for key in keys:  # the usual case, written out: rules do this a hundred times an object
            if value.__class__ is not dict:
                if value is ABSENT or value is UNKNOWN:  # so is all that is below
                    break
                known[dotted] = made = self._step(keys)
                return made
            value = value.get(key)
            if value is None:
                value = ABSENT
                break
            if resolve is not None and value.__class__ in _RESOLVED:
                value = resolve(value)
        known[dotted] = made = _blank(Node)  # what `Node(…)` does, in two thirds of its time
        made.tree, made.path, made._known = tree, self.path + keys, None
        made.value, made._parts = UNKNOWN if value.__class__ is Tagged else value, None
        return made

    def key(self, literal: str) -> "Node":
        """One step by a key as it is written, dots and all."""
        keys, known = (literal,), self._known
        if known is None:
            known = self._known = {}
        if keys not in known:
            known[keys] = self._step(keys)
        return known[keys]

    def every(self, dotted: str) -> Iterator["Node"]:
        """The nodes at a path in which `*` is each item of a list: `spec.ports.*.protocol`."""
        steps, star, rest = dotted.partition(".*")
        if not star:
            yield self[steps]
        elif not rest:
            yield from self[steps]
        else:
            for item in self[steps]:
                yield from item.every(rest[1:])

    def __iter__(self) -> Iterator["Node"]:
        """The items of a list; nothing for everything else."""
        return iter(self._entries() if self.value.__class__ is list else ())

    def each(self) -> Iterator["Node"]:
        """The items of a list; what is no list stands for a list of one."""
        return iter(self) if self.value.__class__ is list else iter(() if self.value is ABSENT else (self,))

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """The entries of a mapping that are not null; nothing for everything else."""
        return iter(self._entries() if self.value.__class__ is dict else ())

    def among(self, keys: Iterable[str]) -> list["Node"]:
        """Of a mapping the entries under these keys that are not null: for a long list of which most are not there."""
        if self.__class__ is Node:  # others say in their own way what is there
            keys = [key for key in keys if key in self.value] if self.value.__class__ is dict else ()
        return [found for key in keys if not (found := self.key(key) if "." in key else self[key]).absent]

    def _entries(self) -> list[Any]:
        """The items of a list or the entries of a mapping, made once."""
        if self._parts is None:
            lists = self.value.__class__ is list
            below = self._below(enumerate(self.value) if lists else self.value.items())
            self._parts = list(below) if lists else [(node.path[-1], node) for node in below]
        return self._parts

    def _below(self, entries: Iterable[tuple[str | int, Any]]) -> Iterator["Node"]:
        """The nodes of entries one step below that are not null."""
        tree, path, resolve = self.tree, self.path, self.tree.resolve
        for key, raw in entries:
            value = resolve(raw) if resolve is not None and raw.__class__ in _RESOLVED else raw
            if value is not None and value is not ABSENT:
                made: Node = _blank(Node)
                made.tree, made.path, made._known = tree, (*path, key), None
                made.value, made._parts = UNKNOWN if value.__class__ is Tagged else value, None
                yield made

    # state

    @property
    def absent(self) -> bool:
        return self.value is ABSENT

    @property
    def unknown(self) -> bool:
        return self.value is UNKNOWN

    @property
    def present(self) -> bool:
        return self.value is not ABSENT and self.value is not UNKNOWN

    @property
    def written(self) -> bool:
        """The path stands in this text, whatever its value."""
        return self.raw is not ABSENT

    @property
    def is_true(self) -> bool:
        value = self.value
        return value is True or (value.__class__ is str and value in self.tree.truths)

    @property
    def is_false(self) -> bool:
        value = self.value
        return value is False or (value.__class__ is str and bool(self.tree.truths) and value.lower() == "false")

    @property
    def is_map(self) -> bool:
        return self.value.__class__ is dict

    @property
    def is_list(self) -> bool:
        return self.value.__class__ is list

    @property
    def name(self) -> str:
        """The last part of the path: the key this value stands under."""
        return str(self.path[-1]) if self.path else ""

    # typed values: None and NaN stand for absent, unknown or of another type

    @property
    def text(self) -> str | None:
        """The scalar as it is written (`1.10` stays `1.10`)."""
        value = self.value
        if value.__class__ is str:
            return value
        if value.__class__ is bool or value.__class__ is int or value.__class__ is float:
            if self.tree.odd and self.raw is value:
                spelled = self.tree.spelling(self.path)
                if spelled is not None:
                    return spelled
            return printed(value)
        return None

    @property
    def number(self) -> float:
        return quantities.number(self.value)

    @property
    def quantity(self) -> float:
        """Kubernetes quantity in its base unit (cores, bytes)."""
        return quantities.quantity(self.value)

    @property
    def duration(self) -> float:
        """Seconds; a bare number counts as seconds."""
        return quantities.duration(self.value)

    @property
    def data(self) -> Any:
        """The plain value, not resolved below this node; None when absent or unknown."""
        return None if self.value is ABSENT or self.value is UNKNOWN else self.value

    # place

    @property
    def span(self) -> Span:
        return self.tree.span(self.path)

    def finding(
        self,
        message: str,
        *,
        fix: Fix | None = None,
        related: "tuple[Node | tuple[Node, str], ...]" = (),
        severity: Severity | None = None,
        money: Money | None = None,
        secret: bool = False,
    ) -> Draft:
        """What a rule yields. A related place is a node, or a node and what to say there; `secret` says that what
        stands here must not be shown."""
        return Draft(self, message, fix, related, severity, money, secret)

    # fixes: records of what to change; the texts are made when somebody asks (fix.py)

    @property
    def place(self) -> Place:
        """Where it is written; only the file where that changed meanwhile: better no place than a wrong one."""
        try:
            return Place(self.tree.source.path, self.span)
        except ReadError:
            return Place(self.tree.source.path, None)

    @property
    def raw(self) -> Any:
        """The value as it is written, references unresolved; ABSENT where nothing is written."""
        value: Any = self.tree.data
        key: Any
        for key in self.path:
            kind = value.__class__
            if kind is dict:
                value = value.get(key, ABSENT)
            elif kind is list:
                value = value[key] if key.__class__ is int and key < len(value) else ABSENT
            else:
                return ABSENT
        return value

    def replace(self, value: Any, *, safe: bool) -> Fix | None:
        """Write another value here; None when what is written is a reference, for another place holds the value."""
        raw = self.raw
        if raw is ABSENT or raw.__class__ is Tagged or (self.value is not raw and self.value != raw):
            return None
        return Fix((Edit(self.tree, self.path, "replace", value),), safe)

    def insert(self, value: Any, *, safe: bool) -> Fix | None:
        """Write a value where nothing is, with the levels that are missing; None below something unknown or resolved."""
        if self.value is not ABSENT or self.raw not in (ABSENT, None):
            return None
        return Fix((Edit(self.tree, self.path, "insert", value),), safe)

    def remove(self, *, safe: bool) -> Fix | None:
        if self.raw is ABSENT:
            return None
        return Fix((Edit(self.tree, self.path, "remove", None),), safe)
