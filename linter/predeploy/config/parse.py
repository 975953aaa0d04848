"""Checked data of one configuration → typed entries, each at its place; paths and patterns then count from the root."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
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


GROWING: Final = frozenset({"exclude", "ignore", "applications", "renders", "api-versions", "rule-files", "packs"})


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
            if key in GROWING:
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
            value = _switch(setting)
            self.rules.append(RuleEntry(word, ("severity",), At(value, self.at(path), value)))
            return
        for part, raw in _parts(setting):
            value = _switch(raw) if part == ("severity",) else raw
            self.rules.append(RuleEntry(word, part, At(value, self.at((*path, *part)), value)))

    # items of growing lists

    def _item(self, key: str, path: Path, raw: Any) -> At | None:
        match key:
            case "ignore":
                return At(self._ignore(path, raw), self.at(path), raw)
            case "applications":
                return At(self._application(path, raw), self.at(path), raw)
            case "renders":
                return At(self._render(path, raw), self.at(path), raw)
            case "exclude":
                return self._read(self._pattern, path, raw)
            case "rule-files":
                return self._read(self._file, path, raw)
        return At(raw, self.at(path), raw)

    def _pattern(self, raw: str) -> str:
        return anchored(raw, self.folder)

    def _file(self, raw: str) -> str:
        if self.files is None:
            raise ValueError("a pack's configuration cannot name files")
        return inside(self.files, raw)

    def _ignore(self, path: Path, raw: Mapping[str, Any]) -> IgnoreEntry:
        read = {"path": self._pattern, "until": _day}
        wanted = self._parts_of(path, raw, ("path", "kind", "name", "namespace", "reason", "until"), read)
        return IgnoreEntry(rules=tuple(raw["rules"]), place=self.at((*path, "rules")), **wanted)

    def _application(self, path: Path, raw: Mapping[str, Any]) -> ApplicationEntry:
        where = (*path, "match")
        match = self._parts_of(where, raw["match"], ("name", "label", "path", "kind"), {"path": self._pattern})
        stated: dict[str, Stated[Any]] = {}
        for key, value in raw["intent"].items():
            found = self._read(_LEAVES["defaults", "intent", key], (*path, "intent", key), value)
            if found is not None:
                stated[key] = Stated(found.value, "config", found.place)
        return ApplicationEntry(Intent(**stated), self.at(where), **match)

    def _render(self, path: Path, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        chart = self._parts_of(path, raw, ("chart",), {"chart": self._file})
        files = [self._read(self._file, (*path, "values", i), file) for i, file in enumerate(raw.get("values", ()))]
        return {**raw, **chart, "values": [file.value for file in files if file]}

    def _parts_of(
        self, path: Path, raw: Mapping[str, Any], keys: Iterable[str], read: Mapping[str, Callable[[Any], Any]]
    ) -> dict[str, Any]:
        found = {key: self._read(read.get(key, _as_is), (*path, key), raw[key]) for key in keys if key in raw}
        return {key: at.value for key, at in found.items() if at}


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


def _as_is(value: Any) -> Any:
    return value


def _switch(value: Any) -> Any:
    return {True: "on", False: "off"}[value] if value.__class__ is bool else value  # YAML reads `off` as false


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value if len(value) == 10 and value[4] == value[7] == "-" else "")
    except ValueError:
        raise ValueError(f"expects a day such as 2027-03-31, not {shown(value)}") from None


def _dollars(value: Any) -> float:
    amount = usd(value)
    if not 0 <= amount < 1e12:
        raise ValueError(f"expects an amount of dollars, such as 500, not {shown(value)}")
    return amount


def _tiers(value: Iterable[str]) -> frozenset[str]:
    chosen = {"default", *value}
    return frozenset(chosen | {"strict", "preview"} if "all" in chosen else chosen) - {"all"}


def _stages(value: Any) -> tuple[str, ...]:
    return (value,) if value.__class__ is str else tuple(value)


def _intent(key: str) -> Callable[[Any], Any]:
    return lambda value: parse(key, value)


_LEAVES: Final[dict[Path, Callable[[Any], Any]]] = {
    ("kubernetes",): parse_kubernetes,
    ("environment",): parse_environment,
    ("tiers",): _tiers,
    ("money", "*"): _dollars,
    ("prices", "*"): float,
    ("values", "stage"): _stages,
    **{("defaults", "intent", key): _intent(key) for key in KEYS},
}
