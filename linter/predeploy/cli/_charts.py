"""The charts of a project, rendered the way the config and the command line say."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..config import Configs
from ..engine import jobs_here
from ..patterns import pattern
from ..reading.discover import Discovery
from ..reading.files import inside
from ..reading.walk import Input
from ..record import NamedTuple
from ._options import together

if TYPE_CHECKING:
    from ..reading.helm.charts import Charts
    from ..reading.helm.engine import Cluster
    from ..reading.helm.values import Asked
    from ..reading.kustomize.overlays import Overlays

NOT_RENDERED = "Helm chart (not rendered)"
_API = pattern(r"[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+){0,2}")  # as in the schema of predeploy.yaml

no_cache = click.option("--no-cache", is_flag=True, help="Check and render everything anew, and keep nothing.")
_OPTIONS = (
    click.option("--values", multiple=True, metavar="FILE", help="Values file for the charts; later ones win."),
    click.option("--set", "sets", multiple=True, metavar="KEY=VALUE", help="Value for the charts, as helm takes it."),
    click.option("--release", metavar="NAME", help="Name of the charts' releases. [the chart's]"),
    click.option("--namespace", metavar="NAME", help="Namespace of the releases. [default]"),
    click.option(
        "--enable-helm", is_flag=True, help="Render the `helmCharts` of kustomizations that lie in the project."
    ),
    click.option(
        "--api-versions", multiple=True, metavar="API", help="API version that the cluster serves, for the charts."
    ),
    click.option("--require-rendered", is_flag=True, help="Fail when a chart or kustomization cannot be rendered."),
    no_cache,
)


chart_options = together(_OPTIONS)


class Rendering(NamedTuple):
    """What the command line says about charts."""

    jobs: int = 1
    values: tuple[str, ...] = ()  # as given, from the current folder
    sets: tuple[str, ...] = ()
    release: str = ""
    namespace: str = ""
    apis: tuple[str, ...] = ()
    keep: bool = True  # what was rendered, for the next run
    inflate: bool = False  # the charts of kustomizations too

    def asked(self, root: str) -> "list[Asked]":
        """The one way to render that flags ask for. Raises UsageError."""
        from ..reading.helm.values import Asked

        if not (self.values or self.sets or self.release or self.namespace):
            return []
        for one in self.sets:
            if not one.partition("=")[0] or "=" not in one:
                raise click.UsageError(f"--set expects KEY=VALUE, not {one!r}")
        paths = tuple(_inside(root, one) for one in self.values)
        return [Asked(self.release, self.namespace, paths, self.sets)]


def rendering(flags: Mapping[str, Any]) -> Rendering:
    release, namespace = flags["release"] or "", flags["namespace"] or ""
    apis = tuple(api.strip() for one in flags["api_versions"] for api in one.split(","))
    for api in apis:
        if not _API.fullmatch(api):
            raise click.UsageError(
                f"--api-versions expects an API version such as monitoring.coreos.com/v1, not {api!r}"
            )
    jobs = flags["jobs"] or jobs_here()
    return Rendering(jobs, flags["values"], flags["sets"], release, namespace, apis, not flags["no_cache"],
                     flags["enable_helm"])  # fmt: skip


def render(
    found: Discovery, root: str, configs: Configs, how: Rendering, others: Sequence[Input], overlays: "Overlays | None"
) -> "tuple[Discovery, Charts | None]":
    """The discovery without what could be rendered, and that; nothing changes where nothing renders. What deploys a chart
    stands in the files that are checked, in `others` that were not picked, or in what the overlays were built to."""
    paths = [chart for chart in found.charts if not configs.excluded(f"{chart}/")]
    if not paths:
        return found, None
    from ..reading.helm.charts import render_charts
    from ..reading.helm.releases import find_releases

    by_flags = how.asked(root)
    built = [source for one in (overlays.renders if overlays else ()) for source in one.sources]
    charts = render_charts(
        paths,
        root,
        lambda chart: by_flags or _asked(chart, configs),
        lambda chart: _cluster(chart, configs, how.apis),
        deployed=lambda: find_releases(_read([*found.inputs, *others], configs), built, paths, root),
        jobs=how.jobs,
        keep=how.keep,
    )
    if charts is None:
        return found, None
    click.get_current_context().call_on_close(charts.close)
    known = {one.path for one in found.inputs}
    crds = [Input(os.path.join(root, real), path, _size(root, real), False) for path, real in charts.crds]
    inputs = sorted([*found.inputs, *(one for one in crds if one.path not in known)], key=lambda one: one.path)
    skipped = [one for one in found.skipped if one.path not in charts.rendered or one.reason != NOT_RENDERED]
    return found._replace(inputs=inputs, skipped=sorted([*skipped, *charts.skipped])), charts


def _read(inputs: Sequence[Input], configs: Configs) -> list[Input]:
    """The files that are read."""
    return [one for one in inputs if one.named or not configs.excluded(one.path)]


def _inside(root: str, file: str) -> str:
    """The reported path of a values file."""
    real = os.path.realpath(file)
    if not os.path.isfile(real):
        raise click.UsageError(f"--values {file!r} is no file")
    if not inside(root, real):
        raise click.UsageError(f"--values {file!r} lies outside the project root; name a --root that holds it")
    return os.path.relpath(real, root).replace(os.sep, "/")


def _size(root: str, path: str) -> int:
    try:
        return os.stat(os.path.join(root, path)).st_size
    except OSError:
        return 0


def _cluster(chart: str, configs: Configs, apis: tuple[str, ...]) -> "Cluster":
    """What a chart is rendered for: where nobody says it, the oldest version that is still looked after."""
    from ..data.kubernetes_apis import OLDEST_SUPPORTED
    from ..reading.helm.engine import Cluster

    settings = configs.settings_for(_chart_file(chart))
    version = settings.kubernetes or OLDEST_SUPPORTED
    stated = settings.kubernetes is not None
    return Cluster(".".join(map(str, version)), stated, (*settings.api_versions, *apis))


def _asked(chart: str, configs: Configs) -> "list[Asked]":
    from ..reading.helm.values import Asked

    entries: Sequence[Mapping[str, Any]] = configs.settings_for(_chart_file(chart)).renders
    return [
        Asked(
            one.get("name", ""),
            one.get("namespace", ""),
            tuple(one["values"]),
            fixed=one.get("set"),
            apis=tuple(one.get("api-versions", ())),
        )
        for one in entries
        if one["chart"].rstrip("/") == chart
    ]


def _chart_file(chart: str) -> str:
    return "Chart.yaml" if chart == "." else f"{chart}/Chart.yaml"
