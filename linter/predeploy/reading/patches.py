"""The files of kustomizations that are no objects by themselves: patches, generator inputs, configurations."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ..patterns import pattern
from .errors import ReadError
from .files import read_text

_PATCH: Final = pattern(r"(?:.*[_.-])?patch(?:es)?(?:[_.-].*)?")

Parse = Callable[[str], Any]
"""Text → data of its first document, or None when it cannot be read."""

# Fields of Kustomization v1beta1 and Component v1alpha1, those given up included
# (kubernetes-sigs/kustomize, api/types/kustomization.go, as of 2026-11-20).
_PATHS: Final = ("patchesStrategicMerge", "configurations", "crds", "transformers", "generators", "validators")
_UNDER_PATH: Final = ("patches", "patchesJson6902", "replacements")
_GENERATORS: Final = ("configMapGenerator", "secretGenerator")
_CHARTS: Final = ("helmCharts", "helmChartInflationGenerator")


def find_patches(kustomizations: Iterable[str], parse: Parse) -> Callable[[str], bool]:
    """A test whether a file (absolute, real) is patch or input of one of the kustomization files, or lies in a folder
    that is, or is called a patch beside them, and no kustomization takes it for a whole object."""
    parts: set[str] = set()
    whole: set[str] = set()
    homes: set[str] = set()
    for file in kustomizations:
        try:
            data = parse(read_text(file))
        except ReadError:
            continue  # whoever reads it as an input says so
        if isinstance(data, dict):
            folder = os.path.dirname(file)
            homes.add(folder)
            parts |= _resolve(folder, _parts(data))
            whole |= _resolve(folder, (*_items(data, "resources"), *_items(data, "bases")))

    def is_patch(file: str) -> bool:
        if file in whole:
            return False
        folder, name = os.path.split(file)
        if folder in homes and _PATCH.fullmatch(name):
            return True  # made for a kustomization that has commented it out
        above, name = os.path.split(folder)
        if above in homes and folder not in homes and _PATCH.fullmatch(name):
            return True
        while file not in parts:
            file, below = os.path.dirname(file), file
            if file == below:
                return False
        return True

    return is_patch if homes else lambda file: False


def _parts(data: dict[str, Any]) -> Iterator[Any]:
    for field in _PATHS:
        yield from _items(data, field)
    for field in _UNDER_PATH:
        for item in _items(data, field):
            yield item.get("path") if isinstance(item, dict) else item
    for generator in _maps(data, _GENERATORS):
        for entry in (*_items(generator, "files"), *_items(generator, "envs"), generator.get("env")):
            yield entry.partition("=")[2] or entry if isinstance(entry, str) else None  # `key=path` or `path`
    for chart in _maps(data, _CHARTS):
        yield from (chart.get("valuesFile"), chart.get("values"), *_items(chart, "additionalValuesFiles"))
    openapi = data.get("openapi")
    yield openapi.get("path") if isinstance(openapi, dict) else None


def _maps(data: dict[str, Any], fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield from (item for item in _items(data, field) if isinstance(item, dict))


def _items(data: dict[str, Any], field: str) -> list[Any]:
    value = data.get(field)
    return value if isinstance(value, list) else []


def _resolve(folder: str, entries: Iterable[Any]) -> set[str]:
    """Where the entries lead; a text of several lines is a patch written in place, no path."""
    names = (entry for entry in entries if isinstance(entry, str) and entry and not {"\n", "\0"} & set(entry))
    return {os.path.realpath(os.path.join(folder, name)) for name in names}
