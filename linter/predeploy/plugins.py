"""Plug-ins: the modules below a folder that hold one object of a name, `FORMAT` or `SYSTEM`. None is registered by hand.

What each says of itself is kept in the user's cache folder, so that a run imports only those that it needs.
"""

import importlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from . import cachefile


class Plugins:
    """The plug-ins of one package; `describe` makes plain data of one."""

    def __init__(self, package: str, folder: str, attribute: str, describe: Callable[[Any], Any]) -> None:
        self._package, self._folder, self._attribute, self._describe = package, folder, attribute, describe

    def load(self, module: str) -> Any:
        return getattr(importlib.import_module(module), self._attribute)

    def all(self) -> list[Any]:
        return [self.load(module) for module in self.described]

    @cached_property
    def described(self) -> dict[str, Any]:
        """Module → what its plug-in says of itself."""
        files = dict(_files(self._folder, self._package))
        made_of = cachefile.stamp(list(files.values()))
        found: dict[str, Any] | None = cachefile.load(self._package, made_of)
        if found is None:
            modules = {name: importlib.import_module(name) for name in files}
            found = {
                name: self._describe(getattr(module, self._attribute))
                for name, module in modules.items()
                if self._attribute in module.__dict__
            }
            cachefile.keep(self._package, made_of, found)
        return found


def _files(folder: str, package: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        stem, extension = os.path.splitext(entry.name)
        if entry.name[0] in "._" and stem != "__init__":
            continue
        if entry.is_dir():
            yield from _files(entry.path, f"{package}.{entry.name}")
        elif extension == ".py" and stem == "__init__":
            yield package, entry.path
        elif extension == ".py":
            yield f"{package}.{stem}", entry.path
