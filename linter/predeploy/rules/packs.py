"""Packs of rules: found by the entry point `predeploy.rules`, looked up by whatever name people write."""

import importlib
import os
import sys
from collections.abc import Iterator, Mapping

from . import PEERS, Rule, cache, registered

BUILT_IN = "predeploy_rules"


class UnknownRule(LookupError):
    """No rule is called so; `suggestion` is the nearest name, or empty."""

    def __init__(self, word: str, suggestion: str) -> None:
        super().__init__(
            f"there is no rule called `{word}`" + (f"; did you mean `{suggestion}`?" if suggestion else "")
        )
        self.word, self.suggestion = word, suggestion


class BrokenPack(Exception):
    """A foreign pack that cannot be imported, or that holds a rule of the wrong shape."""

    def __init__(self, package: str, error: BaseException) -> None:
        super().__init__(f"the pack {package} cannot be loaded: {type(error).__name__}: {error}")


def load_rules(packages: tuple[str, ...] = (), *, pages: bool = False) -> dict[str, Rule]:
    """Every rule of every installed pack, by id. `pages` imports them with their docstrings; otherwise a page is read
    when somebody asks for it. Raises BrokenPack."""
    load_package(BUILT_IN, pages=pages)
    for package in dict.fromkeys((*_entry_points(), *packages)):
        if package == BUILT_IN:  # installed, it has an entry point as well
            continue
        try:
            load_package(package, pages=pages)
        except (Exception, SystemExit) as error:  # somebody else's code may do anything
            raise BrokenPack(package, error) from error
    return registered()


def load_package(package: str, *, pages: bool = True) -> None:
    """Load every `<category>/<rule>.py` of a package."""
    files: dict[str, str] = {}
    for folder in folders(package):
        for category in sorted(_names(folder, folders=True)):
            for stem in sorted(_names(os.path.join(folder, category), folders=False)):
                files[f"{package}.{category}.{stem}"] = os.path.join(folder, category, f"{stem}.py")
    if pages or not cache.load(package, files):
        for name in files:
            importlib.import_module(name)


def folders(package: str) -> list[str]:
    return list(importlib.import_module(package).__path__)


def _names(folder: str, *, folders: bool) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name[0] in "._":
            continue
        if folders and entry.is_dir():
            yield entry.name
        elif not folders and entry.name.endswith(".py"):
            yield entry.name[:-3]


def _entry_points() -> list[str]:
    """The modules that installed distributions offer, never those in the current folder, which may be the scanned one.
    Read by hand: importlib.metadata alone takes as long as a small scan."""
    found = []
    here = os.path.realpath(os.curdir)
    for folder in sys.path:
        if not folder or os.path.realpath(folder) == here:
            continue
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
        except OSError:
            continue
        for name in names:
            found += _of_distribution(os.path.join(folder, name, "entry_points.txt"))
    return found


def _of_distribution(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8") as stream:
            text = stream.read()
    except (OSError, UnicodeDecodeError):
        return []
    if "[predeploy.rules]" not in text:
        return []
    lines = text.partition("[predeploy.rules]")[2].partition("\n[")[0].splitlines()
    return [line.partition("=")[2].strip() for line in lines if "=" in line]


def find(word: str, rules: Mapping[str, Rule]) -> Rule:
    """A rule by name, category/name, pack:name, peer:id or a name it had once. Raises UnknownRule."""
    found = known(word, rules)
    if found is not None:
        return found
    import difflib

    names = [made.name for made in rules.values()]
    near = difflib.get_close_matches(word.rpartition("/")[2][:200], names, n=1, cutoff=0.6)
    raise UnknownRule(word, near[0] if near else "")


def known(word: str, rules: Mapping[str, Rule]) -> Rule | None:
    """The same, None for a word that means no rule: without looking for one that is spelt alike."""
    if word in rules:
        return rules[word]
    head, colon, rest = word.partition(":")
    said = rest if colon else word
    for made in rules.values():
        if colon and head in PEERS:
            if rest in made.replaces.get(head, ()):
                return made
        elif (not colon or made.pack == head) and (
            said in (made.name, f"{made.category}/{made.name}") or said.rpartition("/")[2] in made.formerly
        ):
            return made
    return None
