"""The values that a chart is rendered with, and where each of them is written."""

import re
from collections.abc import Mapping
from typing import Any, Final

from ...record import NamedTuple
from .. import read
from ..errors import ReadError
from ..source import Source
from .chart import Chart, Dependency
from .engine import Cluster, Release
from .leaves import ValuesFile

DEFAULT: Final = "default"
MAX_CI: Final = 20  # values files of a chart's ci/ folder that are rendered
_RELEASE: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?")


class Asked(NamedTuple):
    """One way to render a chart, as the config, the command line or an object that deploys it says; `values` are reported
    paths."""

    name: str = ""
    namespace: str = ""
    values: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    fixed: Mapping[str, Any] | None = None  # dotted key → value, as `set:` of the config has it
    apis: tuple[str, ...] = ()  # besides those of the cluster
    layers: tuple[ValuesFile, ...] = ()  # values of an object that deploys it, the strongest last
    label: str = ""  # what that object is called
    bare: bool = False  # without the chart's own values.yaml
    kubernetes: str = ""


class Given(NamedTuple):
    """One way to render one chart. `files` are the user's values files, the strongest last."""

    name: str
    release: Release
    files: tuple[ValuesFile, ...]
    fixed: tuple[str, ...] = ()  # the keys that `--set` or `set:` decides
    deployed: bool = False  # as an object of the repository says
    bare: bool = False


def ways(chart: Chart, asked: list[Asked], cluster: Cluster) -> list[Given]:
    """How a chart is rendered: as asked, else with its defaults, and with each of its ci/*-values.yaml.

    What deploys it is asked like `renders:`, and takes the place of the defaults: nobody runs those, and what is wrong with
    them alone is of no use to those who run something else.
    """
    if asked:
        return [_given(chart, one, number, cluster) for number, one in enumerate(asked)]
    found = [_given(chart, Asked(), 0, cluster)]
    for path in sorted(chart.real):
        if re.fullmatch(r"ci/[^/]*values\.ya?ml", path) and len(found) <= MAX_CI:
            one = _given(chart, Asked(values=(chart.real[path],)), 0, cluster)
            name = re.sub(r"-?values\.ya?ml$", "", path)
            found.append(one._replace(name=path if name == "ci/" else name))
    return found


def _cluster(cluster: Cluster, asked: Asked) -> Cluster:
    """What one render is for, which may say more of it."""
    own = cluster._replace(apis=(*cluster.apis, *asked.apis))
    return own._replace(kubernetes=asked.kubernetes, stated=True) if asked.kubernetes else own


def _given(chart: Chart, asked: Asked, number: int, cluster: Cluster) -> Given:
    sources = (Source(path, file=f"{chart.root}/{path}", root=chart.root) for path in asked.values)
    files = (*map(ValuesFile, sources), *asked.layers)
    texts = [one.text for one in files]
    if asked.fixed:
        texts.append(_as_text(asked.fixed))
    name = asked.name or chart.name.lower()
    release = Release(name if _RELEASE.fullmatch(name) else "release", asked.namespace or "default", tuple(texts),
                      asked.sets, _cluster(cluster, asked))  # fmt: skip
    if asked.label:
        return Given(asked.label, release, files, deployed=True, bare=asked.bare)
    called = asked.name or (DEFAULT if not asked.values else asked.values[-1])
    fixed = (*(asked.fixed or ()), *(key for one in asked.sets for key in re.findall(r"(?:^|,)([^=,]+)=", one)))
    return Given(called if number == 0 or asked.name else f"{called}#{number + 1}", release, files, fixed)


def _as_text(fixed: Mapping[str, Any]) -> str:
    import json

    out: dict[str, Any] = {}
    for key, value in fixed.items():
        lay(out, tuple(split(key)), value)
    return json.dumps(out)


def split(key: str) -> list[str]:
    """The steps of a dotted key; `\\.` is a dot in a name."""
    return [step.replace("\\.", ".") for step in re.split(r"(?<!\\)\.", key)]


def lay(into: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set a value at a path, building the maps on the way."""
    for step in path[:-1]:
        below = into.get(step)
        if not isinstance(below, dict):
            below = into[step] = {}
        into = below
    into[path[-1]] = value


def merged(low: Any, high: Any) -> Any:
    """Values as Helm lays them over each other."""
    if not isinstance(low, dict) or not isinstance(high, dict):
        return high
    return {**low, **{key: merged(low[key], value) if key in low else value for key, value in high.items()}}


def effective(chart: Chart, given: Given) -> dict[str, Any]:
    """All values as the templates of the chart see them: defaults of its charts, its own, then those given."""
    found = _defaults(chart, "")
    for text in given.release.files:
        found = merged(found, data_of(text))
    return found


def _defaults(chart: Chart, folder: str) -> dict[str, Any]:
    own = data_of(chart.text(f"{folder}values.yaml") or "")
    names = {one.name: one.alias for one in chart.dependencies_of(folder)}
    for sub in chart.below(folder):
        name = str(chart.metadata_of(sub).get("name"))
        alias = names.get(name, name)
        own[alias] = merged(_defaults(chart, sub), own.get(alias) or {})
    return own


def data_of(text: str) -> dict[str, Any]:
    trees = read(Source("values.yaml", text)).trees
    return dict(trees[0].data) if trees and isinstance(trees[0].data, dict) else {}


def wanted(one: Dependency, values: dict[str, Any]) -> bool:
    """Is a dependency part of the deployment, as far as its condition says?"""
    for condition in one.condition.split(","):
        found: Any = values
        for step in condition.strip().split("."):
            found = found.get(step) if isinstance(found, dict) else None
        if isinstance(found, bool):
            return found
    return True


__all__ = ["Asked", "Given", "ReadError", "data_of", "effective", "lay", "merged", "split", "wanted", "ways"]
