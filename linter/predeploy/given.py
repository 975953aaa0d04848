"""What is given at deployment: a stage and parameters, for the formats to ask while they prepare a document.

A format asks `current()`: `.stage` ("" when nobody named one), `.params.get("Memory")` (from the command line or
predeploy.yaml). It tells it with `.knows(["dev", "prod"])` the stages that a document says something of, and with
`.companion("params/prod.json")` a file of values, by its reported path.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .reading.values import UNKNOWN
from .secrets import names_secret


class Params(dict[str, Any]):
    """Values by name, that remember which of them were asked for; what is not among them may stand in `behind`. Those of
    secrets are UNKNOWN: they must not get into a report, and tell nothing about how things are set."""

    def __init__(self, values: Mapping[str, Any], behind: Mapping[str, Any] | None = None) -> None:
        super().__init__({**(behind or {}), **values})
        for name in self:
            if names_secret(name):
                self[name] = UNKNOWN
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.used.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.used.add(name)
        return super().get(name, default)

    def over(self, behind: Mapping[str, Any]) -> "Params":
        """The same, with values behind them that a file says; what is used of either counts here."""
        found = Params(self, behind)
        found.used = self.used
        return found


class Given:
    """What one deployment is given, and what was asked of it."""

    def __init__(self, stage: str = "", params: Mapping[str, Any] | None = None, stages: tuple[str, ...] = ()) -> None:
        """`stages` are all those of the run."""
        self._stage, self.params, self.stages = stage, Params(params or {}), stages
        self.asked = False  # has anybody asked for the stage?
        self.known: set[str] = set()  # the stages that files name
        self.companions: set[str] = set()  # files that hold values, by their reported paths
        self.kept: dict[str, Any] = {}  # folders and files that were read for values, by path

    @property
    def name(self) -> str:
        """The stage, without having asked for it."""
        return self._stage

    @property
    def stage(self) -> str:
        self.asked = True
        return self._stage

    def knows(self, stages: Iterable[Any]) -> None:
        self.known.update(stage for stage in stages if stage.__class__ is str)

    def companion(self, path: str) -> None:
        self.companions.add(path)

    def __getstate__(self) -> Any:
        return {**self.__dict__, "kept": {}}

    def heard(self, other: "Given") -> None:
        """Take over what another process was asked."""
        self.params.used |= other.params.used
        self.known |= other.known
        self.companions |= other.companions
        self.asked = self.asked or other.asked


_NOTHING = Given()
_current: ContextVar[Given] = ContextVar("given", default=_NOTHING)


def current() -> Given:
    return _current.get()


@contextmanager
def deploying(given: Given) -> Iterator[Given]:
    token = _current.set(given)
    try:
        yield given
    finally:
        _current.reset(token)
