"""All charts of a run: rendered side by side, before anything is checked."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Final, NamedTuple

from ...finding import Place, Skipped
from ..errors import ReadError
from .chart import Chart
from .engine import Engine, Helm, Sdk, find_engine
from .kept import Kept
from .render import Render, Workspace
from .values import Asked, effective, wanted, ways

VENDORED: Final = "vendored chart (its findings are not shown)"
_COMMAND: Final = "run `helm template {path}{values} | predeploy scan -`"


class Trouble(NamedTuple):
    """A chart, or a part of one, that was not rendered."""

    message: str
    place: Place


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

    def close(self) -> None:
        for engine in self._engines:
            engine.close()
        for work in self._works:
            work.close()


def render_charts(
    paths: Sequence[str],
    root: str,
    asked: Callable[[str], list[Asked]],
    kubernetes: Callable[[str], str],
    *,
    jobs: int = 1,
    keep: bool = True,
) -> Charts | None:
    """Render the charts in some folders (reported paths) of a root (absolute, real); None when nothing here renders.

    `asked` says how a chart is to be rendered, `kubernetes` for which version; `keep` what is rendered in the
    user's cache folder. Never raises.
    """
    kind = find_engine(root)
    if kind is None:
        return None
    out = Charts()
    idle: SimpleQueue[Engine] = SimpleQueue()
    workers = max(1, min(jobs, len(paths)))
    out._engines = [Kept(kind()) if keep else kind() for _ in range(workers)]
    for engine in out._engines:
        idle.put(engine)

    def one(path: str) -> "_One":
        engine = idle.get()
        try:
            return _One(path, root, asked(path), kubernetes(path), engine)
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

    def __init__(self, path: str, root: str, asked: list[Asked], kubernetes: str, engine: Engine) -> None:
        self.path, self.engine = path, engine
        self.renders: list[Render] = []
        self.troubles: list[Trouble] = []
        self.work: Workspace | None = None
        self.chart: Chart | None = None
        self.library = False
        try:
            self._render(root, asked, kubernetes)
        except (ReadError, OSError) as error:
            why = getattr(error, "message", None) or str(error)
            file = "Chart.yaml" if path == "." else f"{path}/Chart.yaml"
            self.troubles.append(Trouble(f"this chart was not rendered: {why}", Place(file, None)))

    def _render(self, root: str, asked: list[Asked], kubernetes: str) -> None:
        chart = self.chart = Chart(self.path, root)
        self.library = chart.is_library
        if self.library:
            return
        givens = ways(chart, asked, kubernetes)
        extra = tuple(text for given in givens for text in given.release.files)
        self.work = Workspace(chart, extra)
        for number, given in enumerate(givens):
            render = Render(self.work, given, self.engine, first=number == 0)
            self.renders.append(render)
            if render.trouble:
                self.troubles.append(Trouble(self._said(render), render.trouble.place))
        values = effective(chart, givens[0])
        for one in chart.missing:
            if wanted(one, values):
                self.troubles.append(self._missing(chart, one.name, one.number))

    def _said(self, render: Render) -> str:
        assert render.trouble
        values = "".join(f" -f {source.path}" for source in render.given.files)
        command = _COMMAND.format(path=self.path, values=values or " -f VALUES")
        kind = "with these values" if values else "with its default values"
        return (
            f"this chart cannot be rendered {kind}, so nothing in it was checked: {render.trouble.message}; {command}"
        )

    def _missing(self, chart: Chart, name: str, number: int) -> Trouble:
        from .. import read

        message = f"the dependency {name} does not lie in charts/, so nothing in it was checked; run `helm dependency build {self.path}`"
        source = chart.source
        trees = read(source).trees
        span = trees[0].span(("dependencies", number, "name")) if trees and "dependencies" in chart.metadata else None
        return Trouble(message, Place(source.path, span))

    def add_to(self, out: Charts) -> None:
        good = [render for render in self.renders if render.trouble is None]
        for render in good[:1]:
            render.first = True
        out.renders += good
        out.troubles += list(dict.fromkeys(self.troubles))
        if self.work:
            out._works.append(self.work)
        if self.library or good:
            out.rendered.add(self.path)
        if self.troubles:
            out.clouded.add("" if self.path == "." else self.path)
        if self.chart:
            out.skipped += [Skipped(path, why) for path, why in self.chart.left]
            if good:
                out.read |= {source.path for render in good for source in render.given.files}
                out.crds += [(self.chart.reported(path), self.chart.real[path]) for path in self.chart.crds()]


__all__ = ["Charts", "Helm", "Render", "Sdk", "Trouble", "render_charts"]
