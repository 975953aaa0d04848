"""Files, the farthest first → the settings that hold below the nearest."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..intent import KEYS, Intent, Stated
from ..record import NamedTuple
from ..severity import MONEY_THRESHOLDS
from .parse import Entries, dotted
from .settings import At, RuleEntry, Settings


class Layer(NamedTuple):
    """What one file says."""

    path: str
    entries: Entries
    rules: tuple[RuleEntry, ...] = ()
    extends: At | None = None
    files: str | None = None  # the folder that the files it names are relative to; None in a pack


def merge(folder: str, layers: Sequence[Layer]) -> Settings:
    """Nearest wins key by key; growing lists are appended."""
    entries: Entries = {}
    for layer in layers:
        for key, near in layer.entries.items():
            far = entries.get(key)
            grows = far.__class__ is tuple and near.__class__ is tuple
            entries[key] = far + near if grows else near  # type: ignore[operator,assignment]
    single = {key: at for key, at in entries.items() if isinstance(at, At)}
    lists = {key[0]: at for key, at in entries.items() if not isinstance(at, At)}
    plain: dict[str, Any] = {name: single[key].value for key, name in _SINGLE.items() if key in single}
    plain |= {name: tuple(at.value for at in lists[key]) for key, name in _LISTS.items() if key in lists}
    return Settings(
        folder=folder,
        rule_entries=tuple(layer.rules for layer in layers),
        entries=_flat(entries),
        intent=_intent(single),
        prices=_group(single, "prices"),
        money=MONEY_THRESHOLDS | _group(single, "money"),
        values=_values(single),
        **plain,
    )


_SINGLE: Final[Mapping[tuple[str, ...], str]] = {
    ("fail-on",): "fail_on",
    ("min-severity",): "min_severity",
    ("tiers",): "tiers",
    ("ignores", "require-reason"): "require_reason",
    ("kubernetes",): "kubernetes",
    ("region",): "region",
    ("environment",): "environment",
    ("complete",): "complete",
    ("vendored",): "vendored",
    ("enable-helm",): "enable_helm",
    ("--select",): "select",
    ("--extend-select",): "extend_select",
    ("--ignore",): "ignore",
}
_LISTS: Final[Mapping[str, str]] = {
    "exclude": "exclude",
    "ignore": "ignores",
    "applications": "applications",
    "renders": "renders",
    "api-versions": "api_versions",
    "rule-files": "rule_files",
    "packs": "packs",
}


def _intent(single: Mapping[Any, At]) -> Intent:
    stated = {key: single[path] for key in KEYS if (path := ("defaults", "intent", key)) in single}
    if ("environment",) in single:  # what the run is for is what an application is for, unless said otherwise
        stated.setdefault("environment", single["environment",])
    said: dict[str, Stated[Any]] = {key: Stated(at.value, "config", at.place) for key, at in stated.items()}
    return Intent(**said)


def _group(single: Mapping[Any, At], key: str) -> dict[str, Any]:
    return {path[1]: at.value for path, at in single.items() if path[0] == key}


def _values(single: Mapping[Any, At]) -> dict[str, Any]:
    params = {path[2]: at.value for path, at in single.items() if path[:2] == ("values", "params")}
    stage = single.get(("values", "stage"))
    return ({"stage": stage.value} if stage else {}) | ({"params": params} if params else {})


def _flat(entries: Entries) -> dict[str, At]:
    flat: dict[str, At] = {}
    for key, at in entries.items():
        if isinstance(at, At):
            flat[dotted(key)] = at
        else:
            flat |= {dotted((*key, i)): item for i, item in enumerate(at)}
    return flat
