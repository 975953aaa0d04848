"""From the record of a fix to text edits; made only when it is certain that nothing else changes."""

from typing import Any, Final

from ..draft import Edit, Fix
from ..finding import TextEdit, TextFix
from ..reading import ReadError, Tree
from ..reading.part import part
from ..reading.span import Span
from ..reading.tree import Path
from . import style
from .document import Document, Raw
from .edits import insert, replace
from .removal import remove
from .style import Refused

# Kubernetes refuses numbers and booleans as values of these
_TEXTS_ONLY: Final = frozenset({"annotations", "labels", "matchLabels", "nodeSelector"})


def render(fix: Fix) -> TextFix | None:
    """The text edits of a fix, in order of place; None when one of its edits cannot be made exactly.

    Each document is read again after every edit: its data must differ by that edit alone.
    """
    documents: dict[int, list[Edit]] = {}
    for edit in fix.edits:
        documents.setdefault(id(edit.tree), []).append(edit)
    try:
        edits = [made for of_tree in documents.values() for made in _render(of_tree[0].tree, of_tree)]
    except (Refused, ReadError, RecursionError):
        return None
    return TextFix(tuple(sorted(edits, key=lambda e: (e.path, e.start))), fix.safe) if edits else None


def _render(tree: Tree, edits: list[Edit]) -> list[TextEdit]:
    source = tree.source
    text, begin, doc = _open(tree)
    patch = _Patch(doc.text)
    for edit in _in_order(edits):
        doc = _perform(doc, edit, patch)
    out = []
    for raw in patch.changes:
        start, end = raw.start + begin, raw.end + begin
        if text[start:end] != raw.text:
            span = Span(*source.position(start), *source.position(end), start, end)
            out.append(TextEdit(source.path, start, end, raw.text, span))
    return out


def _in_order(edits: list[Edit]) -> list[Edit]:
    """Removals last and from behind, for all paths speak of the document as it is; new items of one list count on."""
    out: list[Edit] = []
    seen: set[Path] = set()
    for edit in edits:
        path = edit.path
        while edit.op == "insert" and path in seen and isinstance(path[-1], int):
            path = (*path[:-1], path[-1] + 1)
        seen.add(path)
        out.append(edit._replace(path=path, value=_as_written(edit)))
    out = _gathered(out)
    return sorted(out, key=lambda e: [(-p, "") if isinstance(p, int) else (1, p) for p in e.path if e.op == "remove"])


def _gathered(edits: list[Edit]) -> list[Edit]:
    """All that is inserted below one missing key as one edit: after each the document is read again."""
    out: dict[Path | int, Edit] = {}
    for number, edit in enumerate(edits):
        if edit.op != "insert":
            out[number] = edit
            continue
        depth = _depth(edit.tree.data, edit.path)
        top, rest = edit.path[: depth + 1], edit.path[depth + 1 :]
        value = out[top].value if top in out else None
        if top in out and _depth(value, rest) == len(rest):
            raise Refused("inserted twice")
        out[top] = edit._replace(path=top, value=_with(value, rest, edit.value))
    return list(out.values())


def _depth(data: Any, path: Path) -> int:
    """How many steps of a path there are."""
    for depth, step in enumerate(path):
        there = data if data.__class__ is dict else range(len(data)) if data.__class__ is list else ()
        if step not in there:
            return depth
        data = data[step]
    return len(path)


def _open(tree: Tree) -> tuple[str, int, Document]:
    """The whole text, where the part of this document begins in it, and that part with the nodes that are there already."""
    text, root = tree.source.text, tree.node
    begin, end = part(tree)
    return text, begin, Document(text[begin:end], root, tree._start - begin, is_json=tree.source.path.endswith(".json"))


def _perform(doc: Document, edit: Edit, patch: "_Patch") -> Document:
    """Make one edit and read the result again."""
    if edit.op == "remove":
        raws = remove(doc, edit.path)
    else:
        raws = (replace if edit.op == "replace" else insert)(doc, edit.path, edit.value)
    for raw in reversed(raws):
        patch.add(raw)
    made = Document.read(patch.text, is_json=doc.is_json)
    if edit.op == "remove":
        wanted = _without(doc.data, edit.path)
    else:
        written = _at(made.data, edit.path)
        # A number in the place of a quoted one stays quoted
        if not _alike(written, edit.value) and (edit.op != "replace" or written != style.spelled(edit.value)):
            raise Refused("it would read otherwise")
        wanted = _with(doc.data, edit.path, written)
    if not (_same(made.data, wanted, set()) if made.has_aliases else made.data == wanted):
        raise Refused("something else would change")
    return made


def _as_written(edit: Edit) -> Any:
    """The value as plain data, and as text where the format takes nothing else."""
    value, path = _plain(edit.value), edit.path
    of_kubernetes = edit.tree.format is not None and edit.tree.format.name == "kubernetes"
    if of_kubernetes and len(path) > 1 and path[-2] in _TEXTS_ONLY and value.__class__ not in (dict, list):
        return style.spelled(value)
    return value


def _plain(value: Any) -> Any:
    if value.__class__ in (list, tuple):
        return [_plain(item) for item in value]
    if value.__class__ is dict:
        if not all(key.__class__ is str for key in value):
            raise Refused("a key that is no text")
        return {key: _plain(item) for key, item in value.items()}
    if value is None or value.__class__ in (str, int, float, bool):
        return value
    raise Refused(f"{value!r} is no plain value")


def _at(data: Any, path: Path) -> Any:
    for key in path:
        try:
            data = data[key]
        except (TypeError, KeyError, IndexError):
            raise Refused("it would stand elsewhere") from None
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    """The same data with one value written; what is shared by aliases changes in this place only."""
    if not path:
        return value
    part, rest = path[0], path[1:]
    if isinstance(part, int) and isinstance(data, list):
        below = data[part] if part < len(data) else None
        return [*data[:part], _with(below, rest, value), *data[part + 1 :]]
    if isinstance(part, str) and (data is None or isinstance(data, dict)):
        known = data or {}
        return {**known, part: _with(known.get(part), rest, value)}
    raise Refused("another type in the way")


def _without(data: Any, path: Path) -> Any:
    part, rest = path[0], path[1:]
    if rest:
        return _with(data, (part,), _without(_at(data, (part,)), rest))
    if isinstance(part, int):
        return [*data[:part], *data[part + 1 :]]
    return {key: value for key, value in data.items() if key != part}


def _alike(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down."""
    if one.__class__ is not other.__class__:
        return False
    if one.__class__ is dict:
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if one.__class__ is list:
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)


def _same(one: Any, other: Any, seen: set[tuple[int, int]]) -> bool:
    """Equality of data in which aliases share objects: each pair is compared once, however often it is reached."""
    if not isinstance(one, (dict, list)) or one.__class__ is not other.__class__:
        return bool(one == other)
    if (id(one), id(other)) in seen:
        return True
    seen.add((id(one), id(other)))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key], seen) for key in one)
    return len(one) == len(other) and all(_same(a, b, seen) for a, b in zip(one, other, strict=True))


class _Patch:
    """A text and the changes that made it what it is, as stretches of the original."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.changes: list[Raw] = []

    def add(self, raw: Raw) -> None:
        """`raw` speaks of the present text; earlier changes that it touches become part of it."""
        start, end = raw.start, raw.end
        before, after = list[Raw](), list[Raw]()
        grown = shift_start = shift_end = 0  # present minus original offset
        for change in self.changes:
            first = change.start + grown
            grown += len(change.text) - (change.end - change.start)
            if first > raw.end:
                after.append(change)
                continue
            shift_end = grown
            if first + len(change.text) < raw.start:
                before.append(change)
                shift_start = grown
            else:
                start, end = min(start, first), max(end, first + len(change.text))
        text = self.text[start : raw.start] + raw.text + self.text[raw.end : end]
        self.changes = [*before, Raw(start - shift_start, end - shift_end, text), *after]
        self.text = self.text[: raw.start] + raw.text + self.text[raw.end :]
