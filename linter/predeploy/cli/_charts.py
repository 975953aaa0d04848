"""The charts of a project, rendered the way the config and the command line say."""

import atexit
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..config import Configs
from ..reading.discover import Discovery
from ..reading.walk import Input

if TYPE_CHECKING:
    from ..reading.helm.charts import Charts
    from ..reading.helm.values import Asked

NOT_RENDERED = "Helm chart (not rendered)"


class Rendering(NamedTuple):
    """What the command line says about charts."""

    jobs: int = 1


ONE_BY_ONE: Final = Rendering()


def render(found: Discovery, root: str, configs: Configs, how: Rendering) -> "tuple[Discovery, Charts | None]":
    """The discovery without what could be rendered, and that; nothing changes where nothing renders."""
    paths = [chart for chart in found.charts if not configs.excluded(f"{chart}/")]
    if not paths:
        return found, None
    from ..reading.helm.charts import render_charts

    charts = render_charts(
        paths, root, lambda chart: _asked(chart, configs), lambda chart: _kubernetes(chart, configs), jobs=how.jobs
    )
    if charts is None:
        return found, None
    atexit.register(charts.close)
    known = {one.path for one in found.inputs}
    crds = [Input(os.path.join(root, real), path, _size(root, real), False) for path, real in charts.crds]
    inputs = sorted([*found.inputs, *(one for one in crds if one.path not in known)], key=lambda one: one.path)
    skipped = [one for one in found.skipped if one.path not in charts.rendered or one.reason != NOT_RENDERED]
    return found._replace(inputs=inputs, skipped=sorted([*skipped, *charts.skipped])), charts


def _size(root: str, path: str) -> int:
    try:
        return os.stat(os.path.join(root, path)).st_size
    except OSError:
        return 0


def _kubernetes(chart: str, configs: Configs) -> str:
    version = configs.settings_for(_chart_file(chart)).kubernetes
    return ".".join(map(str, version)) if version else ""


def _asked(chart: str, configs: Configs) -> "list[Asked]":
    from ..reading.helm.values import Asked

    entries: Sequence[Mapping[str, Any]] = configs.settings_for(_chart_file(chart)).renders
    return [
        Asked(one.get("name", ""), one.get("namespace", ""), tuple(one["values"]), (), one.get("set"))
        for one in entries
        if one["chart"].rstrip("/") == chart
    ]


def _chart_file(chart: str) -> str:
    return "Chart.yaml" if chart == "." else f"{chart}/Chart.yaml"
