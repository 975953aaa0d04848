"""How a run is told: each module here whose name has no leading underscore is one `--format`.

A format is one file with `def render(report: Report, context: Context) -> str`; nothing is registered. The text ends
with a newline unless it is empty. Formats are imported only when asked for.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Protocol

from ..finding import Report
from ..record import NamedTuple


class RuleLike(Protocol):
    """What reports need to know of a rule; `predeploy.rules.Rule` is one."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def since(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def doc(self) -> str: ...
    @property
    def fixable(self) -> bool: ...
    @property
    def options(self) -> Mapping[str, object]: ...
    @property
    def replaces(self) -> Mapping[str, tuple[str, ...]]: ...


def _unreadable(path: str) -> str | None:
    return None


class Context(NamedTuple):
    """How to tell a report: everything that is not in the report itself."""

    read: Callable[[str], str | None] = _unreadable
    """The text of a reported path as the engine read it (same code points), None when there is none: for excerpts."""
    rules: Mapping[str, RuleLike] = MappingProxyType({})
    """Rules by id, for formats that carry what is known of them."""
    color: bool = False
    width: int = 100  # columns of the terminal
    show_skipped: bool = False
    quiet: bool = False  # findings and errors only
    fail_on: str = "high"
    version: str = ""
    link: str = ""
    """What turns a reported path into an address (`https://host/owner/repo/blob/<commit>/`); empty: relative links."""


def modules(paths: Iterable[str]) -> list[str]:
    """The formats in a folder such as this one, sorted."""
    files = (name for path in paths for name in os.listdir(path))
    return sorted(name[:-3] for name in files if name.endswith(".py") and name[0] != "_")


def names() -> list[str]:
    """The formats there are, sorted."""
    return modules(__path__)


def render(name: str, report: Report, context: Context) -> str:
    """The report in the format `name`. Raises ValueError for a format that does not exist."""
    if name not in names():
        raise ValueError(f"no format {name!r}; there are {', '.join(names())}")
    module = import_module(f"{__name__}.{name}")
    return str(module.render(report, context))
