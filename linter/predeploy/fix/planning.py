"""Many fixes → new texts of files: what collides waits for the next run, what would break a file is refused."""

import contextlib
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from .. import reading
from ..finding import Finding, TextEdit, TextFix
from ..patterns import pattern
from ..reading import ReadError, Source
from ..reading.files import encoding_of, inside, read_text
from ..reading.part import BOUNDARY
from ..record import NamedTuple

_LINE: Final = pattern(r"[^\n]*\n|[^\n]+")  # as `patch` counts them: a carriage return is part of its line


class Change(NamedTuple):
    before: str
    after: str


class Plan:
    """What the fixes make of the files. Every finding with a fix stands in exactly one of the lists."""

    def __init__(self) -> None:
        self.files: dict[str, Change] = {}  # by reported path
        self.fixed: list[Finding] = []
        self.waiting: list[Finding] = []  # collides with another fix: run again
        self.unasked: list[Finding] = []  # not safe, and only safe ones were asked for
        self.refused: list[Finding] = []  # the file is not the one that was scanned, or would break

    def diff(self) -> str:
        """The changes as a unified diff that `patch -p1` and `git apply` take."""
        import difflib

        out: list[str] = []
        for path, (before, after) in sorted(self.files.items()):
            old, new = _LINE.findall(before), _LINE.findall(after)
            for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"):
                out.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
        return "".join(out)


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with the edits made; several insertions at one place stand in the order given. Raises ValueError when
    edits overlap."""
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise ValueError("edits overlap")
    parts: list[str] = []
    at = 0
    for edit in ordered:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))


def plan(findings: Iterable[Finding], read: Callable[[str], str], *, unsafe: bool = False) -> Plan:
    """Choose the fixes that can be made together, in the order of the findings.

    `read` gives the text of a reported path; what it raises (OSError, ReadError, KeyError) refuses the fixes there.
    """
    made = Plan()
    files: dict[str, _File | None] = {}
    chosen: list[tuple[Finding, TextFix]] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not fix.edits:
            continue
        if not (fix.safe or unsafe):
            made.unasked.append(finding)
            continue
        touched = [_file(edit.path, read, files) for edit in fix.edits]
        if not all(file and file.fits(edit) for file, edit in zip(touched, fix.edits, strict=True)):
            made.refused.append(finding)
        elif not all(file and file.free(edit) for file, edit in zip(touched, fix.edits, strict=True)):
            made.waiting.append(finding)
        else:
            chosen.append((finding, fix))
            for file, edit in zip(touched, fix.edits, strict=True):
                if file and edit not in file.edits:
                    file.edits.append(edit)
    kept = {path: file for path, file in files.items() if file}
    for file in kept.values():
        file.edits = []
    for group in _by_document(chosen, kept):
        _take(group, kept, made)
    for path, file in kept.items():
        after = apply(file.text, _deepest_first(file.edits))
        if after != file.text:
            made.files[path] = Change(file.text, after)
    return made


def _by_document(
    chosen: list[tuple[Finding, TextFix]], files: dict[str, "_File"]
) -> list[list[tuple[Finding, TextFix]]]:
    """Fixes of the same documents together: what breaks there is no other's trouble."""
    groups: dict[frozenset[tuple[str, int]], list[tuple[Finding, TextFix]]] = {}
    for finding, fix in chosen:
        documents = frozenset((edit.path, files[edit.path].document(edit)) for edit in fix.edits)
        groups.setdefault(documents, []).append((finding, fix))
    return list(groups.values())


def _take(group: list[tuple[Finding, TextFix]], files: dict[str, "_File"], made: Plan) -> None:
    """Take a group of fixes when the files stay sound, else its halves, down to the fixes that do not fit."""
    edits: dict[str, list[TextEdit]] = {}
    for _, fix in group:
        for edit in fix.edits:
            edits.setdefault(edit.path, []).append(edit)
    if all(files[path].sound(new, files[path].edits) for path, new in edits.items()):
        made.fixed += [finding for finding, _ in group]
        for path, new in edits.items():
            files[path].edits = list(dict.fromkeys(files[path].edits + new))
    elif len(group) > 1:
        middle = len(group) // 2
        _take(group[:middle], files, made)
        _take(group[middle:], files, made)
    else:
        alone = all(files[path].sound(new) for path, new in edits.items())
        (made.waiting if alone else made.refused).append(group[0][0])


class _File:
    """A file while fixes for it are collected."""

    def __init__(self, path: str, text: str) -> None:
        self.source = Source(path, text)
        self.text = text
        self.edits: list[TextEdit] = []
        starts = [] if path.endswith(".json") else [found.start() for found in BOUNDARY.finditer(text)]
        self._starts = [0, *starts, len(text) + 1]
        self._before: dict[int, reading.Reading] = {}

    def document(self, edit: TextEdit) -> int:
        """The number of the part of the text in which an edit lies: a file of a thousand documents is read in parts."""
        return bisect_right(self._starts, edit.start) - 1

    def fits(self, edit: TextEdit) -> bool:
        """Is the place of the edit still the one that was scanned?"""
        if not 0 <= edit.start <= edit.end <= len(self.text):
            return False
        found = (*self.source.position(edit.start), *self.source.position(edit.end))
        same = found == (edit.span.line, edit.span.column, edit.span.end_line, edit.span.end_column)
        return same and edit.end <= self._starts[self.document(edit) + 1]

    def free(self, edit: TextEdit) -> bool:
        return all(edit == other or _apart(edit, other) for other in self.edits)

    def sound(self, new: Sequence[TextEdit], taken: Sequence[TextEdit] = ()) -> bool:
        """Do the parts with new edits still hold the same documents, without new duplicate keys or emptied places?"""
        parts: dict[int, list[TextEdit]] = {self.document(edit): [] for edit in new}
        for edit in _deepest_first(list(dict.fromkeys([*taken, *new]))):
            if self.document(edit) in parts:
                parts[self.document(edit)].append(edit)
        return all(self._sound(number, own) for number, own in parts.items())

    def _sound(self, number: int, edits: list[TextEdit]) -> bool:
        start, end = self._starts[number], self._starts[number + 1]
        text = self.text[start:end]
        before = self._before.get(number)
        if before is None:
            before = self._before[number] = reading.read(Source(self.source.path, text))
        moved = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits]
        after = reading.read(Source(self.source.path, apply(text, moved)))
        return (
            len(before.broken) == len(after.broken)
            and [tree.index for tree in before.trees] == [tree.index for tree in after.trees]
            and all(
                len(old.duplicates) >= len(new.duplicates) and _kept(old.data, new.data, set())
                for old, new in zip(before.trees, after.trees, strict=True)
            )
        )


def _file(path: str, read: Callable[[str], str], files: dict[str, _File | None]) -> _File | None:
    if path not in files:
        try:
            files[path] = _File(path, read(path))
        except (OSError, ReadError, LookupError):
            files[path] = None
    return files[path]


def _apart(one: TextEdit, other: TextEdit) -> bool:
    """Can both edits be made? Two insertions at one place: when both are lines of block style, for then their columns
    say where they belong; in flow style when they begin alike, for then both belong to the same collection."""
    if one.start == other.start:
        alike = (one.text[:1] in "\r\n" and other.text[:1] in "\r\n") or _lead(one.text) == _lead(other.text)
        return one.start == one.end and other.start == other.end and alike
    first, second = (one, other) if one.start < other.start else (other, one)
    return first.end <= second.start


def _lead(text: str) -> str:
    """The comma, line break and blanks with which a text begins."""
    return text[: len(text) - len(text.lstrip(", \t\r\n"))]


def _deepest_first(edits: Sequence[TextEdit]) -> list[TextEdit]:
    """Of several lines inserted at one place the deeper ones must come first, or they would fall to the others."""
    return sorted(edits, key=lambda e: (e.start, e.end, -len(_lead(e.text))))


def _kept(old: Any, new: Any, seen: set[tuple[int, int]]) -> bool:
    """Is no collection emptied? (Two fixes that each remove one of the last two keys leave nothing.)"""
    if old.__class__ not in (dict, list) or not old or (id(old), id(new)) in seen:
        return True
    seen.add((id(old), id(new)))
    if new is None or (new.__class__ is old.__class__ and not new):
        return False
    if new.__class__ is dict and old.__class__ is dict:
        return all(_kept(value, new[key], seen) for key, value in old.items() if key in new)
    if new.__class__ is list and old.__class__ is list and len(new) >= len(old):
        return all(_kept(a, b, seen) for a, b in zip(old, new, strict=False))
    return True


def write(made: Plan, root: str) -> dict[str, str]:
    """Write the planned texts, each file as a whole or not at all; returns path → why it could not be written.

    Encoding, byte order mark and mode stay. A file that is no longer what was planned for, or that lies outside the
    root behind a symlink, is left alone.
    """
    failed: dict[str, str] = {}
    real_root = os.path.realpath(root)
    for path, change in made.files.items():
        file = os.path.realpath(os.path.join(real_root, path))
        try:
            if not inside(real_root, file):
                failed[path] = "it lies outside the project root"
            else:
                _write(file, change)
        except ReadError as error:
            failed[path] = error.message
        except OSError as error:
            failed[path] = error.strerror or "it cannot be written"
    return failed


def _write(file: str, change: Change) -> None:
    import shutil
    import tempfile

    if read_text(file) != change.before:
        raise ReadError("the file changed while it was being checked")
    with open(file, "rb") as stream:
        mark, codec = encoding_of(stream.read(4))
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(file), prefix=".predeploy-")
    try:
        with open(handle, "wb") as stream:
            stream.write(mark + change.after.encode(codec))
        shutil.copymode(file, temporary)
        os.replace(temporary, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
