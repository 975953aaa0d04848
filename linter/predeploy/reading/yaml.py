"""YAML text → composed nodes → plain data, in one pass through libyaml, guarded against hostile input."""

import re
from operator import is_
from typing import Any

from ..patterns import pattern
from ..record import NamedTuple
from .errors import ReadError
from .libyaml import CParser, MappingNode, ScalarNode, YAMLError
from .scalars import LONGEST, MERGE, STR, Odd, Typed, classify, plain
from .values import Tagged

MAX_DEPTH = 200
MAX_MERGES = 10_000
MAX_EXPANDED = 100_000  # values of a document with its aliases followed, from which on they may be only so many times
MAX_GROWTH = 10  # as many as are written
MAX_RETRIED = 300_000  # code points of one text that the second reader is asked about: it does 100,000 a second
MAX_RETRIES = 50  # parts of one text that both readers refuse: each costs milliseconds, however short

_memo_get = classify.__globals__["_memo"].get


class Loader(CParser):  # type: ignore[misc]
    """libyaml's composer with Kubernetes' reading of scalars."""

    def resolve(self, kind: type, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            if implicit[0] and len(value) <= LONGEST:
                return _memo_get(value) or classify(value)
            return STR
        return None

    # Called for every node: C functions of the right number of arguments that do nothing.
    descend_resolver = staticmethod(is_)
    ascend_resolver = staticmethod(int)


class GuardedLoader(Loader):
    """The same with a depth counter (a bare libyaml overflows the stack at 100,000 brackets); 20 % slower."""

    depth = 0

    def descend_resolver(self, parent: Any, index: Any) -> None:  # type: ignore[override]
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ReadError(f"nested deeper than {MAX_DEPTH} levels")

    def ascend_resolver(self) -> None:  # type: ignore[override]
        self.depth -= 1


_DEEP_BLOCK = 100  # signs at the beginning of a line that only open further levels
_STATEMENT = pattern(r"^[ \t]*(?:- +)*(?:[\w./-]+:[ \t]+)?(?:\{\{|\{%|<%)", re.M)  # where YAML would read a value
MARKER = pattern(r"^---(?=\s|$)", re.M)


def loader_for(text: str) -> type[Loader]:
    long = [line for line in text.split("\n") if len(line) >= _DEEP_BLOCK]
    deep = any(not line[:_DEEP_BLOCK].strip(" -?:") for line in long)
    return GuardedLoader if deep or text.count("[") + text.count("{") > MAX_DEPTH else Loader


class Composed(NamedTuple):
    """One document: its node tree and the offset of the part of the text it was composed from."""

    node: Any
    start: int


class Broken(NamedTuple):
    message: str
    offset: int | None  # into the whole text
    template: bool = False  # a program writes YAML from it


def compose(text: str) -> tuple[list[Composed], list[Broken]]:
    """The documents of a text. A broken one does not lose the others: the text is cut at its `---` markers and read part by part."""
    loader = loader_for(text)
    try:
        return _compose(text, loader, 0), []
    except (YAMLError, ReadError) as error:
        cuts = [m.start() for m in MARKER.finditer(text)]
        if not cuts:
            return _second(text, 0, error, patient=len(text) <= MAX_RETRIED)
    if cuts[0] > 0:
        cuts.insert(0, 0)
    out: list[Composed] = []
    broken: list[Broken] = []
    retried = 0
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        part = text[begin:end]
        try:
            out += _compose(part, loader, begin)
        except (YAMLError, ReadError) as error:
            retried += len(part)
            more, bad = _second(part, begin, error, patient=retried <= MAX_RETRIED and len(broken) < MAX_RETRIES)
            out += more
            broken += bad
    return out, broken


def _compose(text: str, cls: type[Loader], start: int) -> list[Composed]:
    loader = cls(text)
    out = []
    try:
        while loader.check_node():
            out.append(Composed(loader.get_node(), start))
    finally:
        loader.dispose()
    return out


def _second(text: str, start: int, error: Exception, *, patient: bool) -> tuple[list[Composed], list[Broken]]:
    """What libyaml refuses although it is legal is read again by ruamel.yaml; what both refuse is broken."""
    message, index = _explain(error)
    # Never what the guards refused, nor templates: the second reader is forty times slower.
    perhaps = isinstance(error, YAMLError) and "{{" not in text and "{%" not in text
    if patient and perhaps and not _hopeless(text, error):
        from .second import compose as second

        nodes = second(text)
        if nodes is not None:
            return [Composed(node, start) for node in nodes], []
    return [], [Broken(message, None if index is None else index + start, _STATEMENT.search(text) is not None)]


_OF_BLOCKS = ("did not find expected '-' indicator", "did not find expected key")


def _hopeless(text: str, error: Exception) -> bool:
    """Will the second reader refuse it, too? ASCII without tabs both cut into the same tokens, so that a block with a
    wrong part is wrong for both; except that YAML 1.2 has empty keys (`: value`)."""
    if getattr(error, "problem", None) not in _OF_BLOCKS or "\t" in text or not text.isascii():
        return False
    at: int = error.problem_mark.index  # type: ignore[attr-defined]
    return text[at : at + 1] != ":"


def _explain(error: Exception) -> tuple[str, int | None]:
    if isinstance(error, ReadError):
        return error.message, error.index
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None)
    message = getattr(error, "problem", None) or str(error).partition("\n")[0]
    if context and context not in message:
        message = f"{message} ({context})"
    if mark is None:
        position = getattr(error, "position", None)  # a ReaderError: bytes or characters that YAML forbids
        if isinstance(position, int):
            return f"{getattr(error, 'reason', message)}", position
        return message, None
    return message, mark.index


class Duplicate(NamedTuple):
    key: str
    offset: int  # of the later key, into the part
    first: int  # of the first key


def refuse_bombs(root: Any) -> None:
    """Raises ReadError for a document whose aliases make it much larger, or deeper, than it is written: every walk of
    its data would take for ever, or end in a RecursionError. Kubernetes refuses the like as "excessive aliasing"."""
    known: dict[int, tuple[int, int]] = {}
    written = 0

    def measure(node: Any) -> tuple[int, int]:
        nonlocal written
        if node.__class__ is ScalarNode:
            written += 1
            return 1, 0
        if id(node) in known:
            return known[id(node)]
        known[id(node)] = (1, 0)  # while it is open: whoever leads back here reads null
        size, height = 1, 0
        for item in node.value:
            below = measure(item[1] if item.__class__ is tuple else item)
            size, height = size + below[0], max(height, below[1])
        known[id(node)] = (size, height + 1)
        return known[id(node)]

    size, height = measure(root)
    if size > MAX_EXPANDED and size > MAX_GROWTH * (written + len(known)):
        raise ReadError("its aliases make it too large")
    if height > MAX_DEPTH:
        raise ReadError(f"nested deeper than {MAX_DEPTH} levels through its aliases")


class Builder:
    """Composed nodes → dict, list and scalars. Aliases share one object; a cycle reads as null."""

    __slots__ = ("duplicates", "keys", "memo", "merges", "odd", "scalar")

    def __init__(self, *, aliases: bool, scalar: Any = plain) -> None:
        self.memo: dict[int, Any] | None = {} if aliases else None
        self.duplicates: list[Duplicate] = []
        self.keys: set[str] = set()  # of all mappings
        self.merges = 0
        self.odd = False  # is a number or truth value written otherwise than it is printed?
        self.scalar = scalar

    def build(self, node: Any) -> Any:
        if self.memo is None or node.__class__ is ScalarNode:
            return self._build(node)
        if id(node) in self.memo:
            return self.memo[id(node)]
        self.memo[id(node)] = None
        built = self.memo[id(node)] = self._build(node)
        return built

    def _build(self, node: Any) -> Any:
        kind = node.__class__
        if kind is ScalarNode:
            tag = node.tag
            if tag is STR:
                return node.value
            return tag.value if tag.__class__ is Typed else self._explicit(tag, node.value)
        data: Any
        if kind is MappingNode:
            data = self._mapping(node)
        else:
            data = [self.build(item) for item in node.value]
        return data if node.tag is None or node.tag[:18] == "tag:yaml.org,2002:" else Tagged(node.tag, data)

    def _mapping(self, node: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        bases: list[Any] = []
        for key_node, value_node in node.value:
            if key_node.tag is MERGE:
                bases.append(value_node)
                continue
            key = key_node.value if key_node.__class__ is ScalarNode else f"?{key_node.start_mark.index}"
            if value_node.__class__ is ScalarNode:
                tag = value_node.tag
                if tag is STR:
                    data[key] = value_node.value
                elif tag.__class__ is Typed:
                    data[key] = tag.value
                else:
                    data[key] = self._explicit(tag, value_node.value)
            else:
                data[key] = self.build(value_node)
        self.keys.update(data)
        if len(data) + len(bases) != len(node.value):
            self._note_duplicates(node)
        for base_node in bases:
            self._merge(data, base_node)
        return data

    def _merge(self, data: dict[str, Any], base_node: Any) -> None:
        for one in base_node.value if base_node.__class__ is not MappingNode else [base_node]:
            base: Any = self.build(one) if one.__class__ is MappingNode else None
            if base.__class__ is dict:
                self.merges += len(base)
                if self.merges > MAX_MERGES:  # merges copy: an alias bomb in disguise
                    raise ReadError("too many merged keys")
                for key, value in base.items():
                    data.setdefault(key, value)

    def _note_duplicates(self, node: Any) -> None:
        seen: dict[Any, Any] = {}
        for key_node, _ in node.value:
            if key_node.__class__ is not ScalarNode or key_node.tag is MERGE:
                continue
            if key_node.value in seen:
                self.duplicates.append(Duplicate(key_node.value, key_node.start_mark.index, seen[key_node.value]))
            else:
                seen[key_node.value] = key_node.start_mark.index

    def _explicit(self, tag: Any, text: str) -> Any:
        self.odd = True
        if tag.__class__ is Odd:
            return tag.value
        if tag[:18] == "tag:yaml.org,2002:":
            return self.scalar(text) if tag[18:] in ("int", "float", "bool", "null") else text
        return text if tag == "!" else Tagged(tag, text)


def rebuild(node: Any, scalar: Any) -> Any:
    """The data of a node tree in which plain scalars mean what `scalar` says: for formats whose tools read otherwise."""

    class Reader(Builder):
        def _build(self, node: Any) -> Any:
            if node.__class__ is ScalarNode and isinstance(node.tag, Typed) and node.tag is not MERGE:
                return scalar(node.value)
            return super()._build(node)

        def _mapping(self, node: Any) -> dict[str, Any]:
            data = super()._mapping(node)
            own = {k.value: v for k, v in node.value if k.__class__ is ScalarNode and k.tag is not MERGE}
            for key, value in own.items():  # of duplicates the last
                if value.__class__ is ScalarNode and isinstance(value.tag, Typed):
                    data[key] = scalar(value.value)
            return data

    return Reader(aliases=True).build(node)


__all__ = ["MARKER", "Broken", "Builder", "Composed", "Duplicate", "compose", "rebuild", "refuse_bombs"]
