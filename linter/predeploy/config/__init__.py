"""predeploy.yaml: found from each file's folder up to the project root, merged key by key, the nearest wins."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from typing import Any, Final

from .errors import COMMAND_LINE, Mistake, UsageError, where
from .layers import NAME, Disk, Layers, ReadText
from .merge import Layer, merge
from .parse import Parser
from .resolve import Enabled, Find, Resolver, RuleLike, Rules, enabled_rules
from .settings import ApplicationEntry, IgnoreEntry, RuleSetting, Settings, describe, ignored_by

__all__ = [
    "NAME", "ApplicationEntry", "Configs", "Enabled", "IgnoreEntry", "Mistake", "RuleLike", "RuleSetting", "Settings",
    "UsageError", "describe", "enabled_rules", "ignored_by", "load", "where",
]  # fmt: skip

_FLAGS: Final = ("select", "extend-select", "ignore")


class Configs:
    """The configurations of one run: `add` them as they are found, `resolve` them once the rules are loaded."""

    def __init__(self, root: str, overrides: Mapping[str, Any], read: ReadText | None = None) -> None:
        self.root = os.path.abspath(root)
        self._read = read
        self._chains: dict[str, tuple[Layer, ...]] = {}  # folder of a predeploy.yaml → it, what it extends first
        self._settings: dict[str, Settings] = {}  # by the folder of their predeploy.yaml
        self._near: dict[str, Settings] = {}  # any folder → those of its nearest predeploy.yaml
        self._overrides = _command_line(overrides)

    def add(self, paths: Iterable[str]) -> None:
        """Reads the predeploy.yaml files among `paths` (reported paths; one that does not exist is passed over).
        Raises UsageError with every mistake in them."""
        layers = Layers(self._read or Disk(self.root))
        for path in sorted(set(paths)):
            folder = _parent(path)
            if folder not in self._chains and (chain := layers.chain(path)):
                self._chains[folder] = chain
        if layers.mistakes:
            raise UsageError(layers.mistakes)
        self._near.clear()
        self._settings.clear()

    @property
    def paths(self) -> list[str]:
        """The files that were read, extended ones included."""
        return sorted({layer.path for chain in self._chains.values() for layer in chain})

    def settings_for(self, path: str) -> Settings:
        """What holds for a file (its reported path)."""
        folder = path.rpartition("/")[0]
        found = self._near.get(folder)
        if found is None:
            near = folder
            while near and near not in self._chains:
                near = _parent(near)
            found = self._settings.get(near) or self._settings.setdefault(near, self._merged(near))
            self._near[folder] = found
        return found

    def excluded(self, path: str) -> bool:
        """Is a reported path (a folder's ends in `/`) left out by the configuration of the folder it lies in?"""
        return self.settings_for(path.rstrip("/")).excluded(path)

    def resolve(self, rules: Rules, find: Find) -> None:
        """Looks up every rule and option that is named, after the last `add`. Raises UsageError with every mistake."""
        resolver = Resolver(rules, find)
        folders = sorted({"", *self._chains})
        self._settings = {folder: resolver.resolve(self._merged(folder)) for folder in folders}
        self._near.clear()
        if resolver.mistakes:
            raise UsageError(resolver.mistakes)

    def all(self) -> list[Settings]:
        """The distinct settings of the run, those of the root first."""
        return [self.settings_for(posixpath.join(folder, NAME)) for folder in sorted({"", *self._chains})]

    def _merged(self, folder: str) -> Settings:
        chain, above = self._chains.get(folder, ()), folder
        while above:
            above = _parent(above)
            chain = self._chains.get(above, ()) + chain
        # A file that is found and extended too counts once.
        layers = {layer.path: layer for layer in chain}
        return merge(folder, [*layers.values(), self._overrides])


def load(
    root: str,
    paths: Iterable[str] = (),
    overrides: Mapping[str, Any] | None = None,
    *,
    found: Iterable[str] = (),
    read: ReadText | None = None,
) -> Configs:
    """The configurations for a scan of `paths` (absolute, or relative to the root): those from their folders up to the
    root, and the `found` ones below (reported paths).

    `overrides` are the flags by the names of their configuration keys, and `select`, `extend-select`, `ignore` (lists
    of rules); what is None is not given. `read` replaces the disk (for the texts of another revision). Raises
    UsageError with every mistake.
    """
    configs = Configs(root, overrides or {}, read)
    configs.add([*(posixpath.join(folder, NAME) for folder in _upward(configs.root, paths)), *found])
    return configs


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _upward(root: str, paths: Iterable[str]) -> list[str]:
    folders = {"": None}
    for path in paths:
        full = os.path.abspath(os.path.join(root, path))
        try:
            folder = os.path.relpath(full if os.path.isdir(full) else os.path.dirname(full), root).replace(os.sep, "/")
        except ValueError:  # another drive
            continue
        if folder == ".." or folder.startswith("../"):
            continue
        folder = "" if folder == "." else folder
        while folder not in folders:
            folders[folder] = None
            folder = _parent(folder)
    return list(folders)


def _command_line(overrides: Mapping[str, Any]) -> Layer:
    given = {key: value for key, value in overrides.items() if value is not None}
    flags = {f"--{key}": tuple(given.pop(key)) for key in _FLAGS if key in given}
    parser = Parser("", "", lambda path: COMMAND_LINE)
    parser.parse({**given, **flags})
    if parser.mistakes:
        raise UsageError(parser.mistakes)
    return Layer(COMMAND_LINE.path, parser.entries, tuple(parser.rules))
