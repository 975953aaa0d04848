"""Checked data of one configuration → typed entries, each at its place; paths and patterns then count from the root."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from ..finding import Place
from ..intent import KEYS, Intent, Stated, parse, parse_environment
from ..options import shown, usd
from ..reading.tree import Path
from ..target import parse_kubernetes
from .errors import Mistake
from .globs import anchored
from .settings import ApplicationEntry, At, IgnoreEntry, RuleEntry

Entries = dict[Path, At | tuple[At, ...]]
"""Key path → value; the keys whose lists grow from file to file hold a tuple."""


class Parser:
    """`folder` is what patterns are relative to, `files` what named files are relative to: None where none may be named
    (in a pack). `at` gives the place of a path of the data."""

    def __init__(self, folder: str, files: str | None, at: Callable[[Path], Place]) -> None:
        self.folder, self.files, self.at = folder, files, at
        self.entries: Entries = {}
        self.rules: list[RuleEntry] = []
        self.mistakes: list[Mistake] = []

    def parse(self, data: Mapping[str, Any]) -> None:
        """Fills `entries`, `rules` and `mistakes` from data that fits the schema."""
        for key, value in data.items():
            if key == "extends":
                continue
            if key in _GROWING:
                items = [self._item(key, (key, i), item) for i, item in enumerate(value)]
                self.entries[(key,)] = tuple(item for item in items if item is not None)
            elif key == "rules":
                for word, setting in value.items():
                    self._rule(word, setting)
            else:
                self._leaves((key,), value)

    def _leaves(self, path: Path, value: Any) -> None:
        if value.__class__ is dict:
            for key, inner in value.items():
                self._leaves((*path, key), inner)
            return
        read = _LEAVES.get(path) or _LEAVES.get((*path[:-1], "*"))
        found = self._read(read, path, value) if read else At(value, self.at(path), value)
        if found is not None:
            self.entries[path] = found

    def _read(self, read: Callable[[Any], Any], path: Path, raw: Any) -> At | None:
        place = self.at(path)
        try:
            return At(read(raw), place, raw)
        except ValueError as error:
            self.mistakes.append(Mistake(place, f"{dotted(path)}: {error}"))
            return None

    def _rule(self, word: str, setting: Any) -> None:
        path: Path = ("rules", word)
        if setting.__class__ is not dict:
            self.rules.append(RuleEntry(word, ("severity",), At(_switch(setting), self.at(path), setting)))
            return
        for part, raw in _parts(setting):
            self.rules.append(RuleEntry(word, part, At(_switch(raw) if part[0] == "severity" else raw, self.at((*path, *part)), raw)))

    # items of growing lists

    def _item(self, key: str, path: Path, raw: Any) -> At | None:
        return self._read(lambda item: _GROWING[key](self, path, item), path, raw)

    def _pattern(self, path: Path, raw: str) -> str:
        return anchored(raw, self.folder)

    def _file(self, path: Path, raw: str) -> str:
        if self.files is None:
            raise ValueError("a pack's configuration cannot name files")
        return inside(self.files, raw)

    def _text(self, path: Path, raw: str) -> str:
        return raw

    def _ignore(self, path: Path, raw: Mapping[str, Any]) -> IgnoreEntry:
        wanted = {key: raw[key] for key in ("kind", "name", "namespace", "reason") if key in raw}
        if "path" in raw:
            wanted["path"] = anchored(raw["path"], self.folder)
        if "until" in raw:
            wanted["until"] = _day(raw["until"])
        return IgnoreEntry(rules=tuple(raw["rules"]), place=self.at((*path, "rules")), **wanted)

    def _application(self, path: Path, raw: Mapping[str, Any]) -> ApplicationEntry:
        match = dict(raw["match"])
        if "path" in match:
            match["path"] = anchored(match["path"], self.folder)
        stated: dict[str, Stated[Any]] = {}
        for key, value in raw["intent"].items():
            found = self._read(_LEAVES["defaults", "intent", key], (*path, "intent", key), value)
            if found is not None:
                stated[key] = Stated(found.value, "config", found.place)
        return ApplicationEntry(Intent(**stated), self.at((*path, "match")), **match)

    def _render(self, path: Path, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        values = [self._file(path, file) for file in raw.get("values", ())]
        return {**raw, "chart": self._file(path, raw["chart"]), "values": values}


_GROWING: Final[dict[str, Callable[[Parser, Path, Any], Any]]] = {
    "exclude": Parser._pattern,
    "ignore": Parser._ignore,
    "applications": Parser._application,
    "renders": Parser._render,
    "rule-files": Parser._file,
    "packs": Parser._text,
}


def _parts(setting: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in setting.items():
        if key == "options":
            yield from (((key, name), raw) for name, raw in value.items())
        else:
            yield (key,), value


def dotted(path: Path) -> str:
    """`ignore[0].until`"""
    words = (f"[{part}]" if part.__class__ is int else f".{_word(part)}" for part in path)
    return "".join(words).removeprefix(".")


def _word(part: Any) -> str:
    return part if len(part) <= 100 and part.isprintable() else shown(part)


def inside(folder: str, file: str) -> str:
    """A file named in `folder`, from the root. Raises ValueError when it lies elsewhere."""
    if "://" in file:
        raise ValueError(f"{shown(file)} is a URL: only files inside the project can be named")
    found = posixpath.normpath(posixpath.join(folder, file))
    if found.startswith(("/", "../")) or found == ".." or "\\" in file or "\0" in file:
        raise ValueError(f"{shown(file)} is not a path inside the project root")
    return found


def _switch(value: Any) -> Any:
    return {True: "on", False: "off"}[value] if value.__class__ is bool else value  # YAML reads `off` as false


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value if len(value) == 10 else "")
    except ValueError:
        raise ValueError(f"until expects a day such as 2027-03-31, not {shown(value)}") from None


def _dollars(value: Any) -> float:
    amount = usd(value)
    if not 0 <= amount < 1e12:
        raise ValueError(f"expects an amount of dollars, such as 500, not {shown(value)}")
    return amount


def _stages(value: Any) -> tuple[str, ...]:
    return (value,) if value.__class__ is str else tuple(value)


def _intent(key: str) -> Callable[[Any], Any]:
    return lambda value: parse(key, value)


_LEAVES: Final[dict[Path, Callable[[Any], Any]]] = {
    ("kubernetes",): parse_kubernetes,
    ("environment",): parse_environment,
    ("tiers",): frozenset,
    ("money", "*"): _dollars,
    ("prices", "*"): float,
    ("values", "stage"): _stages,
    **{("defaults", "intent", key): _intent(key) for key in KEYS},
}
