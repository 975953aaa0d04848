"""All charts of a run: rendered side by side, before anything is checked."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from ...finding import Place, Skipped
from ..errors import ReadError
from ..kept import Kept
from .chart import Chart, Dependency
from .engine import Cluster, Engine, Helm, Sdk, find_engine
from .kept import KeptEngine
from .releases import Releases, Trouble
from .render import Render, Workspace
from .values import Asked, Given, effective, wanted, ways
from .why import Reasons, Why


class Charts:
    """What the charts of a project render to. `close` ends the processes and removes the copies."""

    def __init__(self) -> None:
        self.renders: list[Render] = []
        self.troubles: list[Trouble] = []
        self.skipped: list[Skipped] = []
        self.rendered: set[str] = set()  # reported paths of the charts that were
        self.clouded: set[str] = set()  # folders in which something may be missing
        self.crds: list[
            tuple[str, str]
        ] = []  # reported path and path in the root, of files that are deployed as they are
        self.read: set[str] = set()  # values files
        self._works: list[Workspace] = []
        self._engines: list[Engine] = []
        self._kept = Kept()

    def close(self) -> None:
        for engine in self._engines:
            engine.close()
        for work in self._works:
            work.close()
        self._kept.close()


def render_charts(
    paths: Sequence[str],
    root: str,
    asked: Callable[[str], list[Asked]],
    cluster: Callable[[str], Cluster],
    *,
    deployed: Callable[[], Releases] = Releases,
    jobs: int = 1,
    keep: bool = True,
) -> Charts | None:
    """Render the charts in some folders (reported paths) of a root (absolute, real); None when nothing here renders.

    `asked` says how a chart is to be rendered, `deployed` how the others are, `cluster` for which; `keep` what is rendered in
    the user's cache folder. Never raises.
    """
    kind = find_engine(root)
    if kind is None:
        return None
    out = Charts()
    said = {path: asked(path) for path in paths}
    releases = Releases() if all(said.values()) else deployed()
    out.troubles += releases.troubles
    idle: SimpleQueue[Engine] = SimpleQueue()
    workers = max(1, min(jobs, len(paths)))
    out._engines = [KeptEngine(kind(), out._kept) if keep else kind() for _ in range(workers)]
    for engine in out._engines:
        idle.put(engine)

    def one(path: str) -> "_One":
        engine = idle.get()
        try:
            return _One(path, root, said[path] or releases.asked.get(path, []), cluster(path), engine)
        finally:
            idle.put(engine)

    if workers == 1:
        found = [one(path) for path in paths]
    else:
        with ThreadPoolExecutor(workers) as pool:
            found = [*pool.map(one, paths)]
    for each in found:
        each.add_to(out)
    return out


class _One:
    """A chart in all its renders."""

    def __init__(self, path: str, root: str, asked: list[Asked], cluster: Cluster, engine: Engine) -> None:
        self.path, self.engine = path, engine
        self.renders: list[Render] = []
        self.troubles: list[Trouble] = []
        self.works: dict[bool, Workspace] = {}  # by whether the chart is bare
        self.chart: Chart | None = None
        self.library = False
        try:
            self._render(root, asked, cluster)
        except (ReadError, OSError) as error:
            why = getattr(error, "message", None) or str(error)
            file = "Chart.yaml" if path == "." else f"{path}/Chart.yaml"
            self.troubles.append(Trouble(f"this chart was not rendered: {why}", Place(file, None)))

    def _render(self, root: str, asked: list[Asked], cluster: Cluster) -> None:
        chart = self.chart = Chart(self.path, root)
        self.library = chart.is_library
        if self.library:
            return
        givens = ways(chart, asked, cluster)
        extra = tuple(text for given in givens for text in given.release.files)
        for bare in sorted({given.bare for given in givens}):
            constraint = chart.constraint if cluster.stated else ""
            self.works[bare] = Workspace(chart.bare() if bare else chart, extra, constraint)
        self.renders = [
            Render(self.works[given.bare], given, self.engine, first=number == 0) for number, given in enumerate(givens)
        ]
        work = self.works[givens[0].bare]
        values = effective(work.chart, givens[0])
        missing = [one for one in chart.missing if wanted(one, values)]
        reasons = Reasons(chart, work.templates, missing)
        refused: dict[Why, list[Given]] = {}
        for render in self.renders:
            if render.refused is not None:
                refused.setdefault(reasons.why(render.refused, render.given.files), []).append(render.given)
        self.troubles += [self._refused(why, given) for why, given in refused.items()]
        told = {why.dependency for why in refused}
        self.troubles += [self._missing(reasons, one) for one in missing if one.number not in told]

    def _refused(self, why: Why, givens: list[Given]) -> Trouble:
        if why.kind != "not-rendered":
            return Trouble(why.message, why.place, why.kind)
        rest = "it was checked with other values only" if self._any else "nothing in it was checked"
        if givens[0].deployed:
            said = f"{_ways(givens)} cannot be rendered, so {rest}: {why.message}"
            return Trouble(said, why.place)
        files = "".join(f" -f {one.path}" for one in givens[0].files)
        if why.dependency is not None:
            command = f"helm dependency build {self.path}"
        elif why.key:
            command = f"predeploy scan {self.path}{files.replace(' -f ', ' --values ')} --set {why.key}=VALUE"
        else:
            command = f"helm template {self.path}{files or ' -f VALUES'} | predeploy scan -"
        said = f"this chart cannot be rendered with {_ways(givens)}, so {rest}"
        return Trouble(f"{said}: {why.message}; run `{command}`", why.place)

    @property
    def _any(self) -> bool:
        return any(render.refused is None for render in self.renders)

    def _missing(self, reasons: Reasons, one: Dependency) -> Trouble:
        rest = "" if self._any else ", as nothing else of the chart was"
        said = f"the dependency {one.name} does not lie in charts/, so nothing in it was checked{rest}"
        return Trouble(f"{said}; run `helm dependency build {self.path}`", reasons.of_dependency(one.number))

    def add_to(self, out: Charts) -> None:
        good = [render for render in self.renders if render.refused is None]
        for render in good[:1]:
            render.first = True
        out.renders += good
        out.troubles += list(dict.fromkeys(self.troubles))
        out._works += self.works.values()
        if self.library or good:
            out.rendered.add(self.path)
        if self.troubles:
            out.clouded.add("" if self.path == "." else self.path)
        if self.chart:
            out.skipped += [Skipped(path, why) for path, why in self.chart.left]
            if good:
                out.read |= {one.path for render in good for one in render.given.files}
                out.crds += [(self.chart.reported(path), self.chart.real[path]) for path in self.chart.crds()]


def _ways(givens: list[Given]) -> str:
    """With which values."""
    given = givens[0]
    first = ", ".join(one.path for one in given.files) if given.files else "its default values"
    first = given.name if given.deployed else first
    return first if len(givens) == 1 else f"{first} (and {len(givens) - 1} more)"


__all__ = ["Charts", "Helm", "Render", "Sdk", "Trouble", "render_charts"]
