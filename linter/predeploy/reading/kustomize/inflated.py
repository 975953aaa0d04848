"""Charts that a kustomization inflates, where that is asked for: those that lie in the project, and none that is fetched.

kustomize hands their settings to `helm` as arguments and fetches what has a `repo`: only plain settings are handed on.
"""

import os
from collections.abc import Iterator
from typing import Any, Final

from ...patterns import pattern
from ..names import CHART_FILE
from ..tree import Path
from .kustomization import Kustomization, below

FIELD: Final = "helmCharts"
OFF: Final = "it renders Helm charts (`{}`), which predeploy does with --enable-helm where they lie in the project"
# HelmChart and HelmGlobals (kubernetes-sigs/kustomize, api/types/helmchartargs.go, as of 2026-11-20)
_HOME: Final = "charts"
_COPIES: Final = ".predeploy-charts"
_TEXTS: Final = {
    "name": pattern(r"\w[\w.-]*"),
    "version": pattern(r"\w[\w.+-]*"),
    "releaseName": pattern(r"[a-z0-9][a-z0-9.-]*"),
    "namespace": pattern(r"[a-z0-9][a-z0-9-]*"),
    "kubeVersion": pattern(r"\w[\w.+-]*"),
    "valuesMerge": pattern(r"merge|override|replace"),
}
_FLAGS: Final = ("includeCRDs", "skipTests", "skipHooks")
_KNOWN: Final = {*_TEXTS, *_FLAGS, "repo", "valuesFile", "additionalValuesFiles", "valuesInline", "apiVersions"}
_API: Final = pattern(r"\w[\w./-]*")


def against(own: Kustomization, helm: str, root: str) -> Iterator[tuple[str, Path]]:
    """Why charts are not rendered."""
    field = own.inflates
    if field and (not helm or field != (FIELD,)):
        yield OFF.format(field[0]) if not helm else f"`{field[0]}` was given up by kustomize", field
        return
    folders: dict[str, str] = {}
    plugins = [name for name in ("generators", "transformers", "validators") if own.data.get(name)]
    for number, entry in own.maps(FIELD):
        name, where = str(entry.get("name", "")), (FIELD, number)
        if plugins:
            yield f"chart `{name}` stands beside plugins (`{plugins[0]}`), which may render any chart", where
        elif not _is_plain(entry):
            yield f"chart `{name}` has settings that predeploy does not hand to helm", where
        elif not folder_of(own, entry, root):
            yield f"chart `{name}` does not lie in `{_home(own)}`, and predeploy fetches none", where
        elif folders.setdefault(name, folder_of(own, entry, root)) != folder_of(own, entry, root):
            yield f"chart `{name}` is there in another version too", where


def values_of(own: Kustomization) -> Iterator[tuple[str, Path]]:
    """The values files that it names."""
    for number, entry in own.maps(FIELD):
        if isinstance(entry.get("valuesFile"), str):
            yield entry["valuesFile"], (FIELD, number, "valuesFile")
        more = entry.get("additionalValuesFiles")
        for place, one in enumerate(more if isinstance(more, list) else ()):
            yield str(one), (FIELD, number, "additionalValuesFiles", place)


def folder_of(own: Kustomization, entry: dict[str, Any], root: str) -> str:
    """The folder of a chart, below the root; empty when it is not there."""
    name, version = entry.get("name"), entry.get("version")
    for inner in (f"{name}-{version}/{name}", str(name)):
        folder = below(own.folder, os.path.join(_home(own), inner))
        if not folder.startswith("..") and os.path.isfile(os.path.join(root, folder, CHART_FILE)):
            return folder
    return ""


def copies(own: Kustomization) -> Iterator[tuple[str, str]]:
    """Folder of each chart, and where kustomize is to find it: it looks by name only for what has no `repo`."""
    for _, entry in own.maps(FIELD):
        yield folder_of(own, entry, own.root), below(own.folder, f"{_COPIES}/{entry['name']}")


def plain(own: Kustomization) -> dict[str, Any]:
    """The data of a kustomization with nothing in it that makes kustomize fetch a chart."""
    if not own.inflates:
        return own.data
    charts = [
        {key: value for key, value in entry.items() if key not in ("repo", "version")} for _, entry in own.maps(FIELD)
    ]
    return {**own.data, FIELD: charts, "helmGlobals": {"chartHome": _COPIES}}


def _home(own: Kustomization) -> str:
    found = own.data.get("helmGlobals")
    home = found.get("chartHome") if isinstance(found, dict) else None
    return home if isinstance(home, str) and home and not os.path.isabs(home) else _HOME


def _is_plain(entry: dict[str, Any]) -> bool:
    texts = all(
        isinstance(entry.get(key, "a"), str) and found.fullmatch(entry[key])
        for key, found in _TEXTS.items()
        if key in entry
    )
    flags = all(isinstance(entry.get(key, True), bool) for key in _FLAGS)
    apis = entry.get("apiVersions", [])
    known = entry.keys() <= _KNOWN and "name" in entry and isinstance(entry.get("valuesInline", {}), dict)
    return (
        known
        and texts
        and flags
        and isinstance(apis, list)
        and all(isinstance(one, str) and _API.fullmatch(one) for one in apis)
    )
