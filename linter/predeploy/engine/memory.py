"""What the first pass said of each file, kept in the user's cache folder: what did not change is not read as YAML again.

Only that is kept which depends on a text alone (`Format.alone`), as the rules of our own pack see it. It is known by all
that it was made of: text and path, the rules with their options and severities, what is deployed to, our code, the day.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import predeploy_rules

from .. import __file__ as _PREDEPLOY
from .. import cachefile
from .._version import __version__
from ..config import Settings
from ..formats import named as format_named
from ..hashing import blake2b
from ..reading import ReadError, Source
from ..reading.tree import arrived
from ..rules.index import Enabled
from .check import Checked, Checker, Checks

try:  # pickle without what it has for other Pythons, which takes as long to load as to check ten files
    from _pickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

_MAX_KEPT: Final = 16_000_000  # bytes of one project
_MAX_ALL: Final = 200_000_000  # bytes of all projects
_FOLDER: Final = "checked"
_OURS: Final = (os.path.dirname(_PREDEPLOY), os.path.dirname(predeploy_rules.__file__))


class Memory:
    """What is known of the files of one project (`root`: absolute, real)."""

    def __init__(self, root: str) -> None:
        self._name = f"{_FOLDER}/{blake2b(os.fsencode(root), digest_size=16).hexdigest()}"
        self._made_of = (sys.version, __version__, str(date.today()), _code())
        self._known: dict[str, bytes] = cachefile.load(self._name, self._made_of) or {}
        self._used: dict[str, bytes] = {}

    @property
    def empty(self) -> bool:
        return not self._known

    def recall(self, key: str, source: Source) -> Checked | None:
        """What was said under a key; its trees are of this source."""
        raw = self._known.get(key)
        if raw is None:
            return None
        self._used[key] = raw
        return unpacked(raw, source)

    def over(self, checker: Checker, settings: Settings, enabled: Sequence[Enabled], *, texts: bool) -> Checks:
        """The checker, asked only for what is not known; `settings` and `enabled` are what it was made of."""
        if not all(one.rule.file.startswith(_OURS[1]) for one in enabled):  # nobody can tell whether those changed
            return checker
        rules = sorted((one.rule.id, one.severity or "", sorted(one.options.items())) for one in enabled)
        prices, money = sorted(settings.prices.items()), sorted(settings.money.items())
        asked = repr((rules, settings.target(), prices, money, texts))
        return Remembering(checker, self, blake2b(asked.encode()).hexdigest())

    def keep(self, learned: Mapping[str, bytes]) -> None:
        """Keep what was learned, and of the rest what there is room for."""
        if not learned:
            return
        left, kept = _MAX_KEPT, {}
        for key, raw in {**learned, **self._used, **self._known}.items():
            left -= len(raw)
            if left < 0:
                break
            kept[key] = raw
        cachefile.keep(self._name, self._made_of, kept)
        cachefile.shrink(_FOLDER, _MAX_ALL)


class Remembering:
    """A checker that asks another only for what is not known yet."""

    def __init__(self, checker: Checker, memory: Memory, asked: str) -> None:
        """`asked`: what the checker depends on besides the file."""
        self._checker, self._memory, self._asked = checker, memory, asked
        self.problems = checker.problems

    def check(self, source: Source, out: Checked, *, named: bool = False) -> None:
        """Add to `out` what a source says. Never raises."""
        key = self._key(source, named=named)
        found = self._memory.recall(key, source)
        if found is None:
            found = Checked()
            self._checker.check(source, found, named=named)
            if key and _alone(found):
                found.learned = {key: packed(found)}
        out.add(found)

    def recall(self, source: Source, out: Checked, *, named: bool) -> bool:
        """Add to `out` what is known of a source; False when nothing is."""
        if self._memory.empty:
            return False
        found = self._memory.recall(self._key(source, named=named), source)
        if found is not None:
            out.add(found)
        return found is not None

    def _key(self, source: Source, *, named: bool) -> str:
        """Empty for what cannot be read."""
        try:
            text = source.text
        except ReadError:
            return ""
        asked = f"{self._asked}\0{named:d}{source.made:d}{source.path}\0"
        return blake2b(asked.encode("utf-8", "surrogatepass") + text.encode("utf-8", "surrogatepass")).hexdigest()


def _alone(found: Checked) -> bool:
    """Does it depend on nothing but the text? What was not checked to its end is tried again."""
    return not (found.errors or found.included) and all(format_named(name).alone for name in found.formats)


def packed(found: Checked) -> bytes:
    """What is said of one source, without the source."""
    said = {name: value for name, value in vars(found).items() if name not in ("trees", "learned")}
    return dumps((said, [(tree.index, tree.data, tree.format.name, tree.odd) for tree in found.trees]), 5)


def unpacked(raw: bytes, source: Source) -> Checked:
    said, trees = loads(raw)
    found = Checked()
    found.__dict__.update(said)
    found.trees = [arrived(source, index, data, format_named(name), odd) for index, data, name, odd in trees]
    return found


def _code() -> str:
    """Tells our code from every other state of it."""
    found = blake2b()
    for folder in _OURS:
        for name, stat in sorted(_modules(folder)):
            found.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return found.hexdigest()


def _modules(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _modules(entry.path)
        elif entry.name.endswith(".py"):
            yield entry.path, entry.stat()
